// login.cpp -- logging in: a form for browsers, which get a session, and OAuth2's form for programs, which get a token.
#include "login.hpp"

#include <http_min/app/oauth2_form.hpp>
#include <http_min/app/signed_text.hpp>

#include "shop.hpp"

namespace shop {

using namespace http_min;

namespace {

// A real one is salted and slow on purpose.
std::string fake_hash(std::string_view password) { return "hash of " + std::string(password); }

const std::map<std::string, std::string, std::less<>> hashed_passwords{
    {"ada", fake_hash("lovelace")},
    {"grace", fake_hash("hopper")},
};

void check(const std::string& name, const std::string& password) {
    const auto known = hashed_passwords.find(name);
    if (known == hashed_passwords.end() || !same_secret(known->second, fake_hash(password)))
        throw http_exception(401, "Incorrect username or password", {{"www-authenticate", "Bearer"}});
}

struct token {
    std::string access_token;
    std::string token_type;
};

}  // namespace

rt::task<std::string> customer(session& s) {
    if (!s.contains("customer")) throw http_exception(401, "Log in first");
    co_return s.get<std::string>("customer");
}

router login() {
    router login{{.tags = {"login"}}};

    // These two return and do not co_return, as FastAPI's `def` beside `async def`: hashing takes its time, so they run on
    // the thread pool, and the loop serves others meanwhile.
    login.post<"/login">([](form<"username"> name, form<"password"> password, session& s) {
        check(*name, *password);
        s["customer"] = *name;
        return redirect("/", 303);
    });

    login.post<"/token">([](dep<oauth2_password_request_form> sent) {
        check(*sent->username, *sent->password);
        return token{sign_text(*sent->username, secret), "bearer"};
    });

    login.post<"/logout">([](session& s) -> rt::task<redirect_response> {
        s.clear();
        co_return redirect("/", 303);
    });

    return login;
}

}  // namespace shop
