// file<"avatar"> -- a file that a form of type multipart/form-data brought along.
//
//   api.post<"/upload">([](file<"avatar"> avatar, form<"note", std::string, def<"none">> note) -> rt::task<json> {
//       co_return json{{"filename", avatar->filename}, {"size", avatar->size()}};
//   });
//
// file<"scan", std::optional<upload_file>> may be missing; file<"pages", std::vector<upload_file>> takes all of that name.
// Lifetime:  an upload_file points into the request: copy what is to outlive the response.
#pragma once

#include <http_min/app/form.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace http_min {

struct upload_file {
    std::string_view filename;  // as the client says, empty if it chose none: never a path to write to
    std::string_view content_type;
    std::string_view bytes;

    std::size_t size() const { return bytes.size(); }
};

namespace detail {

misfit no_file();

inline upload_file uploaded(const wire::form_entry& entry) {
    return {entry.filename, entry.content_type, entry.value};
}

template <class T>
concept upload = std::is_same_v<T, upload_file> || std::is_same_v<T, std::optional<upload_file>> ||
    std::is_same_v<T, std::vector<upload_file>> || std::is_same_v<T, std::optional<std::vector<upload_file>>>;

}  // namespace detail

template <fixed_string Name, class T = upload_file, class... Rules>
class file : public parameter<T, Rules...> {
    static_assert(detail::upload<T>, "a file<> is an upload_file, or a std::optional or a std::vector of it");

  public:
    static constexpr source from = source::body;
    static constexpr bool is_form = true;
    static constexpr std::string_view name = detail::public_name<Rules...>(Name.view());

    void read(request& in, validation_errors& errors) {
        const location source_of("body");
        const location where(source_of, name);
        if constexpr (detail::is_list<T>)
            return read_all(in.as_form(), where, errors);
        else if (const wire::form_entry* entry = in.as_form().last(name); !entry || is_blank(*entry))
            this->read_absent(where, errors);
        else if (entry->is_file)
            this->value_ = detail::uploaded(*entry);
        else
            errors.add(where, detail::no_file(), detail::described(*entry));
    }

  private:
    // What a page sends for a file that nobody chose, when it sends it as text.
    static bool is_blank(const wire::form_entry& entry) { return !entry.is_file && entry.value.empty(); }

    void read_all(const wire::form_data& all, const location& where, validation_errors& errors) {
        std::size_t count = 0;
        json sent = json::array();
        for (const wire::form_entry& entry : all.entries()) {
            if (entry.name != name || is_blank(entry)) continue;
            const location element(where, count++);
            if (entry.is_file)
                detail::list_in(this->value_).push_back(detail::uploaded(entry));
            else
                errors.add(element, detail::no_file(), detail::described(entry));
            if constexpr (sizeof...(Rules) > 0) sent.push_back(detail::described(entry));
        }
        if (count == 0) return this->read_absent(where, errors);
        if (detail::list_in(this->value_).size() != count) return;
        if (auto wrong = detail::check_all<Rules...>(this->value_))
            errors.add(where, std::move(*wrong), std::move(sent));
    }
};

}  // namespace http_min
