"""What a program leaves behind when RT_TRACE is set: is it what it claims to be?

Usage: page_test.py PROGRAM json|page|browser
"""
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

strange_name = '</script><b>&"\ufffd'


def run(program, file):
    ran = subprocess.run([program], env={**os.environ, "RT_TRACE": str(file)}, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert f"events in {file}" in ran.stderr, ran.stderr
    return file.read_text(encoding="utf-8")


def check_json(program, folder):
    trace = json.loads(run(program, folder / "echo.json"))
    events = trace["traceEvents"]
    of = lambda phase: [e for e in events if e["ph"] == phase]
    assert all(e["dur"] >= 0 for e in of("X"))
    begun, stepped, ended = ({(e["cat"], e["id"]) for e in of(phase)} for phase in "stf")
    assert begun == stepped == ended and len(begun) > 20, "each arrow has a beginning, a middle and an end"
    assert max(e["args"]["operations"] for e in of("C")) >= 3
    assert of("C")[-1]["args"]["operations"] == 0, "nothing is in flight at the end"
    lanes = [e["args"]["name"] for e in of("M") if e["name"] == "thread_name"]
    assert lanes[0] == "kernel" and "main #1" in lanes and any(strange_name in each for each in lanes), lanes
    assert sum(each.startswith("connection #") for each in lanes) == 3, lanes
    assert any(each.startswith("pool thread #") for each in lanes), lanes


class outline(html.parser.HTMLParser):
    """The elements of a page, with what they load and what they are called."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.loads, self.scripts = [], [], []
        self.in_script = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        self.loads += [attrs[name] for name in ("src", "href") if name in attrs]
        if tag == "script":
            self.scripts.append("")
            self.in_script = True

    def handle_endtag(self, tag):
        if tag == "script":
            self.in_script = False

    def handle_data(self, text):
        if self.in_script:
            self.scripts[-1] += text


def check_page(program, folder):
    text = run(program, folder / "echo.html")
    page = outline(text)
    assert page.loads == ["data:,"], f"the page needs nothing else: {page.loads}"
    assert not re.search(r"https?://|@import|fetch\(|XMLHttpRequest", text)
    assert len(page.scripts) == 2, "a task's name does not end the script it stands in"
    data = json.loads(page.scripts[0])
    assert strange_name in [lane[3] for lane in data["lanes"]]
    assert "b" not in [tag for tag, _ in page.tags], "a task's name is no markup"
    size = len(data["events"])
    assert all(0 <= s[2] <= s[3] < size for s in data["spans"])
    assert all(op[2] < op[3] < op[4] < size for op in data["operations"])
    assert sorted(e[0] for e in data["events"]) == [e[0] for e in data["events"]], "in the order of time"
    roles = [attrs.get("role") for _, attrs in page.tags]
    assert "application" in roles and "status" in roles
    assert "prefers-color-scheme: dark" in text
    assert "TITLE_OF_THE_RUN" not in text and "<title>echo " in text


def check_browser(program, folder):
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    browser = next((found for name in names if (found := shutil.which(name))), None)
    if browser is None:
        print("skipped: no Chromium is installed to open the page in")
        return
    file = folder / "echo.html"
    run(program, file)
    opened = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder}/profile",
         "--virtual-time-budget=2000", "--enable-logging=stderr", "--dump-dom", file.as_uri()],
        capture_output=True, text=True, timeout=100)
    said = [line for line in opened.stderr.splitlines() if "CONSOLE" in line]
    assert not said, said
    facts = re.search(r'<p id="facts">([^<]*)</p>', opened.stdout)
    assert facts, "the page's script has run"
    print(facts[1])
    assert re.match(r"\d+ tasks · \d+ operations · \d+ kernel visits · 3 pool jobs · ", facts[1]), facts[1]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        checks = {"json": check_json, "page": check_page, "browser": check_browser}
        checks[sys.argv[2]](sys.argv[1], pathlib.Path(where))
