"""served -- a program of ours that serves on a port of its own, for the time of a `with` block."""
import re
import signal
import subprocess
import sys
import threading


class Served:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, "--port", "0", "--no-access-log", *arguments], stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace")
        self.log = []
        for line in self.process.stdout:
            self.log.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.url, self.port = found.group(), int(found[1])
                break
        else:
            sys.exit(f"{program} does not serve:\n{''.join(self.log)}")
        self.reader = threading.Thread(target=lambda: self.log.extend(self.process.stdout))
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Its exit status: 0 after a clean end."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=120)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.reader.join()
        return status
