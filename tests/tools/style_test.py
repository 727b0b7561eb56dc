"""The style check turns red for each of its rules."""
import unittest

from fixture import on_a_tree


class style(on_a_tree):
    def check(self, path, text):
        self.write(path, text)
        return self.run_tool("style", "--root", self.root)

    def refused(self, path, text, where_and_rule):
        code, printed = self.check(path, text)
        self.assertEqual(code, 1)
        self.assertIn(f"{path}:{where_and_rule}: ", printed)

    def test_a_plain_header_is_fine(self):
        self.assertEqual(self.check("runtime/include/rt/core/task.hpp", "#pragma once\nint x;\n"), (0, ""))

    def test_300_lines_are_fine_and_301_are_not(self):
        self.assertEqual(self.check("runtime/src/io/a.cpp", "int x;\n" * 300), (0, ""))
        self.refused("runtime/src/io/a.cpp", "int x;\n" * 301, "301: length")
        self.refused("tests/CMakeLists.txt", "\n" * 61, "61: length")

    def test_using_namespace_in_a_header_is_refused(self):
        self.refused("http_min/include/http_min/a.hpp", "#pragma once\nusing namespace std;\n", "2: using")

    def test_a_header_without_a_guard_is_refused(self):
        self.refused("lessons/05_task/task.hpp", "int x;\n", "1: pragma")

    def test_a_name_in_camel_case_is_refused(self):
        self.refused("cli/Main.cpp", "int x;\n", "1: name")

    def test_tabs_and_trailing_spaces_are_refused(self):
        self.refused("cli/main.cpp", "int x;\n\tint y;\n", "2: tab")
        self.refused("cli/main.cpp", "int x; \n", "1: tab")


unittest.main()
