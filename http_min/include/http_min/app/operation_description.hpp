// operation_description -- what a route's types say about it, collected for the document: its parameters and those of its
// dependencies, its body, what it returns, how it is secured.
//
// describe.hpp fills it from the types; openapi.cpp makes an operation of it.
#pragma once

#include <http_min/app/schema.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

struct security_scheme;

class operation_description {
  public:
    explicit operation_description(schema_registry& models) : models_(models) {}

    schema_registry& models() { return models_; }

    // What one declares again, as route and dependency may, is there once.
    void add_parameter(source from, std::string_view name, json schema, bool required);

    // The body as a whole; a key of a JSON body; a field of a form.
    enum class body_kind { json_text, form, multipart };
    void set_body(body_kind kind, json schema, bool required);
    void add_to_body(body_kind kind, std::string_view name, json schema, bool required);

    // What is returned when all goes well. No media type: there is no content to speak of.
    void set_result(std::string_view media_type, json schema);

    void add_security(const security_scheme& scheme);

    struct parameter {
        source from;
        json description;
    };
    struct security {
        std::string name;
        json scheme;
    };
    std::vector<parameter> parameters;
    std::vector<security> securities;
    bool has_body = false;
    bool body_required = false;
    body_kind body_is = body_kind::json_text;
    json whole_body;                  // null where there are only keys
    json body_keys = json::object();  // name -> schema
    json required_keys = json::array();
    std::string_view result_type;
    json result;

  private:
    void note_body(body_kind kind, bool required);

    schema_registry& models_;
};

}  // namespace http_min
