#include "shop.hpp"

int main(int argc, char** argv) { return http_min::serve(shop::make_app(), argc, argv); }
