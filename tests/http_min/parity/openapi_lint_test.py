#!/usr/bin/env python3
"""openapi_lint_test -- what an independent judge says of the documents that a program serves: redocly lint --extends=spec.

Usage: openapi_lint_test.py PROGRAM TARGET...
Exit:  0 they are valid, 77 skipped (no redocly: `./lab` gets it where npm is there; or name one in REDOCLY), else not.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

from served import Served

ROOT = pathlib.Path(__file__).resolve().parents[3]


def redocly():
    by_lab = ROOT / ".lab/docs/node_modules/@redocly/cli/bin/cli.js"
    if by_lab.exists() and shutil.which("node"):
        return ["node", str(by_lab)]
    named = os.environ.get("REDOCLY") or shutil.which("redocly")
    return [named] if named else None


def main():
    judge = redocly()
    if not judge:
        print("skipped: redocly is not here (npm install -g @redocly/cli, or name it in REDOCLY)")
        return 77
    verdict = 0
    with Served(sys.argv[1]) as server, tempfile.TemporaryDirectory() as folder:
        for number, target in enumerate(sys.argv[2:]):
            document = pathlib.Path(folder) / f"openapi{number}.json"
            with urllib.request.urlopen(server.url + target) as answer:
                document.write_bytes(answer.read())
            done = subprocess.run([*judge, "lint", "--extends=spec", document], text=True, capture_output=True)
            print(f"{target}: {'valid' if done.returncode == 0 else done.stdout + done.stderr}")
            verdict |= done.returncode
    return verdict


if __name__ == "__main__":
    sys.exit(main())
