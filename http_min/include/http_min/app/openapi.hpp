// openapi -- the document that describes an app: OpenAPI 3.1, made of what its routes' types say.
//
// Errors:    std::logic_error for what makes no document: an example that cannot be written as JSON.
// Threads:   made once, by whoever asks first; then only read.
#pragma once

#include <http_min/app/few.hpp>
#include <mutex>
#include <string>
#include <string_view>

namespace http_min {

class route_table;

// What the document says of a tag beside its name.
struct tag_description {
    std::string_view name = {};
    std::string_view description = {};
};

struct contact_person {
    std::string_view name = {};
    std::string_view url = {};
    std::string_view email = {};
};

struct license_name {
    std::string_view name = {};
    std::string_view identifier = {};  // of SPDX: "BSL-1.0"
    std::string_view url = {};
};

// The document's head.
struct openapi_info {
    std::string title;
    std::string version;
    std::string summary;
    std::string description;
    std::string terms_of_service;
    contact_person contact = {};
    license_name license = {};
    few<tag_description, 16> tags = {};
};

class openapi_document {
  public:
    // REQUIRES: `routes` outlives it, and has no new ones after the first text().
    openapi_document(openapi_info info, const route_table& routes)
        : info_(std::move(info)), routes_(routes) {}

    // `root_path` is where the app stands: "/sub"; empty at the root.
    std::string text(std::string_view root_path) const;

    const openapi_info& info() const { return info_; }

  private:
    void make() const;

    openapi_info info_;
    const route_table& routes_;
    mutable std::once_flag made_;
    mutable std::string head_;  // the text up to where the servers stand
    mutable std::string rest_;
};

}  // namespace http_min
