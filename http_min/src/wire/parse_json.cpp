// parse_json.cpp -- nlohmann's parser reads, and tells this builder what it has read.
#include <http_min/wire/parse_json.hpp>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace http_min {

namespace {

// Objects keep their keys in order in a plain list. From this size on, an index beside it finds a repeated key.
constexpr std::size_t indexed_from = 16;

auto& nth(json::object_t& members, std::size_t i) {
    return *(members.begin() + static_cast<std::ptrdiff_t>(i));
}

// Without the exception's name, and without what was read last: that may be all of a large text.
std::string in_short(std::string text) {
    if (text.find("number overflow") != text.npos) return "number overflow";
    if (const std::size_t colon = text.find(": "); colon != text.npos) text.erase(0, colon + 2);
    if (const std::size_t token = text.find("; last read: "); token != text.npos) {
        const std::size_t wanted = text.rfind("; expected ");
        const bool says_more = wanted != text.npos && wanted > token;
        text.erase(token, says_more ? wanted - token : text.npos);
    }
    return text;
}

class builder final : public nlohmann::json_sax<json> {
  public:
    json take() { return std::move(root_); }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t& text) override {
        const bool is_integer = text.find_first_not_of("-0123456789") == text.npos;
        if (!is_integer) return put(value);
        return put(json::binary({text.begin(), text.end()}));
    }
    bool string(string_t& text) override { return put(std::move(text)); }
    bool binary(binary_t&) override { return false; }  // JSON text has none

    bool start_object(std::size_t) override { return open(json::object()); }
    bool key(string_t& name) override {
        level& top = open_.back();
        auto& members = top.value->get_ref<json::object_t&>();
        const auto found = index_of(top, members, name);
        if (!found) members.emplace_back(std::move(name), nullptr);
        top.member = found ? *found : members.size() - 1;
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_array() override { return close(); }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& e) override {
        throw json_error(position > 0 ? position - 1 : 0, in_short(e.what()));
    }

  private:
    struct level {
        json* value;
        std::size_t member = 0;  // of an object: where the coming value goes
        std::unique_ptr<std::unordered_map<std::string, std::size_t>> index = nullptr;
    };

    static std::optional<std::size_t> index_of(level& in, json::object_t& members, const std::string& name) {
        if (members.size() < indexed_from) {
            for (std::size_t i = 0; i < members.size(); ++i)
                if (nth(members, i).first == name) return i;
            return std::nullopt;
        }
        if (!in.index) {
            in.index = std::make_unique<std::unordered_map<std::string, std::size_t>>();
            for (std::size_t i = 0; i < members.size(); ++i) in.index->emplace(nth(members, i).first, i);
        }
        const auto [at, is_new] = in.index->emplace(name, members.size());
        if (is_new) return std::nullopt;
        return at->second;
    }

    json& place(json value) {
        if (open_.empty()) return root_ = std::move(value);
        level& top = open_.back();
        if (top.value->is_array()) {
            top.value->push_back(std::move(value));
            return top.value->back();
        }
        return nth(top.value->get_ref<json::object_t&>(), top.member).second = std::move(value);
    }
    bool put(json value) { return static_cast<void>(place(std::move(value))), true; }
    bool open(json container) {
        if (open_.size() == max_json_depth) throw json_too_deep();
        json& inside = place(std::move(container));
        open_.push_back({&inside});
        return true;
    }
    bool close() { return open_.pop_back(), true; }

    json root_;
    std::vector<level> open_;  // pointers stay good: a container grows only while it is the innermost
};

}  // namespace

json parse_json(std::string_view text) {
    builder tree;
    json::sax_parse(text.begin(), text.end(), &tree);
    const std::size_t zero = text.find('\0');  // which nlohmann takes for the end of the text
    if (zero != text.npos) throw json_error(zero, "a NUL behind the value; expected end of input");
    return tree.take();
}

std::string big_integer_text(const json& value) {
    const json::binary_t& digits = value.get_binary();
    return std::string(digits.begin(), digits.end());
}

}  // namespace http_min
