// SPEC.md "Dependencies": shared, nested, cached, and those that open something and close it again.
#include <http_min/app/make.hpp>
#include <rt/core/async_generator.hpp>
#include <rt/core/generator.hpp>

#include "exact.hpp"
#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

using optional_text = std::optional<std::string>;

rt::task<json> common(query<"q", optional_text> q, query<"skip", integer, def<0>> skip,
                      query<"limit", integer, def<100>> limit) {
    co_return json{{"q", *q}, {"skip", *skip}, {"limit", *limit}};
}

optional_text query_value(query<"q", optional_text> q) { return *q; }
optional_text query_or_cookie(dep<query_value> q, cookie<"last_query", optional_text> last) {
    return *q && !(*q)->empty() ? *q : *last;
}

struct paging {
    query<"page", integer, def<1>, ge<1>> page;
    query<"size", integer, def<20>> size;
    integer offset() const { return times(*page - 1, *size); }
};

// Every request has a count of its own, which all its counters share.
struct call_count {
    int calls = 0;
};
rt::task<call_count> count_of_request() { co_return call_count(); }
rt::task<int> counter(dep<count_of_request> count) { co_return ++count->calls; }
rt::task<int> left(dep<counter> c) { co_return *c; }
rt::task<int> right(dep<counter> c) { co_return *c; }
rt::task<int> fresh(dep<counter, no_cache> c) { co_return *c; }

// Adds an event at the end of a block, however it ends.
class log_at_end {
  public:
    log_at_end(memory& m, std::string token, std::string event)
        : memory_(m), token_(std::move(token)), event_(std::move(event)) {}
    log_at_end(const log_at_end&) = delete;
    log_at_end& operator=(const log_at_end&) = delete;
    ~log_at_end() { memory_.log.add(token_, event_); }

  private:
    memory& memory_;
    std::string token_, event_;
};

rt::async_generator<std::string> outer(path<"token"> token, state<memory> m) {
    m->log.add(*token, "outer:open");
    const log_at_end closing(*m, *token, "outer:close");
    co_yield "outer";
}

rt::generator<std::string> inner(dep<outer> around, path<"token"> token, state<memory> m) {
    m->log.add(*token, "inner:open");
    const log_at_end closing(*m, *token, "inner:close");
    try {
        co_yield *around + "/inner";
    } catch (const http_exception& error) {
        m->log.add(*token, "inner:saw " + std::to_string(error.status));
        throw;
    }
}

rt::task<> refuse() {
    throw http_exception(401, "refused");
    co_return;
}

void add_resources(app& api) {
    api.get<"/deps/yield/{token}">(
        [](path<"token"> token, dep<inner> resource, state<memory> m) -> rt::task<json> {
            m->log.add(*token, "handler");
            co_return json{{"resource", *resource}};
        });
    api.get<"/deps/yield-error/{token}">(
        [](path<"token"> token, dep<inner>, state<memory> m) -> rt::task<json> {
            m->log.add(*token, "handler");
            throw http_exception(410, "gone");
            co_return json();
        });
    api.get<"/deps/yield-crash/{token}">(
        [](path<"token"> token, dep<inner>, state<memory> m) -> rt::task<json> {
            m->log.add(*token, "handler");
            throw std::runtime_error("crash in yield");
            co_return json();
        });
    api.get<"/deps/yield-abort/{token}">(
        [](path<"token">, dep<outer>, dep<refuse>) -> rt::task<json> { co_return json(); });
}

rt::task<> verify_token(header<"x_token"> token) {
    if (*token != "parity-token") throw http_exception(400, "wrong X-Token");
    co_return;
}
rt::task<> verify_key(header<"x_key"> key) {
    if (*key != "parity-key") throw http_exception(400, "wrong X-Key");
    co_return;
}

void add_admin(app& api) {
    router admin({.prefix = "/admin",
                  .tags = {"admin"},
                  .responses = {{403, "Admins only"}},
                  .dependencies = depends<verify_token>});
    admin.get<"/stats">([]() -> rt::task<json> { co_return json{{"stats", "secret"}}; });
    admin.get<"/keys">(
        []() -> rt::task<json> {
            co_return json{"k1", "k2"};
        },
        {.dependencies = depends<verify_key>});
    admin.delete_<"/stats">(
        []() -> rt::task<json> {
            co_return json{{"cleared", true}};
        },
        {.deprecated = true});
    api.include(admin);
}

}  // namespace

void add_dependencies(app& api) {
    api.get<"/deps/common/a">([](dep<common> c) -> rt::task<json> { co_return json{{"a", *c}}; });
    api.get<"/deps/common/b">([](dep<common> c) -> rt::task<json> { co_return json{{"b", *c}}; });
    api.get<"/deps/query-or-cookie">([](dep<query_or_cookie> value) -> rt::task<json> {
        co_return json{{"value", *value}};
    });
    api.get<"/deps/class">([](dep<make<paging>> p) -> rt::task<json> {
        co_return json{{"offset", p->offset()}, {"size", *p->size}};
    });
    api.get<"/deps/cached">(
        [](dep<left> a, dep<right> b, dep<counter> c, dep<count_of_request> count) -> rt::task<json> {
            co_return json{{"values", {*a, *b, *c}}, {"calls", count->calls}};
        });
    api.get<"/deps/uncached">(
        [](dep<left> a, dep<fresh> b, dep<right> c, dep<count_of_request> count) -> rt::task<json> {
            co_return json{{"values", {*a, *b, *c}}, {"calls", count->calls}};
        });
    add_resources(api);
    add_admin(api);
}

}  // namespace parity
