// SPEC.md "Query" and "Headers, cookies, request": parameters that stand beside the path.
#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

using text = std::string;
using optional_text = std::optional<std::string>;

void add_headers_and_cookies(app& api) {
    api.get<"/headers">([](header<"user_agent", optional_text> agent,
                           header<"x_token", std::optional<std::vector<text>>> tokens,
                           header<"x_level", integer, def<1>, ge<0>> level) -> rt::task<json> {
        co_return json{{"user_agent", *agent}, {"x_token", *tokens}, {"x_level", *level}};
    });
    api.get<"/cookies">(
        [](cookie<"ads_id", optional_text> ads, cookie<"visits", integer, def<0>> visits) -> rt::task<json> {
            co_return json{{"ads_id", *ads}, {"visits", *visits}};
        });
    api.get<"/request-info">([](request& in) -> rt::task<json> {
        co_return json{{"method", in.method()},
                       {"path", in.path()},
                       {"query", in.query()},
                       {"host", in.header("host")},
                       {"client_host", in.client().host},
                       {"scheme", in.scheme()}};
    });
}

}  // namespace

void add_queries(app& api) {
    api.get<"/query/page">([](query<"skip", integer, def<0>, ge<0>> skip,
                              query<"limit", integer, def<10>, ge<1>, le<100>> limit) -> rt::task<json> {
        co_return json{{"skip", *skip}, {"limit", *limit}};
    });
    api.get<"/query/search">(
        [](query<"q", text, alias<"item-query">, min_length<3>, max_length<20>, pattern<"^[a-z]+$">,
                 title<"Search text">, description<"What to look for">>
               q,
           query<"old", optional_text, deprecated> old) -> rt::task<json> {
            co_return json{{"q", *q}, {"old", *old}};
        });
    api.get<"/query/mixed">([](query<"needy"> needy, query<"flag", bool, def<false>> flag,
                               query<"ratio", double, def<0.5>, gt<0>, lt<1>> ratio,
                               query<"opt", std::optional<integer>> opt) -> rt::task<json> {
        co_return json{{"needy", *needy}, {"flag", *flag}, {"ratio", *ratio}, {"opt", *opt}};
    });
    api.get<"/query/list">([](query<"tag", std::vector<text>, def<>> tags,
                              query<"n", std::vector<integer>, def<1, 2>> n) -> rt::task<json> {
        co_return json{{"tag", *tags}, {"n", *n}};
    });
    add_headers_and_cookies(api);
}

}  // namespace parity
