// exception_group -- several tasks failed together: all of their exceptions, none lost.
//
//     } catch (const rt::exception_group& several) {
//         for (const std::exception_ptr& each : several.exceptions()) report(each);
//     }
//
// One failed child leaves a task group as its own exception; only two or more become a group. A group inside
// a group stays one: it says which tasks belonged together. leaves() has them flat.
//
// Lifetime:  copies share the exceptions.
// Source:    PEP 654; Trio issue 611 on when a single exception is wrapped.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace rt {

class exception_group : public std::exception {
  public:
    explicit exception_group(std::vector<std::exception_ptr> exceptions)
        : exceptions_(std::move(exceptions)), text_(describe()) {}

    const std::vector<std::exception_ptr>& exceptions() const noexcept { return exceptions_; }

    // Every exception that is no group itself, in order.
    std::vector<std::exception_ptr> leaves() const {
        std::vector<std::exception_ptr> all;
        for (const std::exception_ptr& each : exceptions_) {
            try {
                std::rethrow_exception(each);
            } catch (const exception_group& inner) {
                for (std::exception_ptr& leaf : inner.leaves()) all.push_back(std::move(leaf));
            } catch (...) {
                all.push_back(each);
            }
        }
        return all;
    }

    // How many leaves are of type E.
    template <class E>
    std::size_t count() const {
        std::size_t found = 0;
        for (const std::exception_ptr& leaf : leaves()) {
            try {
                std::rethrow_exception(leaf);
            } catch (const E&) {
                ++found;
            } catch (...) {
            }
        }
        return found;
    }

    const char* what() const noexcept override { return text_.c_str(); }

  private:
    std::string describe() const {
        std::string text = std::to_string(exceptions_.size()) + " tasks failed";
        const char* separator = ": ";
        for (const std::exception_ptr& each : exceptions_) {
            text += std::exchange(separator, "; ");
            try {
                std::rethrow_exception(each);
            } catch (const exception_group& inner) {
                text.append("(").append(inner.what()).append(")");
            } catch (const std::exception& e) {
                text += e.what();
            } catch (...) {
                text += "an exception that is no std::exception";
            }
        }
        return text;
    }

    std::vector<std::exception_ptr> exceptions_;
    std::string text_;
};

namespace detail {

// Nothing happened: returns. One: rethrows it. Several: throws them as a group.
inline void throw_all(std::vector<std::exception_ptr>&& errors) {
    if (errors.empty()) return;
    if (errors.size() == 1) std::rethrow_exception(errors.front());
    throw exception_group(std::move(errors));
}

}  // namespace detail

}  // namespace rt
