// buffer_options -- how many buffers a driver keeps for what is received, and of which size.
#pragma once

namespace rt {

struct buffer_options {
    unsigned count = 1024;  // a power of two
    unsigned size = 4096;   // bytes
};

}  // namespace rt
