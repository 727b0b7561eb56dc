// tour.cpp -- what http_min/README.md shows, as a program: one idea after the other. Run it with `./lab serve tour`.
#include <http_min/app/event_stream.hpp>
#include <http_min/app/file_response.hpp>
#include <http_min/app/security.hpp>
#include <http_min/app/static_files.hpp>
#include <http_min/app/stream.hpp>
#include <http_min/http_min.hpp>
#include <rt/loop/sleep.hpp>
#include <thread>

using namespace http_min;

namespace {

using namespace std::chrono_literals;

// ---- parameters -----------------------------------------------------------------------------------------------

enum class model { alexnet, resnet, lenet };

void path_parameters(app& api) {
    api.get<"/models/{name}">([](path<"name", model> name) -> rt::task<json> {
        co_return json{{"model", name_of(*name)}, {"is_deep", *name == model::resnet}};
    });
    api.get<"/files/{file_path:path}">([](path<"file_path"> file) -> rt::task<json> {
        co_return json{{"file_path", *file}};
    });
}

void query_parameters(app& api) {
    api.get<"/search">(
        [](query<"q", std::string, min_length<3>, pattern<"^[a-z ]+$">> q,      // required
           query<"limit", int, def<10>, ge<1>, le<100>> limit,                  // has a default
           query<"tag", std::vector<std::string>, def<>> tags,                  // ?tag=a&tag=b
           query<"lang", std::optional<std::string>> lang) -> rt::task<json> {  // null by default
            co_return json{{"q", *q}, {"limit", *limit}, {"tags", *tags}, {"lang", *lang}};
        });
}

void headers_and_cookies(app& api) {
    api.get<"/who">([](header<"user_agent"> agent, cookie<"visits", int, def<0>> visits) -> rt::task<json> {
        co_return json{{"user_agent", *agent}, {"visits", *visits}};
    });
}

// ---- models ---------------------------------------------------------------------------------------------------

struct image {
    field<std::string, pattern<"^https?://">> url;
    std::string name;
};

struct item {
    field<std::string, min_length<1>> name;
    field<double, gt<0>> price;
    std::optional<double> tax;
    field<std::vector<std::string>, def<>> tags;
    std::optional<image> picture;  // models nest
};

void request_body(app& api) {
    api.put<"/items/{item_id}">([](path<"item_id", int> id, body<item> it) -> rt::task<json> {
        const double total = it->price + it->tax.value_or(0);
        co_return json{{"item_id", *id}, {"name", it->name}, {"total", total}};
    });
}

void forms_and_files(app& api) {
    api.post<"/avatar">(
        [](form<"username", std::string, min_length<1>> name, file<"picture"> picture) -> rt::task<json> {
            co_return json{{"username", *name}, {"filename", picture->filename}, {"size", picture->size()}};
        });
}

// ---- answers --------------------------------------------------------------------------------------------------

struct user_in {
    std::string name;
    std::string password;
};
struct user_out {
    std::string name;
};

void response_model(app& api) {
    api.post<"/users/">([](body<user_in> user) -> rt::task<returns<user_out>> { co_return *user; },
                        {.status = 201});
}

void other_answers(app& api) {
    api.get<"/page">([]() -> rt::task<html_response> { co_return html("<h1>Hi</h1>"); });
    api.get<"/old">([]() -> rt::task<redirect_response> { co_return redirect("/page"); });
    api.get<"/cookie">([](response& out) -> rt::task<json> {
        out.headers.set("x-flavour", "mint");
        set_cookie(out, "flavour", "mint", {.max_age = 60});
        co_return json{{"message", "Come to the dark side, we have cookies"}};
    });
}

void errors(app& api) {
    api.get<"/things/{id}">([](path<"id"> id) -> rt::task<json> {
        if (*id != "foo") throw http_exception(404, "Thing not found", {{"x-error", "There goes my error"}});
        co_return json{{"id", *id}};
    });
}

// ---- dependencies ---------------------------------------------------------------------------------------------

struct connection {
    int id = 7;
    rt::task<> close() { co_return; }
};
rt::task<connection> connect() { co_return connection(); }

// A resource: up to co_yield it opens, from there on it closes, when the answer has been sent.
rt::async_generator<connection> database() {
    connection db = co_await connect();
    co_yield rt::lend(db);
    co_await db.close();
}

rt::task<std::string> current_user(header<"x_token"> token) {
    if (*token != "secret") throw http_exception(400, "X-Token header invalid");
    co_return "ada";
}

void dependencies(app& api) {
    api.get<"/me">([](dep<current_user> user, dep<database> db) -> rt::task<json> {
        co_return json{{"user", *user}, {"connection", db->id}};
    });
}

constexpr http_bearer bearer;

void security(app& api) {
    api.get<"/token">([](dep<bearer> shown) -> rt::task<json> {
        co_return json{{"token", shown->credentials}};
    });
}

// ---- around the routes ----------------------------------------------------------------------------------------

void around_the_routes(app& api) {
    api.middleware([](request&, response& out, call_next next) -> rt::task<> {
        const auto begin = std::chrono::steady_clock::now();
        co_await next();  // the layers further in, then the route
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        out.headers.set("x-process-time", std::to_string(taken.count()));
    });
    api.middleware(gzip());
    api.middleware(cors({.allow_origins = {"https://app.example"}}));
}

void sub_application(app& api) {
    app sub{{.title = "Sub"}};
    sub.get<"/hello">([]() -> rt::task<json> { co_return json{{"message", "Hello from below"}}; });
    api.mount("/sub", std::move(sub));
    api.mount("/static", static_files("."));
}

// ---- waiting and working --------------------------------------------------------------------------------------

void async_and_not(app& api) {
    api.get<"/awaits">([]() -> rt::task<std::string> {  // async def: on the loop
        co_await rt::sleep_for(100ms);
        co_return "10,000 of these wait on one thread";
    });
    api.get<"/blocks">([] {  // def: in the thread pool, 40 at once
        std::this_thread::sleep_for(100ms);
        return std::string("the loop does not wait for it");
    });
}

rt::async_generator<sse_event> countdown(int from) {
    for (int i = from; i > 0; --i) {
        co_yield sse_event(i).event("tick");
        co_await rt::sleep_for(1s);
    }
}

void streaming(app& api) {
    api.get<"/countdown">([](query<"from", int, def<3>, le<10>> from) -> rt::task<event_stream_response> {
        co_return sse(countdown(*from));
    });
}

void websockets(app& api) {
    api.websocket<"/ws/{room}">([](websocket& socket, path<"room"> room) -> rt::task<> {
        co_await socket.accept();
        for (;;) {  // until the client leaves
            const std::string text = co_await socket.receive_text();
            co_await socket.send_text(*room + ": " + text);
        }
    });
}

}  // namespace

int main(int argc, char** argv) {
    app api{{.title = "Tour", .version = "1.0"}};
    path_parameters(api);
    query_parameters(api);
    headers_and_cookies(api);
    request_body(api);
    forms_and_files(api);
    response_model(api);
    other_answers(api);
    errors(api);
    dependencies(api);
    security(api);
    around_the_routes(api);
    sub_application(api);
    async_and_not(api);
    streaming(api);
    websockets(api);
    return serve(api, argc, argv);
}
