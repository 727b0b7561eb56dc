// json_model_fuzz.cpp -- text of a client becomes a model or a list of errors; either can be written as JSON again.
#include <http_min/app/from_json.hpp>
#include <http_min/app/text_rules.hpp>
#include <http_min/app/write_json.hpp>
#include <map>

#include "fuzz.hpp"

using namespace http_min;

namespace {

enum class color { red, green, blue };

struct line {
    field<int, ge<1>, le<99>> qty;
    field<double, gt<0>> price;
    std::optional<color> tint;
};

struct order {
    field<std::string, min_length<1>, max_length<5>, pattern<"^[a-z]+$">> name;
    field<std::vector<line>, min_length<1>> lines;
    field<std::map<std::string, std::int64_t>, def<>> notes;
    field<bool, def<false>> express;
    unset_or<std::optional<std::uint8_t>> small;
    std::optional<json> any;
};

std::string written(const order& one) {
    std::string text;
    write_json(text, one);
    return text;
}

void read_back(const std::string& text) {
    validation_errors errors;
    order again;
    must(json_reader(errors).read(parse_json(text), again, location("body")), "what was written can be read");
    must(written(again) == text, "and is written alike");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const exact_copy text{as_text(data, size)};
    json value;
    try {
        value = parse_json(text.view());
    } catch (const json_error& wrong) {
        must(wrong.position <= size, "a mistake stands in the text");
        return 0;
    } catch (const json_too_deep&) {
        return 0;
    }
    const std::string once = to_text(value);
    must(to_text(parse_json(once)) == once, "JSON is written as it is read");

    validation_errors errors;
    order model;
    if (json_reader(errors).read(value, model, location("body"))) return read_back(written(model)), 0;
    must(!errors.empty(), "what is no model says why");
    try {
        errors.throw_if_any();
    } catch (const request_validation_error& wrong) {
        static_cast<void>(parse_json(to_text(wrong.errors)));
    }
    return 0;
}
