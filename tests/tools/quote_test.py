"""The quote tool fills what it is asked for, and a stale block turns it red."""
import unittest

from fixture import on_a_tree

SOURCE = """// a comment
namespace x {
    // Twice the value.
    int twice(int value,
              int times = 2) {
        if (value) { return value * times; }
        return '{' ? 0 : 1;  // }
    }

    struct pair {
        int a;
    };
    using number = int;
}
"""


class quote(on_a_tree):
    def setUp(self):
        super().setUp()
        self.write("src/a.cpp", SOURCE)

    def block_for(self, asked):
        file = self.write("README.md", f"Text.\n\n<!-- quote: {asked} -->\n\nMore.\n")
        code, printed = self.run_tool("quote", "--root", self.root)
        self.assertEqual(code, 0, printed)
        return file.read_text().split("-->\n```cpp\n")[1].split("\n```\n")[0].split("\n")

    def refused(self, markdown, line, reason):
        self.write("docs/page.md", markdown)
        code, printed = self.run_tool("quote", "--check", "--root", self.root)
        self.assertEqual(code, 1, printed)
        self.assertIn(f"docs/page.md:{line}: {reason}", printed)

    def test_a_definition_ends_where_its_braces_close(self):
        block = self.block_for("src/a.cpp /int twice/")
        self.assertEqual((block[0], block[-1], len(block)), ("int twice(int value,", "}", 5))

    def test_a_comment_may_lead_the_definition(self):
        self.assertEqual(self.block_for("src/a.cpp /Twice the/")[1], "int twice(int value,")

    def test_a_type_ends_with_its_semicolon(self):
        self.assertEqual(self.block_for("src/a.cpp /^ *struct pair/"), ["struct pair {", "    int a;", "};"])

    def test_a_declaration_is_one_line(self):
        self.assertEqual(self.block_for("src/a.cpp /using/"), ["using number = int;"])

    def test_from_one_line_to_another(self):
        self.assertEqual(self.block_for("src/a.cpp /struct/ to /using/")[-1], "using number = int;")

    def test_a_whole_file(self):
        self.assertEqual("\n".join(self.block_for("src/a.cpp")) + "\n", SOURCE)

    def test_filling_twice_changes_nothing_and_check_is_content(self):
        self.block_for("src/a.cpp /struct pair/")
        before = (self.root / "README.md").read_text()
        self.assertEqual(self.run_tool("quote", "--root", self.root), (0, ""))
        self.assertEqual(self.run_tool("quote", "--check", "--root", self.root), (0, ""))
        self.assertEqual((self.root / "README.md").read_text(), before)

    def test_the_fence_and_the_text_around_stay(self):
        file = self.write("a.md", "<!-- quote: src/a.cpp /using/ -->\n```c++ title\nold\n```\nafter\n")
        self.run_tool("quote", "--root", self.root)
        self.assertEqual(file.read_text(),
                         "<!-- quote: src/a.cpp /using/ -->\n```c++ title\nusing number = int;\n```\nafter\n")

    def test_a_stale_block_is_refused_by_check(self):
        self.refused("\n<!-- quote: src/a.cpp /using/ -->\n```cpp\nusing number = long;\n```\n", 2, "stale")

    def test_a_missing_block_is_refused_by_check(self):
        self.refused("<!-- quote: src/a.cpp /using/ -->\n", 1, "stale")

    def test_a_pattern_without_a_match_is_refused(self):
        self.refused("<!-- quote: src/a.cpp /class none/ -->\n```cpp\n```\n", 1, "no line of src/a.cpp matches /class none/")
        self.refused("<!-- quote: src/a.cpp /using/ to /struct/ -->\n", 1, "no line of src/a.cpp matches /struct/ after")

    def test_a_missing_source_is_refused(self):
        self.refused("<!-- quote: src/gone.cpp /x/ -->\n", 1, "cannot read src/gone.cpp")

    def test_a_malformed_quote_line_is_refused(self):
        self.refused("<!-- quote: src/a.cpp twice -->\n", 1, "not of the form")

    def test_a_quote_line_in_a_fence_is_text(self):
        self.write("a.md", "```\n<!-- quote: src/gone.cpp -->\n```\n")
        self.assertEqual(self.run_tool("quote", "--check", "--root", self.root), (0, ""))

    def test_folders_that_are_not_ours_are_left_alone(self):
        self.write("build/dev/_deps/x/README.md", "<!-- quote: nowhere /x/ -->\n")
        self.write("work/05_1/README.md", "<!-- quote: nowhere /x/ -->\n")
        self.assertEqual(self.run_tool("quote", "--check", "--root", self.root), (0, ""))


unittest.main()
