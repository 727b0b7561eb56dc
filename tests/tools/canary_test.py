"""The canary and the choice of a compiler, with compilers made of paper."""
import os
import subprocess
import unittest

from fixture import TOOLS, on_a_tree

CMAKE = TOOLS.parents[1] / "cmake"


class canary(on_a_tree):
    def compiler(self, name, version, program="exit 0", works=True):
        """A script that compiles everything to a program which does `program`."""
        file = self.write(f"bin/{name}", f"""#!/bin/sh
            case "$*" in *-dumpversion*|*--version*) echo {version}; exit;; esac
            echo compiled >> '{self.root}/log'; {'' if works else 'echo no such flag >&2; exit 1'}
            while [ "$1" != -o ]; do shift; done
            printf '#!/bin/sh\\n{program}\\n' > "$2"; chmod +x "$2"
            """)
        file.chmod(0o755)
        return file

    def run_script(self, script, *arguments, **environment):
        tools = "/usr/bin:/bin"
        if script == "choose_compiler":          # only our compilers may be found
            for tool in os.listdir("/usr/bin"):
                if not ("++" in tool or (self.root / "bin" / tool).exists()):
                    (self.root / "bin" / tool).symlink_to(f"/usr/bin/{tool}")
            tools = ""
        done = subprocess.run([CMAKE / script if script != "canary" else CMAKE / "canary/canary", *arguments], text=True,
                              capture_output=True, env={"PATH": f"{self.root}/bin:{tools}",
                                                        "RINGLAB_CACHE": f"{self.root}/cache", **environment})
        return done.returncode, done.stdout, done.stderr

    def test_a_healthy_compiler_is_ok_on_every_line(self):
        code, printed, _ = self.run_script("canary", self.compiler("c++", 1))
        self.assertEqual((code, printed), (0, "G1 ok\nG2 ok\nG3 ok\nG4 ok\nG5 ok\nG6 ok\nG9 ok\n"))

    def test_a_program_that_fails_or_crashes_is_a_broken_compiler(self):
        for program in ("exit 1", "kill -ILL $$"):
            code, printed, complaints = self.run_script("canary", self.compiler("c++", 1, program))
            self.assertEqual((code, complaints), (1, ""))
            self.assertIn("G1 broken  co_await in a condition skips the body\n", printed)
            self.assertNotIn(" ok\n", printed)

    def test_the_answer_is_kept(self):
        compiler = self.compiler("c++", 1, "exit 1")
        first = self.run_script("canary", compiler)
        compiled = self.root.joinpath("log").read_text()
        self.assertEqual(self.run_script("canary", compiler), first)
        self.assertEqual(self.root.joinpath("log").read_text(), compiled)
        self.run_script("canary", compiler, "-O2")
        self.assertNotEqual(self.root.joinpath("log").read_text(), compiled)

    def test_a_compiler_that_does_not_compile_gives_no_answer(self):
        code, printed, complaints = self.run_script("canary", self.compiler("c++", 1, works=False))
        self.assertEqual((code, printed), (3, ""))
        self.assertIn("no such flag", complaints)

    def test_clang_18_or_newer_comes_before_gcc(self):
        self.compiler("clang++-18", 18)
        self.compiler("g++", 14)
        self.compiler("clang++", 14)
        self.assertEqual(self.run_script("choose_compiler")[:2], (0, f"{self.root}/bin/clang++-18\n"))

    def test_a_broken_or_old_compiler_is_passed_over(self):
        self.compiler("clang++-19", 19, "exit 1")
        self.compiler("clang++", 14)
        self.compiler("g++", 14)
        self.assertEqual(self.run_script("choose_compiler")[:2], (0, f"{self.root}/bin/g++\n"))

    def test_cxx_comes_first_if_it_is_healthy(self):
        self.compiler("clang++-19", 19)
        self.compiler("mine", 1)
        self.assertEqual(self.run_script("choose_compiler", CXX="mine")[1], f"{self.root}/bin/mine\n")
        self.compiler("mine", 2, "exit 1")
        code, printed, complaints = self.run_script("choose_compiler", CXX="mine")
        self.assertEqual((code, printed), (0, f"{self.root}/bin/clang++-19\n"))
        self.assertIn("CXX=mine is not taken", complaints)
        self.assertIn("G1 broken", complaints)

    def test_none_at_all_says_what_to_install(self):
        self.compiler("g++", 12, "exit 1")
        code, printed, complaints = self.run_script("choose_compiler")
        self.assertEqual((code, printed), (3, ""))
        self.assertIn("found 12 (older", complaints)
        self.assertIn("Debian 12: clang-19 libclang-rt-19-dev", complaints)


unittest.main()
