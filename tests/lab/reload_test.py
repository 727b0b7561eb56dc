#!/usr/bin/env python3
"""reload_test.py LAB FAKE_KIT -- `lab serve --reload`: what is saved, and what clients get meanwhile.

Each test is a sentence. Nothing waits for a time to pass, but for what lab and the server say.
"""
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

LAB, FAKE_KIT = map(os.path.abspath, sys.argv[1:3])
PATIENCE = 120  # seconds: this machine may be busy; who waits longer has failed


class Serving:
    """`lab serve --reload page` in a copy of the fake kit."""

    def __init__(self, root, *words):
        self.root = pathlib.Path(root)
        self.source = self.root / "http_min/examples/page.cpp"
        self.first = self.source.read_text()
        environment = {**os.environ, "RINGLAB_ROOT": str(self.root), "TERM": "dumb"}
        self.process = subprocess.Popen([LAB, "serve", "--reload", "page", *(words or ("--port", "0"))], cwd=self.root,
                                        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.said = ""
        self.heard = 0  # up to here of what it said

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def read(self):
        assert select.select([self.process.stdout], [], [], PATIENCE)[0], f"silence after:\n{self.said}"
        piece = os.read(self.process.stdout.fileno(), 65536).decode()
        self.said += piece
        return piece

    def hears(self, what):
        """Waits until it is said, later than what was heard before."""
        while (at := self.said.find(what, self.heard)) < 0:
            assert self.read(), f"{what!r} was not said before the end:\n{self.said}"
        self.heard = at + len(what)

    def end(self):
        """Until nobody, server or lab, is there to say anything."""
        while self.read():
            pass
        return self.process.wait(PATIENCE)

    def address(self):
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", self.said)):
            assert self.read(), self.said
        return "127.0.0.1", int(found[1])

    def save(self, text):
        beside = self.source.with_suffix(".new")
        beside.write_text(text)
        beside.rename(self.source)  # as many editors do

    def get(self, path="/", accept="*/*"):
        with socket.create_connection(self.address(), PATIENCE) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nAccept: {accept}\r\n\r\n".encode())
            return hear(client)


def hear(client):
    answer = b""
    while piece := client.recv(65536):
        answer += piece
    return answer.decode()


def second(text):
    return text.replace("version 1", "version 2")


def a_save_brings_the_new_program_and_no_client_is_refused(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        answers, done = [], threading.Event()

        def ask():
            while not done.is_set():
                try:
                    answers.append(lab.get().splitlines()[-1])
                except (OSError, IndexError) as error:
                    answers.append(repr(error))

        client = threading.Thread(target=ask)
        client.start()
        lab.save(second(lab.first))
        lab.hears("page.cpp was saved")
        lab.hears("version 2 listens")
        done.set()
        client.join(PATIENCE)
        assert lab.get().endswith("version 2")
        assert set(answers) <= {"version 1", "version 2"}, set(answers)


def a_request_in_flight_is_answered_by_the_server_it_came_to(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        with socket.create_connection(lab.address(), PATIENCE) as client:
            client.sendall(b"GET /slow HTTP/1.1\r\n\r\n")
            lab.hears("at work")
            lab.save(second(lab.first))
            lab.hears("version 2 listens")
            assert lab.get().endswith("version 2")
            client.sendall(b"go on")
            assert hear(client).endswith("version 1")
        lab.hears("version 1 leaves")


def what_does_not_compile_is_said_and_the_old_server_goes_on(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        lab.save(lab.first.replace("constexpr int clients", "constexpr in clients"))
        lab.hears("example page does not compile")
        lab.hears("http_min/examples/page.cpp:")
        lab.hears("\nlab: until it compiles, the server goes on as it was")
        answer = lab.get()
        assert "version 1<div" in answer and "page.cpp:" in answer, answer
        lab.save(second(lab.first))
        lab.hears("version 2 listens")
        assert lab.get().endswith("version 2"), "the notice is gone"


def before_anything_compiles_lab_answers_itself(root):
    source = pathlib.Path(root, "http_min/examples/page.cpp")
    good = source.read_text()
    source.write_text("#error <no> program yet\n" + good)
    with Serving(root) as lab:
        lab.hears("there is no server")
        page, text = lab.get(accept="text/html"), lab.get()
        assert page.startswith("HTTP/1.1 503 ") and "&lt;no> program yet" in page, page
        assert text.startswith("HTTP/1.1 503 ") and "text/plain" in text and "page.cpp:1" in text, text
        lab.save(good)
        lab.hears("version 1 listens")
        assert lab.get().endswith("version 1")


def a_server_that_dies_is_told_of_and_comes_back_with_the_next_save(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        assert lab.get("/die") == ""
        lab.hears("the server has ended: killed by SIGABRT")
        assert "killed by SIGABRT" in lab.get()
        lab.save(lab.first)
        lab.hears("version 1 listens")
        assert lab.get().endswith("version 1")


def a_source_of_another_program_starts_nothing_anew(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        other = lab.root / "lessons/05_demo/main.cpp"
        other.write_text(other.read_text())
        lab.hears("main.cpp was saved")
        lab.save(second(lab.first))
        lab.hears("version 2 listens")
        assert lab.said.count("version 1 listens") == 1, lab.said


def a_new_folder_is_watched_too(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        header = lab.root / "http_min/examples/parts/version.hpp"
        header.parent.mkdir()
        header.write_text('constexpr const char* version = "version 2";\n')
        lab.save(lab.first.replace('constexpr const char* version = "version 1";', '#include "parts/version.hpp"'))
        lab.hears("version 2 listens")
        header.write_text('constexpr const char* version = "version 3";\n')
        lab.hears("version.hpp was saved")
        lab.hears("version 3 listens")


def being_told_to_stop_ends_the_server_then_lab_and_clients_are_refused(root):
    for how in signal.SIGINT, signal.SIGTERM:
        with Serving(root) as lab:
            lab.hears("version 1 listens")
            where = lab.address()
            lab.process.send_signal(how)
            assert lab.end() == 0
            assert "version 1 leaves" in lab.said
            assert not list(pathlib.Path(root, ".lab").glob("reload-notice*"))
            try:
                socket.create_connection(where, PATIENCE).close()
                assert False, "a client was accepted"
            except ConnectionRefusedError:
                pass


def told_three_times_it_waits_for_nothing(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        with socket.create_connection(lab.address(), PATIENCE) as client:
            client.sendall(b"GET /slow HTTP/1.1\r\n\r\n")
            lab.hears("at work")
            lab.process.send_signal(signal.SIGINT)
            lab.hears("stopping when requests in flight are answered")
            lab.process.send_signal(signal.SIGINT)
            lab.hears("stopping at once")
            lab.process.send_signal(signal.SIGINT)
            assert lab.end() == 0


def a_lab_that_is_killed_leaves_nobody_behind(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        lab.process.kill()
        lab.end()  # the server had the pipe too


def a_stop_in_the_middle_of_a_build_ends_the_build(root):
    with Serving(root) as lab:
        lab.hears("version 1 listens")
        fifo = lab.root / "http_min/examples/wait.hpp"
        os.mkfifo(fifo)  # a compiler that reads it waits for ever
        lab.save('#include "wait.hpp"\n' + lab.first)
        with open(fifo, "w"):  # it has begun to
            lab.process.send_signal(signal.SIGTERM)
            assert lab.end() == 0
        fifo.unlink()


def a_command_line_that_makes_no_sense_ends_it(root):
    for words, code, what in [(["--port", "0", "--bogus"], 2, ""),
                              (["--port", "x"], 2, "--port: 'x' is not a number"),
                              (["--host", "localhost"], 2, "'localhost' is not a numeric address"),
                              (["--fd", "5"], 2, "the socket is lab's own"),
                              (["--port"], 2, "--port needs a value")]:
        with Serving(root, *words) as lab:
            assert lab.end() == code, lab.said
            assert what in lab.said, lab.said


def a_port_in_use_is_said(root):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        with Serving(root, f"--port={taken.getsockname()[1]}") as lab:
            assert lab.end() == 3
            assert "in use" in lab.said, lab.said


def a_unix_socket_is_held_and_removed(root):
    path = str(pathlib.Path(root, "sock"))
    with Serving(root, "--uds", path) as lab:
        lab.hears("unix socket")
        lab.hears("version 1 listens")
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            client.sendall(b"GET / HTTP/1.1\r\n\r\n")
            assert hear(client).endswith("version 1")
        lab.process.send_signal(signal.SIGTERM)
        assert lab.end() == 0
    assert not os.path.exists(path)


TESTS = [test for test in list(globals().values()) if callable(test) and getattr(test, "__code__", None)
         and test.__code__.co_varnames[:1] == ("root",) and test.__code__.co_argcount == 1]


def main():
    failed = 0
    with tempfile.TemporaryDirectory(prefix="ringlab ") as folder:
        root = pathlib.Path(folder, "the kit")
        shutil.copytree(FAKE_KIT, root)
        for test in TESTS:
            shutil.copy(pathlib.Path(FAKE_KIT, "http_min/examples/page.cpp"), root / "http_min/examples/page.cpp")
            started = time.monotonic()
            try:
                test(root)
                print(f"ok     {test.__name__.replace('_', ' ')}  ({time.monotonic() - started:.1f} s)", flush=True)
            except (AssertionError, OSError) as error:
                failed += 1
                print("FAILED", test.__name__.replace("_", " "), "\n", error, flush=True)
    print(f"{len(TESTS) - failed} of {len(TESTS)} passed")
    return 1 if failed else 0


sys.exit(main())
