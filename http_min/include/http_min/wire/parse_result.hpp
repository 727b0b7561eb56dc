// parse_result.hpp -- the three answers of every parser here: complete, partial, bad.
//
// partial:  nothing is wrong so far; come again with the same bytes and more behind them.
// complete: the first `size` bytes are the message's; what follows belongs to the next one.
// bad:      these bytes can never become a message; `why` is what to tell the peer before closing.
// A parser that has answered complete or bad keeps to its answer until it is reset.
#pragma once
#include <cstddef>
#include <string_view>

namespace http_min::wire {

// Why a message is not accepted: a status code, and a sentence for the person who sent it.
struct refusal {
    int status = 0;
    std::string_view reason;  // a literal: it never shows the peer's own bytes

    friend bool operator==(const refusal&, const refusal&) = default;
};

enum class outcome { partial, complete, bad };

struct [[nodiscard]] parse_result {
    outcome is = outcome::partial;
    std::size_t size = 0;
    refusal why;

    bool partial() const { return is == outcome::partial; }
    bool complete() const { return is == outcome::complete; }
    bool bad() const { return is == outcome::bad; }

    friend bool operator==(const parse_result&, const parse_result&) = default;
};

}  // namespace http_min::wire
