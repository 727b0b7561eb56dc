"""What another project gets: the installed package, or the sources as a folder of its own; two small projects use it."""
import os
import pathlib
import shutil
import subprocess
import unittest

HERE = pathlib.Path(__file__).resolve().parent
KIT = HERE.parents[1]
BUILD = pathlib.Path(os.environ["BUILD"])
CMAKE = os.environ["CMAKE"]
ROOM = BUILD / "package" / "Käte's room"        # a space, a quote and a letter that is not ASCII


def run(*command, **environment):
    """Exit code and everything printed."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=os.environ | environment)
    return done.returncode, done.stdout


def configure(project, *arguments, **environment):
    """Exit code and what CMake said, without its line breaks."""
    code, said = run(CMAKE, "-S", ROOM / project, "-B", ROOM / project / "build", "-G", os.environ["GENERATOR"],
                     f"-DCMAKE_CXX_COMPILER={os.environ['COMPILER']}",
                     f"-DCMAKE_CXX_COMPILER_LAUNCHER={os.environ['LAUNCHER']}", *arguments, **environment)
    return code, " ".join(said.split())


def mirror(source, target):
    """Copies a file or a folder. What is the same keeps its time, so that it is not built again."""
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != source.read_bytes():
            shutil.copyfile(source, target)
        return
    for file in target.rglob("*"):
        if file.is_file() and not (source / file.relative_to(target)).exists():
            file.unlink()
    for file in source.rglob("*"):
        if file.is_file():
            mirror(file, target / file.relative_to(source))


class outside(unittest.TestCase):
    def make(self, project, *sources):
        for file in (HERE / project / "CMakeLists.txt", *(HERE / source for source in sources)):
            mirror(file, ROOM / project / file.name)

    def what_they_print(self, project, *programs):
        """Builds the programs of a project that is configured, and runs them."""
        for command in ((CMAKE, "--build", ROOM / project / "build", "-j2", "--target", *programs),
                        *((ROOM / project / "build" / program,) for program in programs)):
            code, printed = run(*command)
            self.assertEqual(code, 0, printed)
            yield printed


class installed(outside):
    @classmethod
    def setUpClass(cls):
        """Installed in one place and moved to another, as packages are."""
        first, cls.prefix = BUILD / "package" / "first", ROOM / "moved"
        for folder in (first, cls.prefix):
            shutil.rmtree(folder, ignore_errors=True)
        code, printed = run(CMAKE, "--install", BUILD, "--prefix", first)
        if code:
            raise AssertionError(f"Is everything built? cmake --install says:\n{printed}")
        ROOM.mkdir(exist_ok=True)
        first.rename(cls.prefix)

    def find(self, project, **environment):
        return configure(project, f"-DCMAKE_PREFIX_PATH={self.prefix}", **environment)

    def find_as(self, project, wanted, **environment):
        """The same from a project that does nothing else."""
        folder = ROOM / project
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        folder.joinpath("CMakeLists.txt").write_text(
            f"cmake_minimum_required(VERSION 3.25)\nproject({project} LANGUAGES CXX)\nfind_package({wanted} REQUIRED)\n")
        return self.find(project, **environment)

    def test_a_project_finds_it_and_its_programs_run(self):
        self.make("found", "two_peers.cpp", "shop.cpp")
        code, said = self.find("found")
        self.assertEqual(code, 0, said)
        _, *printed = self.what_they_print("found", "two_peers", "two_peers_unchecked", "shop")
        self.assertEqual(printed, ["200000 levels\n", "200000 levels\n", '{"id":42}\n'])

    def test_every_public_header_is_in_it_and_nothing_else(self):
        ours = {file.relative_to(KIT / part / "include")
                for part in ("runtime", "http_min") for file in (KIT / part / "include").rglob("*.hpp")}
        include = self.prefix / "include"
        self.assertEqual({file.relative_to(include) for file in include.rglob("*") if file.is_file()}, ours)

    def test_it_names_no_folder_of_this_machine(self):
        files = list(self.prefix.rglob("*.cmake"))
        self.assertGreater(len(files), 4)
        for file in files:
            for folder in (KIT, BUILD):
                self.assertNotIn(str(folder), file.read_text(), file)

    def test_a_version_that_breaks_it_is_refused(self):
        code, said = self.find_as("later", "ringlab 0.99")
        self.assertNotEqual(code, 0)
        self.assertIn('compatible with requested version "0.99"', said)

    def test_without_liburing_it_says_what_to_install(self):
        code, said = self.find_as("bare", "ringlab", PKG_CONFIG_LIBDIR="/nowhere", PKG_CONFIG_PATH="")
        self.assertNotEqual(code, 0)
        self.assertIn("ringlab needs liburing 2.3 or newer: install liburing-dev", said)


class beside(outside):
    def test_a_project_takes_the_sources_as_a_folder_and_gets_the_libraries_only(self):
        for part in ("CMakeLists.txt", "cmake", "runtime", "http_min", "LICENSE"):
            mirror(KIT / part, ROOM / "beside" / "third_party" / "ringlab" / part)
        self.make("beside", "two_peers.cpp")
        code, said = configure("beside", "-DCMAKE_BUILD_TYPE=Release")
        self.assertEqual(code, 0, said)
        _, printed = self.what_they_print("beside", "two_peers")
        self.assertEqual(printed, "200000 levels\n")
        _, targets = run(CMAKE, "--build", ROOM / "beside" / "build", "--target", "help")
        self.assertIn("rt_net", targets)
        for of_the_kit in ("bench_runtime", "example_hello", "lab", "install"):
            self.assertNotRegex(targets, rf"\b{of_the_kit}\b")


unittest.main()
