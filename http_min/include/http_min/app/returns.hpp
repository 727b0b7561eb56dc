// returns<Model> -- a response model: whatever the handler returns goes out as a Model, filtered to its fields, with its
// defaults filled in, and checked.
//
//   api.post<"/users">([](body<user_in> user) -> returns<user_out> { return *user; });       // the password stays here
//   [](path<"name"> name) -> rt::task<returns<profile, unset_left_out>> { co_return data.at(*name); }
//
//   unset_left_out       of the model's fields only those that the returned value had
//   include<"a", "b">    only these fields      exclude<"a">    all but these; of a list: of each of its elements
//
// Errors:    response_validation_error where the value does not fit: thrown in the handler, so that the exits of
//            dependencies see it; the client gets a 500, the log says what was wrong.
// Cost:      a value that is a Model already is only written; another goes through JSON.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/from_json.hpp>
#include <http_min/app/response.hpp>
#include <http_min/app/write_json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace http_min {

struct unset_left_out {};
template <fixed_string... Names>
struct include {};
template <fixed_string... Names>
struct exclude {};

class response_validation_error : public std::runtime_error {
  public:
    explicit response_validation_error(const json& errors);
};

namespace detail {

class response_filter {
  public:
    bool keeps_only_given = false;
    std::vector<std::string_view> included;  // none: all
    std::vector<std::string_view> excluded;

    void use(unset_left_out) { keeps_only_given = true; }
    template <fixed_string... Names>
    void use(include<Names...>) {
        (included.push_back(Names.view()), ...);
    }
    template <fixed_string... Names>
    void use(exclude<Names...>) {
        (excluded.push_back(Names.view()), ...);
    }

    void apply(json& written, const json& given) const;

  private:
    void choose(json& written) const;
};

void throw_if_any(validation_errors& errors);
json read_again(const std::string& written);

}  // namespace detail

template <class Model, class... Options>
class returns {
  public:
    using model = Model;  // for the document

    template <json_writable Value>
    returns(const Value& value) {
        if constexpr (std::is_same_v<Value, Model> && sizeof...(Options) == 0)
            write_json(text_, value);
        else
            convert(to_json(value));
    }

    void write_to(response& out) && {
        out.headers.set("content-type", "application/json");
        out.body += text_;
    }

  private:
    template <class Value>
    static json to_json(const Value& value) {
        if constexpr (std::is_same_v<Value, json>) {
            return value;
        } else {
            std::string text;
            write_json(text, value);
            return detail::read_again(text);
        }
    }

    void convert(const json& given) {
        Model value{};
        validation_errors errors;
        json_reader(errors).read(given, value, location("response"));
        detail::throw_if_any(errors);
        write_json(text_, value);
        if constexpr (sizeof...(Options) > 0) {
            detail::response_filter filter;
            (filter.use(Options()), ...);
            json written = detail::read_again(text_);
            filter.apply(written, given);
            text_.clear();
            append_json(text_, written);
        }
    }

    std::string text_;
};

}  // namespace http_min
