#!/usr/bin/env python3
"""browser_test -- /docs and /redoc in a real browser: headless Chromium, spoken to over a pipe (Chrome DevTools Protocol).

Usage: browser_test.py PROGRAM      PROGRAM serves the parity app
Exit:  0 good, 77 skipped (no Chromium, or the pages load their scripts from a CDN), else what was wrong.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from served import Served

SKIPPED = 77
PATIENCE = 120  # seconds for any one thing to show
REDOC_MARK = "https://cdn.redoc.ly/redoc/logo-mini.svg"  # Redoc's signature below its menu; without a network it is not there


class Browser:
    """One Chromium with one page. Every message is a JSON text that ends with a NUL."""

    def __init__(self, program, folder):
        there, self.to = os.pipe()
        self.back, here = os.pipe()

        def wire_up():  # Chromium reads from 3 and writes to 4
            os.dup2(there, 63), os.dup2(here, 64)
            os.dup2(63, 3), os.dup2(64, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
             f"--user-data-dir={folder}", "about:blank"],
            preexec_fn=wire_up, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(there), os.close(here)
        self.rest, self.number, self.session, self.asked_for = b"", 0, None, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Network.enable")

    def read_message(self):
        while b"\0" not in self.rest:
            piece = os.read(self.back, 65536)
            if not piece:
                sys.exit("the browser has ended")
            self.rest += piece
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            came = self.read_message()
            if came.get("method") == "Network.requestWillBeSent":
                self.asked_for.append(came["params"]["request"]["url"])
            if came.get("id") == self.number:
                if "error" in came:
                    sys.exit(f"{method}: {came['error']['message']}")
                return came["result"]

    def open(self, url):
        self.ask("Page.navigate", url=url)

    def see(self, expression, what):
        """The value of a JavaScript expression, once it is one that is true."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            value = self.ask("Runtime.evaluate", returnByValue=True, awaitPromise=True,
                             expression=f"""new Promise(done => setTimeout(() => {{
                                 try {{ done({expression}) }} catch (e) {{ done(null) }} }}, 50))""")
            found = value.get("result", {}).get("value")
            if found:
                return found
        page = self.ask("Runtime.evaluate", expression="document.body.innerText.slice(0, 2000)", returnByValue=True)
        sys.exit(f"not seen: {what}. The page says:\n{page.get('result', {}).get('value')}")

    def end(self):
        self.process.kill()
        self.process.wait()


def try_an_operation(browser, url):
    browser.open(url + "/docs")
    browser.see("document.title.includes('Parity')", "the title of /docs")
    shown = browser.see("document.querySelectorAll('.opblock').length", "operations in /docs")
    print(f"/docs shows {shown} operations")
    block = "[...document.querySelectorAll('.opblock')].find(b => b.id.endsWith('get_colors_color'))"
    browser.see(f"({block}.querySelector('.opblock-summary-control').click(), true)", "GET /colors/{color}")
    browser.see(f"({block}.querySelector('.try-out__btn').click(), true)", "its button 'Try it out'")
    browser.see(f"""(() => {{
        const choice = {block}.querySelector('.parameters select');
        choice.value = [...choice.options].find(o => o.text === 'green' || o.value === 'green').value;
        choice.dispatchEvent(new Event('change', {{bubbles: true}}));
        return true }})()""", "the colours to choose from")
    browser.see(f"({block}.querySelector('.execute').click(), true)", "its button 'Execute'")
    status = browser.see(f"{block}.querySelector('.live-responses-table tbody .response-col_status').innerText", "a status")
    body = browser.see(f"{block}.querySelector('.live-responses-table tbody .highlight-code').innerText", "a response body")
    print(f"tried out: {status.split()[0]} {' '.join(body.split())}")
    if not status.startswith("200") or '"color": "green"' not in body:
        sys.exit("the response that is shown is not the one that was asked for")


def main():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("skipped: no Chromium")
        return SKIPPED
    with Served(sys.argv[1]) as server, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        url = server.url
        browser = Browser(chromium, folder)
        try:
            browser.open(url + "/docs")
            if "cdn" in browser.see("document.scripts.length && document.scripts[0].src", "a script in /docs"):
                print("skipped: the scripts of /docs are not in this build (./lab gets them where npm is there)")
                return SKIPPED
            try_an_operation(browser, url)
            browser.open(url + "/redoc")
            heading = browser.see("document.querySelector('h1') && document.querySelector('h1').innerText", "a heading")
            browser.see("document.body.innerText.includes('Create an item')", "an operation in /redoc")
            print(f"/redoc shows '{' '.join(heading.split())}'")
            abroad = [each for each in browser.asked_for if each.startswith("http") and not each.startswith(url) and each != REDOC_MARK]
            if abroad:
                sys.exit(f"the pages ask others: {abroad}")
        finally:
            browser.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
