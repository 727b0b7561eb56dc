// shop.hpp -- a small shop, to be read in this order; each file is about one idea:
//
//   models.hpp    what requests and answers look like        login.cpp   forms, sessions, tokens
//   stock.hpp     what handlers share                        staff.cpp   a router with a lock on its door
//   items.cpp     parameters, dependencies                   page.cpp    HTML
//   orders.cpp    errors, background tasks                   shop.cpp    all of it together
//
// Run it with `./lab serve shop`, then open http://127.0.0.1:8000/ and /docs. Customers: ada (lovelace), grace (hopper), who is staff.
#pragma once

#include <http_min/http_min.hpp>

namespace shop {

http_min::app make_app();

http_min::router items();
http_min::router orders();
http_min::router login();
http_min::router staff();
http_min::router page();

}  // namespace shop
