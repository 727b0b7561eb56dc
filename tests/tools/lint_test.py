"""The lint finds each shape that g++ miscompiles, and leaves the rule's own remedy alone."""
import unittest

from fixture import on_a_tree


class lint(on_a_tree):
    def check(self, line):
        self.write("runtime/src/io/a.cpp", f"rt::task<int> f(int a) {{\n    {line}\n}}\n")
        return self.run_tool("lint", "--root", self.root)

    def refused(self, rule, *lines):
        for line in lines:
            code, printed = self.check(line)
            self.assertEqual(code, 1, line)
            self.assertIn(f"runtime/src/io/a.cpp:2: {rule}: ", printed)

    def allowed(self, *lines):
        for line in lines:
            self.assertEqual(self.check(line), (0, ""), line)

    def test_g1_a_condition(self):
        self.refused("G1", "if (co_await x()) y();", "while (!(co_await x()).done) {}", "switch (co_await x()) {}")
        self.allowed("const auto r = co_await x(); if (r) y();", "if (auto r = co_await x(); r) y();", "if (a) co_await x();")

    def test_g2_an_aggregate_temporary(self):
        self.refused("G2", "co_await open({.path = p});", "t = pair{.a = 1, .b = co_await x()};")
        self.allowed("options o{.path = p}; co_await open(std::move(o));", "co_await open(options(p));")

    def test_g3_a_capturing_lambda(self):
        self.refused("G3", "co_await run_blocking([p] { return p; });", "co_await [this]() -> task<> {}();",
                     "co_await f([&a, b] {});")
        self.allowed("co_await run_blocking([](int p) { return p; }, p);", "co_await tasks[i];", "co_await make(all[i](1));",
                     "co_await with_task_group([&](group& g) -> task<> {});", "co_await f([&a, &b] {});")

    def test_g4_no_short_circuit(self):
        self.refused("G4", "const bool b = a && co_await x();", "co_return a || co_await x();", "b = f(a) && co_await x();")
        self.allowed("auto&& r = co_await x();", "task<int>&& t = g(); co_await std::move(t);", "if (a && b) co_await x();")

    def test_g5_a_conditional_expression(self):
        self.refused("G5", "auto s = a ? co_await x() : y();", "auto s = a ? y() : co_await x();")
        self.allowed("auto s = a ? y() : z(); co_await x();")

    def test_g6_a_test_macro(self):
        self.refused("G6", "CHECK(co_await x() == 3);", "REQUIRE_FALSE(co_await x());")
        self.allowed("const auto r = co_await x(); CHECK(r == 3);",
                     "CHECK(answer([]() -> task<int> { co_await x(); co_return f({1}); }) == 3);")

    def test_p1_a_lambda_that_dies_before_its_coroutine(self):
        self.refused("P1", "auto t = [x]() -> task<> { co_await y(x); }();", "spawn([this] { co_return; }());",
                     "return [=](int a) mutable -> task<int> { co_return a; }(1);")
        self.allowed("auto t = [](int x) -> task<> { co_return; }(1);", "auto f = [x]() -> task<> { co_return; };",
                     "run([&x]() -> task<> { co_return; }());", "const int n = [&] { return 1; }();")

    def test_comments_strings_and_what_is_marked_are_left_alone(self):
        self.allowed("// if (co_await x())", 'say("CHECK(co_await x)");', "if (co_await x()) y();  // lint: on purpose")


unittest.main()
