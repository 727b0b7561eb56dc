// form<"username", std::string, min_length<3>> -- a field of a form: urlencoded, or a text part of multipart/form-data.
// form_model<credentials> -- all fields of a struct, each a field of the form with its name.
//
// Of a repeated field the last counts; a std::vector takes all, in order. "k" and "k=" are both the empty text, not the default.
// A body of another type counts as an empty form.
//
// A JSON body beside a form does not compile: there is one body.
// Errors:    a form that is broken or has too much is an http_exception 400 or 413; see wire::form_limits.
#pragma once

#include <http_min/app/from_json.hpp>
#include <http_min/app/request.hpp>

namespace http_min {

namespace detail {

misfit no_text();
json described(const wire::form_entry& entry);  // a field's text; of a file what it is, without its bytes
json fields_of_form(const wire::form_data& form, std::string_view name);  // an array

// Whether a field of a model takes a list, in whatever it is wrapped.
template <class T>
constexpr bool takes_list() {
    if constexpr (is_list<T>)
        return true;
    else if constexpr (is_optional<T> || is_field<T> || is_unset_or<T>)
        return takes_list<typename T::value_type>();
    else
        return false;
}

}  // namespace detail

template <fixed_string Name, class T = std::string, class... Rules>
class form : public parameter<T, Rules...> {
    static_assert(detail::readable<T>, "no from_text() reads a value of this type");

  public:
    static constexpr source from = source::body;
    static constexpr bool is_form = true;
    static constexpr std::string_view name = detail::public_name<Rules...>(Name.view());

    void read(request& in, validation_errors& errors) {
        const location source_of("body");
        const location where(source_of, name);
        if constexpr (detail::is_list<T>)
            read_all(in.as_form(), where, errors);
        else if (const wire::form_entry* entry = in.as_form().last(name); !entry)
            this->read_absent(where, errors);
        else if (entry->is_file)
            errors.add(where, detail::no_text(), detail::described(*entry));
        else
            this->read_text(entry->value, where, errors);
    }

  private:
    void read_all(const wire::form_data& all, const location& where, validation_errors& errors) {
        std::size_t count = 0;
        for (const wire::form_entry& entry : all.entries()) {
            if (entry.name != name) continue;
            const location element(where, count++);
            if (entry.is_file)
                errors.add(element, detail::no_text(), detail::described(entry));
            else
                this->read_element(entry.value, element, errors);
        }
        this->end_of_list(count, where, errors);
    }
};

template <reflectable Model>
class form_model : public parameter<Model> {
  public:
    static constexpr source from = source::body;
    static constexpr bool is_form = true;

    // The form as an object of texts, which the reader of JSON turns into numbers as it does with "5".
    void read(request& in, validation_errors& errors) {
        json all = json::object();
        add_fields(in.as_form(), all, std::make_index_sequence<field_count<Model>>());
        json_reader(errors).read(all, this->value_, location("body"));
    }

  private:
    template <std::size_t... I>
    void add_fields(const wire::form_data& form, json& all, std::index_sequence<I...>) {
        (add_field<std::remove_cvref_t<decltype(std::get<I>(fields_of(this->value_)))>>(
             form, all, public_field_name<Model, I>()),
         ...);
    }

    template <class Field>
    static void add_field(const wire::form_data& form, json& all, std::string_view name) {
        json sent = detail::fields_of_form(form, name);
        if (sent.empty()) return;
        if constexpr (detail::takes_list<Field>())
            all[std::string(name)] = std::move(sent);
        else
            all[std::string(name)] = std::move(sent.back());
    }
};

}  // namespace http_min
