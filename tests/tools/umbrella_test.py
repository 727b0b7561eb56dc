"""umbrella, on a small tree."""
import unittest

from fixture import on_a_tree


class umbrella(on_a_tree):
    def setUp(self):
        super().setUp()
        self.write("runtime/include/rt/core/task.hpp", "")
        self.write("runtime/include/rt/net/stream.hpp", "")
        self.header = self.write("runtime/include/rt/rt.hpp", "// rt.hpp -- all of it\n#pragma once\n\n")
        self.run_tool("umbrella", "--root", self.root)

    def check(self):
        return self.run_tool("umbrella", "--check", "--root", self.root)

    def test_it_lists_every_header_floor_by_floor_below_the_comment(self):
        self.assertEqual(self.header.read_text(), "// rt.hpp -- all of it\n#pragma once\n\n"
                         "// core: the language, no operating system\n#include <rt/core/task.hpp>\n\n"
                         "// net: sockets\n#include <rt/net/stream.hpp>\n")
        self.assertEqual(self.check(), (0, ""))

    def test_a_new_header_is_missing_until_it_is_run_again(self):
        self.write("runtime/include/rt/core/result.hpp", "")
        code, printed = self.check()
        self.assertEqual(code, 1)
        self.assertIn("missing: #include <rt/core/result.hpp>", printed)
        self.run_tool("umbrella", "--root", self.root)
        self.assertEqual(self.check(), (0, ""))

    def test_a_header_that_is_gone_is_named(self):
        self.root.joinpath("runtime/include/rt/net/stream.hpp").unlink()
        code, printed = self.check()
        self.assertEqual(code, 1)
        self.assertIn("gone: #include <rt/net/stream.hpp>", printed)


unittest.main()
