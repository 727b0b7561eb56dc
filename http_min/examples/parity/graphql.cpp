// SPEC.md "GraphQL": one endpoint, a schema of three fields, and always a 200.
#include <array>
#include <limits>
#include <optional>

#include "graphql_query.hpp"
#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

struct thing {
    int id;
    std::string_view name;
    double price;
};

constexpr std::array<thing, 2> things{{{1, "hammer", 12.5}, {2, "nail", 0.1}}};

// The arguments of one field: each is asked for once, and what nobody has asked for is an error.
class given_arguments {
  public:
    explicit given_arguments(const graphql_field& f) : field_(f), unread_(f.arguments.size()) {}

    // Null when it is not given.
    const json* find(std::string_view name) {
        const json* found = nullptr;
        for (const graphql_argument& each : field_.arguments) {
            if (each.name != name) continue;
            if (found) throw graphql_error("There can be only one argument named \"" + each.name + "\".");
            found = &each.value;
            --unread_;
        }
        return found;
    }

    void expect_no_more() const {
        if (unread_ > 0) throw graphql_error("Unknown argument on field \"" + field_.name + "\".");
    }

  private:
    const graphql_field& field_;
    std::size_t unread_;
};

void expect_leaf(const graphql_field& f) {
    if (f.has_selection)
        throw graphql_error("Field \"" + f.name + "\" must not have a selection, it has no subfields.");
}

json hello(const graphql_field& f) {
    given_arguments given(f);
    const json* const name = given.find("name");
    given.expect_no_more();
    expect_leaf(f);
    if (name && !name->is_string() && !name->is_null())
        throw graphql_error("Argument \"name\" has an invalid value: expected type String.");
    return "Hello " + (name && name->is_string() ? name->get<std::string>() : "World");
}

json field_of(const thing& one, const graphql_field& f) {
    given_arguments(f).expect_no_more();
    expect_leaf(f);
    if (f.name == "id") return one.id;
    if (f.name == "name") return one.name;
    if (f.name == "price") return one.price;
    throw graphql_error("Cannot query field \"" + f.name + "\" on type \"Item\".");
}

json select(const thing& one, const graphql_field& f) {
    json selected = json::object();
    for (const graphql_field& each : f.selection) selected[each.key] = field_of(one, each);
    return selected;
}

json item_by_id(const graphql_field& f) {
    given_arguments given(f);
    const json* const id = given.find("id");
    given.expect_no_more();
    const bool is_int = id && id->is_number_integer() && *id >= std::numeric_limits<std::int32_t>::min() &&
                        *id <= std::numeric_limits<std::int32_t>::max();
    if (!is_int) throw graphql_error("Argument \"id\" of type \"Int!\" is required.");
    if (!f.has_selection)
        throw graphql_error("Field \"item\" of type \"Item\" must have a selection of subfields.");
    select(things[0], f);  // a wrong selection is wrong, whether the item exists or not
    for (const thing& each : things)
        if (*id == each.id) return select(each, f);
    return nullptr;
}

json resolve(const graphql_field& f) {
    if (f.name == "hello") return hello(f);
    if (f.name == "item") return item_by_id(f);
    if (f.name != "version") throw graphql_error("Cannot query field \"" + f.name + "\" on type \"Query\".");
    given_arguments(f).expect_no_more();
    expect_leaf(f);
    return "1.0";
}

json variables_of(const GraphQLRequest& asked) { return asked.variables ? json(*asked.variables) : json(); }

json answer(const GraphQLRequest& asked) try {
    json data = json::object();
    for (const graphql_field& each : parse_graphql(asked.query, variables_of(asked)))
        data[each.key] = resolve(each);
    return {{"data", data}};
} catch (const graphql_error& e) {
    return {{"data", nullptr}, {"errors", {{{"message", e.what()}}}}};
}

}  // namespace

void add_graphql(app& api) {
    api.post<"/graphql">([](body<GraphQLRequest> asked) -> rt::task<json> { co_return answer(*asked); });
}

}  // namespace parity
