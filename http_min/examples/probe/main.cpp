#include "probe.hpp"

int main(int argc, char** argv) { return http_min::serve(probe::make_app(), argc, argv); }
