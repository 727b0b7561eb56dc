"""The floor check turns red for each rule, and for nothing else."""
import unittest

from fixture import on_a_tree


class floors(on_a_tree):
    def check(self):
        return self.run_tool("floors", "--root", self.root)

    def refused(self, path, line, rule):
        self.write(path, "#pragma once\n" + line + "\n")
        code, printed = self.check()
        self.assertEqual(code, 1, printed)
        self.assertIn(f"{path}:2: {rule}: {line}", printed)

    def allowed(self, path, *lines):
        self.write(path, "\n".join(lines) + "\n")
        code, printed = self.check()
        self.assertEqual(code, 0, printed)

    def test_a_file_may_include_its_own_floor_and_those_below(self):
        self.allowed("runtime/include/rt/loop/loop.hpp", "#include <rt/core/task.hpp>", "#include <rt/loop/clock.hpp>",
                     "#include <vector>", "#include <sys/eventfd.h>")
        self.allowed("http_min/include/http_min/server/serve.hpp", "#include <rt/net/stream.hpp>",
                     "#include <http_min/app/app.hpp>")

    def test_an_upward_include_is_refused(self):
        self.refused("runtime/include/rt/core/task.hpp", "#include <rt/loop/loop.hpp>", "floor")

    def test_an_upward_include_in_a_source_is_refused(self):
        self.refused("runtime/src/io/uring.cpp", "#include <rt/net/stream.hpp>", "floor")

    def test_wire_knows_no_rt(self):
        self.refused("http_min/src/wire/parser.cpp", "#include <rt/core/result.hpp>", "floor")

    def test_app_sees_files_and_no_sockets(self):
        self.allowed("http_min/include/http_min/app/a.hpp", "#include <rt/io/fd.hpp>")
        self.refused("http_min/include/http_min/app/app.hpp", "#include <rt/net/stream.hpp>", "floor")

    def test_the_umbrella_is_above_all_floors(self):
        self.allowed("runtime/include/rt/rt.hpp", "#include <rt/net/stream.hpp>")
        self.refused("runtime/include/rt/net/stream.hpp", "#include <rt/rt.hpp>", "floor")

    def test_core_sync_and_wire_know_no_operating_system(self):
        self.allowed("http_min/src/wire/json.cpp", "#include <nlohmann/json.hpp>")
        for path in ("runtime/include/rt/core/a.hpp", "runtime/include/rt/sync/b.hpp", "http_min/src/wire/c.cpp"):
            for header in ("unistd.h", "sys/socket.h", "liburing.h", "linux/io_uring.h"):
                self.refused(path, f"#include <{header}>", "system")

    def test_a_public_header_in_quotes_is_refused(self):
        self.write("runtime/include/rt/core/result.hpp", "")
        self.refused("runtime/include/rt/core/task.hpp", '#include "result.hpp"', "spelling")

    def test_a_private_header_of_the_same_floor_may_stand_in_quotes(self):
        self.write("runtime/src/io/probe.hpp", "")
        self.allowed("runtime/src/io/uring.cpp", '#include "probe.hpp"')
        self.refused("runtime/src/loop/loop.cpp", '#include "../io/probe.hpp"', "floor")

    def test_a_new_folder_must_be_given_its_place(self):
        self.refused("runtime/include/rt/core/task.hpp", "#include <rt/misc/helpers.hpp>", "unknown")
        code, printed = self.run_tool("floors", "--root", self.root)
        self.write("runtime/include/rt/misc/helpers.hpp", "")
        self.assertIn("rt/misc/helpers.hpp:1: unknown", self.check()[1])

    def test_planks_keep_to_the_floor_they_replace(self):
        self.refused("exercises/05_1_task/wrong/early/rt/core/task.hpp", "#include <rt/io/fd.hpp>", "floor")

    def test_a_comment_is_no_include(self):
        self.allowed("runtime/include/rt/core/task.hpp", "// #include <rt/net/stream.hpp>")


unittest.main()
