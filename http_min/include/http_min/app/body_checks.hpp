// body_checks -- how many parameters want the body of a request, those of dependencies included. Facts for the compiler.
#pragma once

#include <array>
#include <cstddef>
#include <http_min/app/dep_checks.hpp>
#include <http_min/app/parameter.hpp>
#include <type_traits>

namespace http_min::detail {

// What wants the whole JSON body for itself.
template <class Type>
concept whole_body = requires {
    requires !std::remove_cvref_t<Type>::is_embedded;
};

// What reads a form.
template <class Type>
concept form_parameter = requires {
    requires std::remove_cvref_t<Type>::is_form;
};

class body_count {
  public:
    int bodies = 0;
    int forms = 0;
    int whole = 0;

    // RETURNS whether this is the first time: a dependency is called once for all who want it.
    constexpr bool visit(const void* dependency) {
        for (std::size_t i = 0; i < count_; ++i)
            if (visited_[i] == dependency) return false;
        if (count_ < visited_.size()) visited_[count_++] = dependency;
        return true;
    }

  private:
    std::array<const void*, 32> visited_{};
    std::size_t count_ = 0;
};

template <class... Parameters>
struct body_counter {
    static constexpr void add_to(body_count& all) { (add<std::remove_cvref_t<Parameters>>(all), ...); }
    static constexpr body_count count() {
        body_count all;
        add_to(all);
        return all;
    }

  private:
    template <class Parameter>
    static constexpr void add([[maybe_unused]] body_count& all) {
        if constexpr (is_dep<Parameter>) {
            if (all.visit(Parameter::identity)) parameters_of<Parameter, body_counter>::add_to(all);
        } else if constexpr (request_parameter<Parameter>) {
            if constexpr (Parameter::from == source::body) {
                ++all.bodies;
                if (whole_body<Parameter>) ++all.whole;
                if (form_parameter<Parameter>) ++all.forms;
            }
        }
    }
};

template <class... Parameters>
struct body_is_of_one_kind {
    static_assert(sizeof...(Parameters) == 0,
                  "a request has one body: JSON (body<>) or a form (form<>, file<>), not both");
};
template <class... Parameters>
struct body_is_read_by_one {
    static_assert(
        sizeof...(Parameters) == 0,
        "a request has one body: with several body<> parameters each has a key, body<type, embed<\"key\">>; "
        "those of dependencies count");
};

}  // namespace http_min::detail
