#!/usr/bin/env python3
"""commands_test.py LAB FAKE_KIT -- drives `lab` as a learner would, through bad input above all.

Each test is a sentence; it gets a fresh copy of the fake kit, in a folder with a space in its name.
"""
import os
import pathlib
import pty
import shutil
import signal
import subprocess
import sys
import tempfile

LAB, FAKE_KIT = map(os.path.abspath, sys.argv[1:3])


class Kit:
    """A copy of the fake kit and the means to run lab in it."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.mine = self.root / "work/05_1_answer/answer.hpp"
        self.environment = {**os.environ, "RINGLAB_ROOT": str(self.root), "TERM": "dumb"}

    def lab(self, *words, code):
        result = subprocess.run([LAB, *words], cwd=self.root, env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
        assert result.returncode == code, f"lab {' '.join(words)}: exit {result.returncode}, not {code}:\n{result.stdout}"
        return result.stdout

    def answer(self, body, before=""):
        self.mine.parent.mkdir(parents=True, exist_ok=True)
        self.mine.write_text(f"#pragma once\n{before}\ninline int answer() {{\n    {body}\n}}\n")


def says(text, *parts):
    for part in parts:
        assert part in text, f"{part!r} is not in:\n{text}"


def lab_alone_says_what_to_do_next(kit):
    says(kit.lab(code=0), "next:", "lab run 05", "0 of 1 passed")


def an_unknown_word_is_answered_with_the_near_ones(kit):
    says(kit.lab("tset", code=2), "there is no command 'tset'. Did you mean test?")
    says(kit.lab("run", "50", code=2), "there is no lesson '50'", "05 (demo)")
    says(kit.lab("test", "05.2", code=2), "Did you mean 05.1 (answer)?")
    says(kit.lab("serve", "helo", code=2), "Did you mean hello?")
    says(kit.lab("test", "--bogus", code=2), "--bogus")
    says(kit.lab("bench", "05", "--predict", "maybe", code=2), "faster")


def the_starter_is_handed_out_and_fails_with_its_idea(kit):
    text = kit.lab("test", "05.1", code=1)
    says(text, "the starter is now in work/05_1_answer/answer.hpp", "[fail] 05.1", "idea:  the answer is forty-two",
         "answer() == 42", "test.cpp:9", "expected 42, got 0", "next:")
    assert kit.mine.exists()


def what_the_learner_wrote_is_never_replaced(kit):
    kit.answer("return 42; // mine")
    says(kit.lab("test", "05.1", code=0), "[pass] 05.1", "1 of 1 checks")
    says(kit.mine.read_text(), "// mine")
    says(kit.lab("list", code=0), "passed")


def a_file_that_does_not_compile_gives_its_first_error_in_few_lines(kit):
    kit.answer("std::vector<std::string> all; all.push_back(3.5); return all;", "#include <string>\n#include <vector>")
    text = kit.lab("test", "05.1", code=1)
    says(text, "05.1 does not compile", "work/05_1_answer/answer.hpp:5", "push_back", ".lab/build.log")
    assert len(text.splitlines()) < 12, text


def a_hang_is_ended_at_its_limit_and_leaves_nothing_running(kit):
    pid_file = kit.root / "pid"
    kit.answer(f'std::system("sleep 1000 & echo $! > \\"{pid_file}\\"; wait"); return 42;', "#include <cstdlib>")
    says(kit.lab("test", "05.1", "--timeout", "700", code=4), "[hang] 05.1", "the answer is forty-two", "no end within")
    assert not pathlib.Path("/proc", pid_file.read_text().strip()).exists()


def a_crash_is_named(kit):
    kit.answer("std::abort();", "#include <cstdlib>")
    says(kit.lab("test", "05.1", code=1), "[crash] 05.1", "SIGABRT", "idea:  the answer is forty-two")


def a_flood_of_output_is_cut(kit):
    kit.answer('for (;;) std::puts("flood"); return 42;', "#include <cstdio>")
    text = kit.lab("test", "05.1", "--timeout", "700", code=4)
    says(text, "flood", ".. and more")
    assert len(text) < 3000


def a_deleted_work_folder_is_handed_out_again(kit):
    kit.lab("test", "05.1", code=1)
    shutil.rmtree(kit.root / "work")
    says(kit.lab("test", code=1), "the starter is now in")


def a_spoilt_log_loses_its_bad_lines_only(kit):
    kit.answer("return 42;")
    kit.lab("test", "05.1", code=0)
    with open(kit.root / ".lab/log.tsv", "ab") as log:
        log.write(b"\xff\x00 garbage\n\n")
    says(kit.lab("list", code=0), "passed")


def a_demo_runs_with_its_arguments_and_ends_with_what_to_change(kit):
    says(kit.lab("run", "05", code=0), "the demo says hello", "now:   print two lines.", "then:  lab test 05.1")
    says(kit.lab("run", "05", "3", code=1), "exit code 3")


def a_benchmark_is_judged_and_the_prediction_too(kit):
    text = kit.lab("bench", "05", "--predict", "slower", code=0)
    says(text, "Is b faster than a?", "b against a: faster by 49 % (p < 0.001, n = 12)", "expectation met", "it came out otherwise")


def a_person_at_a_terminal_is_asked_for_a_prediction(kit):
    kit.lab("bench", "05", code=0)  # built; and without a terminal nobody is asked
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(kit.root)
        os.execve(LAB, [LAB, "bench", "05"], {**kit.environment, "TERM": "xterm"})
    os.write(terminal, b"f\n")
    text = b""
    try:
        while part := os.read(terminal, 4096):
            text += part
    except OSError:  # the terminal is gone with its last program
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    says(text.decode(), "your prediction", 'you predicted "faster": so it is')


def serve_becomes_the_server(kit):
    says(kit.lab("bench", "05", code=0), "verdict")  # configures release
    server = subprocess.Popen([LAB, "serve", "hello", "--port", "0"], cwd=kit.root, env=kit.environment, stdout=subprocess.PIPE, text=True)
    says(server.stdout.readline(), f"pid {server.pid} arguments 2 last 0")
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 7
    server.stdout.close()


def check_ends_with_the_summary_of_ctest(kit):
    says(kit.lab("check", "good", code=0), "100% tests passed, 0 tests failed out of 2", "Total Test time")
    says(kit.lab("check", code=1), "[fail] dev bad.one", "what went wrong", "67% tests passed, 1 tests failed out of 3")
    says(kit.lab("check", "nothing_like_it", code=2), "no test in dev matches 'nothing_like_it'")


def an_environment_without_a_kit_is_said(kit):
    kit.environment["RINGLAB_ROOT"] = "/no/such/kit"
    says(kit.lab("list", code=3), "this is no ringlab kit: /no/such/kit")


def a_mistake_in_a_manifest_is_named_by_its_line(kit):
    with open(kit.root / "lessons/lab.toml", "a") as manifest:
        manifest.write("qestion = 1\n")
    says(kit.lab("list", code=3), "lessons/lab.toml:11: nobody knows a key 'qestion' here")


def plain_output_has_no_glyphs_and_no_escapes(kit):
    kit.environment.update({"LC_ALL": "C.UTF-8", "TERM": "xterm"})
    text = kit.lab("list", "--plain", code=0)
    assert text.isascii() and "\033" not in text, text


TESTS = [test for test in list(globals().values()) if callable(test) and getattr(test, "__code__", None)
         and test.__code__.co_varnames[:1] == ("kit",) and test.__code__.co_argcount == 1]


def main():
    failed = 0
    with tempfile.TemporaryDirectory(prefix="ringlab ") as folder:
        root = pathlib.Path(folder, "the kit")
        shutil.copytree(FAKE_KIT, root)
        for test in TESTS:
            for left in ("work", ".lab"):
                shutil.rmtree(root / left, ignore_errors=True)  # the build folder stays: it is what takes long
            for manifest in ("lessons/lab.toml", "exercises/lab.toml"):
                shutil.copy(pathlib.Path(FAKE_KIT, manifest), root / manifest)
            try:
                test(Kit(root))
                print("ok    ", test.__name__.replace("_", " "))
            except AssertionError as error:
                failed += 1
                print("FAILED", test.__name__.replace("_", " "), "\n", error)
    print(f"{len(TESTS) - failed} of {len(TESTS)} passed")
    return 1 if failed else 0


sys.exit(main())
