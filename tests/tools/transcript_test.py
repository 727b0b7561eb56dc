"""The transcript check compares what a program prints with what we promise."""
import subprocess
import unittest

from fixture import TOOLS, on_a_tree


class transcript(on_a_tree):
    def check(self, script, expected):
        program = self.write("program", "#!/bin/sh\n" + script)
        program.chmod(0o755)
        done = subprocess.run(["cmake", "-D", f"PROGRAM={program}", "-D", f"EXPECTED={self.write('expected.txt', expected)}",
                               "-P", TOOLS / "transcript.cmake"], text=True, capture_output=True)
        return done.returncode, done.stderr

    def test_the_same_text_passes(self):
        self.assertEqual(self.check("echo 'a; b'; echo; echo noise >&2", "a; b\n\n")[0], 0)

    def test_another_text_fails_with_a_diff_and_how_to_accept_it(self):
        code, printed = self.check("echo a; echo c", "a\nb\n")
        self.assertNotEqual(code, 0)
        self.assertIn(" a\n-b\n+c\n", printed)
        self.assertIn(f"cp '{self.root}/program.transcript' '{self.root}/expected.txt'", printed)

    def test_a_missing_last_line_end_is_a_difference(self):
        self.assertNotEqual(self.check("printf a", "a\n")[0], 0)

    def test_a_program_that_fails_shows_its_complaint(self):
        code, printed = self.check("echo a; echo no ring here >&2; exit 3", "a\n")
        self.assertNotEqual(code, 0)
        self.assertIn("ended with 3", printed)
        self.assertIn("no ring here", printed)


unittest.main()
