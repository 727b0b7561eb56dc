// mount_point -- the operation behind api.mount(): hands the path below it to what is mounted there.
#pragma once

#include <http_min/app/mounted.hpp>
#include <http_min/app/operation.hpp>
#include <memory>
#include <string>

namespace http_min {

class mount_point final : public operation {
  public:
    // `inner` may share nothing: an app that its user keeps alive.
    explicit mount_point(std::shared_ptr<const mounted> inner) : inner_(std::move(inner)) {}

  private:
    rt::task<> answer(const route& at, request& in, response& out) const override;

    std::shared_ptr<const mounted> inner_;
};

}  // namespace http_min
