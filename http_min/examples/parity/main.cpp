// The command of SPEC.md, part 3.
#include "parity.hpp"

int main(int argc, char** argv) {
    parity::memory remembered;
    http_min::app api(parity::options);
    parity::build(api, remembered);
    return http_min::serve(api, argc, argv);
}
