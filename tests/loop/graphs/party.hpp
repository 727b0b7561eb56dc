// party -- a program in which everybody waits for somebody or something. Its await graph is in party.txt.
#pragma once

#include <rt/core/when_all.hpp>
#include <rt/loop/await_graph.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/sync/event.hpp>
#include <string>

#include "support/world.hpp"

namespace party {

inline rt::task<> listen(int door) {
    char knock = 0;
    (void)co_await receive(door, {&knock, 1});
}

inline rt::task<> tick() { co_await rt::sleep_for(std::chrono::hours(1)); }

inline rt::task<> wait_for(rt::event& music) { co_await music.wait(); }

inline rt::task<> be_polite(rt::event& music) { (void)co_await rt::move_on_after(std::chrono::seconds(5), wait_for(music)); }

inline rt::task<> look_around(std::string& seen, rt::event& music) {
    co_await rt::sleep_for(std::chrono::milliseconds(1500));
    rt::spawn(tick(), "latecomer");
    seen = rt::await_graph(rt::loop::current());
    music.set();
}

inline rt::task<> give(int door, std::string& seen) {
    rt::event music;
    rt::spawn(tick(), "clock");
    for (int i = 0; i < 5; ++i) rt::spawn(listen(door), "guest");
    rt::spawn(look_around(seen, music), "observer");
    co_await rt::when_all(wait_for(music), be_polite(music));
}

}  // namespace party
