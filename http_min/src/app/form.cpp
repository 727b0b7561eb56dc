// form.cpp -- a request's form is read once, when the first parameter asks for it.
#include <http_min/app/form.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/upload.hpp>

namespace http_min {

namespace {

constexpr int too_large = 413;

std::optional<wire::refusal> read_body(std::string_view type, std::string_view body, wire::form_data& form) {
    if (wire::is_media_type(type, "application/x-www-form-urlencoded")) return form.read_urlencoded(body);
    if (!wire::is_media_type(type, "multipart/form-data")) return std::nullopt;
    const auto boundary = wire::boundary_of(type);
    if (!boundary) throw http_exception(400, "Missing boundary in multipart.");
    return form.read_multipart(body, *boundary);
}

}  // namespace

const wire::form_data& request::as_form() {
    if (form_) return *form_;
    wire::form_data form;
    if (const auto why = read_body(header("content-type").value_or(""), body_, form))
        throw http_exception(why->status,
                             why->status == too_large ? std::string(why->reason) : "Invalid multipart data.");
    return form_.emplace(std::move(form));
}

misfit detail::no_text() { return {"string_type", "Input should be a valid string"}; }

misfit detail::no_file() {
    misfit wrong{"value_error", "Value error, Expected UploadFile, received: <class 'str'>"};
    wrong.context = {{"error", json::object()}};
    return wrong;
}

json detail::described(const wire::form_entry& entry) {
    if (!entry.is_file) return std::string(entry.value);
    return json{{"filename", std::string(entry.filename)},
                {"content_type", std::string(entry.content_type)},
                {"size", entry.value.size()}};
}

json detail::fields_of_form(const wire::form_data& form, std::string_view name) {
    json all = json::array();
    for (const wire::form_entry& entry : form.entries())
        if (entry.name == name) all.push_back(described(entry));
    return all;
}

}  // namespace http_min
