// generated_body -- a body whose pieces are what a generator yields, each written by Write(piece, element).
//
//   rt::async_generator   its steps run on the loop, and it is closed when the client leaves: its clean-up may await
//   rt::generator         its steps, and its clean-up half way, run on the thread pool: they may block
//
// Threads:   the loop's own, whatever the steps run on.
#pragma once

#include <http_min/app/body_stream.hpp>
#include <optional>
#include <rt/core/async_generator.hpp>
#include <rt/core/generator.hpp>
#include <rt/loop/run_blocking.hpp>
#include <string>
#include <utility>

namespace http_min::detail {

template <class Generator, auto Write>
class generated_body;

template <class T, auto Write>
class generated_body<rt::async_generator<T>, Write> final : public body_stream {
  public:
    explicit generated_body(rt::async_generator<T> elements) : elements_(std::move(elements)) {}

    rt::task<bool> next(std::string& piece) override {
        auto* const element = co_await elements_.next();
        if (element == nullptr) co_return false;
        piece.clear();
        Write(piece, *element);
        co_return true;
    }
    rt::task<> close() override { co_await elements_.close(); }

  private:
    rt::async_generator<T> elements_;
};

template <class T, auto Write>
class generated_body<rt::generator<T>, Write> final : public body_stream {
  public:
    explicit generated_body(rt::generator<T> elements) : elements_(std::move(elements)) {}

    rt::task<bool> next(std::string& piece) override {
        co_return co_await rt::run_blocking(&step, this, &piece);
    }

    rt::task<> close() override {
        const bool half_way = at_ && *at_ != std::default_sentinel;
        if (!half_way) co_return;
        co_await rt::run_blocking(&drop, this);
    }

  private:
    static bool step(generated_body* self, std::string* piece) {
        if (self->at_)
            ++*self->at_;
        else
            self->at_.emplace(self->elements_->begin());
        if (*self->at_ == std::default_sentinel) return false;
        piece->clear();
        auto&& element = **self->at_;
        Write(*piece, element);
        return true;
    }
    static void drop(generated_body* self) {
        self->at_.reset();
        self->elements_.reset();
    }

    std::optional<rt::generator<T>> elements_;
    std::optional<typename rt::generator<T>::iterator> at_;  // none: not begun
};

}  // namespace http_min::detail
