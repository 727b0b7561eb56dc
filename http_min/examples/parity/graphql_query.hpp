// graphql_query -- the text of a GraphQL query as a tree of fields.
//
// The language of SPEC.md: one operation, fields with alias, arguments (int, string, $variable) and sub-selections.
// Errors:    graphql_error for anything else, and for selections more than 32 deep.
// Lifetime:  the tree owns its texts.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "models.hpp"

namespace parity {

struct graphql_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct graphql_argument {
    std::string name;
    json value;
};

struct graphql_field {
    std::string key;  // what the answer is called: the alias, else the name
    std::string name;
    std::vector<graphql_argument> arguments;
    bool has_selection = false;
    std::vector<graphql_field> selection;
};

// The selection of the one operation in `text`. A $variable is replaced by its value; one that is not given is null.
std::vector<graphql_field> parse_graphql(std::string_view text, const json& variables);

}  // namespace parity
