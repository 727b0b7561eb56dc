#!/usr/bin/env python3
"""load_test -- the parity app with two threads under a mixed load: what is right, what is wrong, and who leaves in the middle.

Usage: load_test.py PROGRAM [ROUNDS]      exit status 0: every right request was answered rightly, the server lived, stopped when
told to, and no sanitizer has said anything. In the preset tsan this is the test that two loops share nothing unguarded.
"""
import json
import random
import re
import signal
import socket
import struct
import sys
import threading

from served import Served

CLIENTS = 8
COMPLAINTS = ("Sanitizer", "runtime error:", "terminate called", "Assertion")


class Client:
    """One connection after the other. Everything it does comes from its seed."""

    def __init__(self, port, seed):
        self.port, self.dice, self.token = port, random.Random(seed), f"t{seed}"

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def exchange(self, text):
        with self.connect() as to:
            came = b""
            try:
                to.sendall(text)
                while piece := to.recv(65536):
                    came += piece
            except ConnectionError:  # it was refused before it was whole
                pass
            return came

    def ask(self, method, target, body=b"", headers="", status=200):
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        head = f"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{length}{headers}\r\n"
        came = self.exchange(head.encode() + body)
        if int(came[9:12] or 0) != status:
            raise AssertionError(f"{method} {target}: {came[:200]!r}")
        return came.partition(b"\r\n\r\n")[2]

    def leave(self, text, after=b"", by_reset=False):
        with self.connect() as to:
            try:
                to.sendall(text)
                came = b""
                while after not in came and (piece := to.recv(65536)):
                    came += piece
            except ConnectionError:
                pass
            if by_reset:
                to.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    # What one round may do.

    def items(self):
        as_json = "Content-Type: application/json\r\n"
        made = json.loads(self.ask("POST", "/items", b'{"name":"a","price":1.5,"tags":["x"]}', as_json, 201))
        path = f"/items/{made['id']}"
        self.ask("PATCH", path, b'{"description":"d"}', as_json)
        self.ask("PUT", path + "?note=n", b'{"name":"b","price":"2"}', as_json)
        assert json.loads(self.ask("GET", path))["description"] == "n"
        self.ask("DELETE", path, status=204)
        self.ask("GET", path, status=404)

    def session(self):
        with self.connect() as to:
            cookie = ""
            for target, method in (("login?user=ada", "POST"), ("me", "GET"), ("logout", "POST")):
                to.sendall(f"{method} /session/{target} HTTP/1.1\r\nHost: x\r\n{cookie}\r\n".encode())
                came = to.recv(65536).decode()
                assert came.startswith("HTTP/1.1 200"), came
                cookie = f"Cookie: {re.search('set-cookie: ([^;]*)', came)[1]}\r\n"

    def pipeline(self):
        ask = "GET /typed/int/{} HTTP/1.1\r\nHost: x\r\n{}\r\n"
        came = self.exchange("".join(ask.format(i, "Connection: close\r\n" if i == 19 else "") for i in range(20)).encode())
        assert [int(n) for n in re.findall(rb'"value":(\d+)', came)] == list(range(20)), came

    def upload(self):
        size = self.dice.choice([0, 100, 70_000, 1_000_000])
        body = (b'--B\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n' + b"x" * size + b"\r\n--B--\r\n")
        came = self.ask("POST", "/upload", body, "Content-Type: multipart/form-data; boundary=B\r\n")
        assert json.loads(came)["size"] == size

    def many_right(self):
        for target in ("/threads/deps", "/threads/sync", "/deps/uncached", f"/deps/yield/{self.token}", "/stream/sync?n=20",
                       "/stream/numbers?n=500", "/stream/sse", "/tasks/to-thread", "/tasks/limit?n=4", "/sleep/sync?ms=1",
                       "/sleep/async?ms=1", "/static/hello.txt", "/site/", "/sub/hello", "/openapi.json", "/docs", "/pid",
                       f"/log/{self.token}", f"/tasks/timeout/{self.token}?ms=1", "/tasks/parallel?n=50&ms=1"):
            self.ask("GET", target)
        self.ask("POST", f"/background/{self.token}", status=202)
        self.ask("POST", f"/background-crash/{self.token}")
        self.ask("POST", "/graphql", b'{"query":"{hello item(id:2){name}}"}', "Content-Type: application/json\r\n")

    def wrong(self):
        for target, status in (("/none", 404), ("/typed/int/x", 422), ("/ping/", 307), ("/errors/http", 409),
                               ("/errors/crash-sync", 500), ("/errors/crash", 500), ("/bad-response", 500),
                               (f"/deps/yield-crash/{self.token}", 500), (f"/deps/yield-abort/{self.token}", 401),
                               (f"/deps/yield-error/{self.token}", 410), ("/static/../main.cpp", 404)):
            self.ask("GET", target, status=status)
        self.ask("POST", "/batch", b"[" + b"1," * 500 + b"1]", "Content-Type: application/json\r\n", 422)

    def malformed(self):
        for text in (b"GET\r\n\r\n", b"\x16\x03\x01", b"GET / HTTP/1.1\r\n\r\n", b"POST /raw HTTP/1.1\r\nHost: x\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 200_000):
            self.leave(text, by_reset=self.dice.random() < 0.5)
        assert self.exchange(b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n").startswith(b"HTTP/1.1 400")

    def leaves_in_the_middle(self):
        get = "GET {} HTTP/1.1\r\nHost: x\r\n\r\n"
        rest = b'Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 90000\r\n\r\n--B\r\n' + b"x" * 5000
        for text, after in ((get.format(f"/stream/ticks/{self.token}?n=1000&ms=2"), b"tick 2"),
                            (get.format("/stream/numbers?n=10000"), b"\n100"), (get.format("/stream/sync?n=5000"), b"7:false"),
                            (get.format(f"/tasks/timeout/{self.token}?ms=500&work=9000"), b""),
                            (get.format(f"/tasks/fail/{self.token}"), b""), (get.format("/sleep/sync?ms=5"), b""),
                            (get.format(f"/deps/yield/{self.token}") * 5, b""), (get.format("/static/blob.bin") * 9, b"")):
            self.leave(text.encode(), after, by_reset=self.dice.random() < 0.5)
        self.leave(b"POST /upload HTTP/1.1\r\nHost: x\r\n" + rest, by_reset=self.dice.random() < 0.5)

    def run(self, rounds, failures):
        deeds = [self.items, self.session, self.pipeline, self.upload, self.many_right, self.wrong, self.malformed,
                 self.leaves_in_the_middle]
        try:
            for _ in range(rounds):
                self.dice.shuffle(deeds)
                for deed in deeds:
                    deed()
        except Exception as failure:  # noqa: the others go on
            failures.append(f"{self.token}: {failure!r}")


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    server = Served(program, "--threads", "2")
    failures = []
    clients = [threading.Thread(target=Client(server.port, seed).run, args=(rounds, failures)) for seed in range(CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    status = server.stop()
    if status not in (0, -signal.SIGTERM):
        failures.append(f"the server has ended with {status}")
    said = "".join(server.log)
    if any(each in said for each in COMPLAINTS):
        failures.append("the server has complained")
    if failures:
        print(said[-20_000:])
    print("\n".join(failures) or f"{CLIENTS} clients, {rounds} rounds each: all answered")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
