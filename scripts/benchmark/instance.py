"""A Plenary with a data directory of its own, and what can be read of its process."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

TICK = os.sysconf("SC_CLK_TCK")
START_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Instance:
    def __init__(self, binary):
        self.binary = binary
        self.directory = tempfile.mkdtemp(prefix="plenary-bench-")
        self.process = None
        self.base = None

    def environment(self, **more):
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG")}
        data = os.path.join(self.directory, "data")
        return keep | {"HOME": self.directory, "PLENARY_DATA_DIR": data, "PLENARY_NO_INITIAL_LOG": "1"} | more

    def run(self, *arguments, **variables):
        """Runs a command to its end. Seconds, and what it printed."""
        started = time.perf_counter()
        done = subprocess.run([self.binary, *arguments], cwd=self.directory, env=self.environment(**variables), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        seconds = time.perf_counter() - started
        if done.returncode:
            sys.exit(f"plenary {' '.join(arguments)} exits with {done.returncode}:\n{done.stderr}")
        return seconds, done.stdout

    def start(self, path="/healthcheck/", **variables):
        """Seconds from starting the process to its first 200."""
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        environment = self.environment(PLENARY_SITE_URL=self.base, **variables)
        started = time.perf_counter()
        self.process = subprocess.Popen([self.binary, "serve", "--bind", f"127.0.0.1:{port}"], cwd=self.directory, env=environment, stderr=subprocess.DEVNULL)
        while time.perf_counter() - started < START_SECONDS:
            try:
                with urllib.request.urlopen(self.base + path, timeout=5) as answer:
                    if answer.status == 200:
                        return time.perf_counter() - started
            except OSError:
                time.sleep(0.002)
        sys.exit(f"no answer from {self.base}{path}")

    def get(self, path, headers=None):
        """The bytes as sent, encoded as they are, and the headers."""
        asked = urllib.request.Request(self.base + path, headers={"Accept": "*/*"} | (headers or {}))
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.read(), answer.headers

    def memory(self):
        """Resident memory in MB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.M).group(1)) * 1024 / 1e6

    def cpu(self):
        """Seconds of CPU since the process began, in steps of a clock tick."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def statements(self):
        metrics = self.get("/metrics")[0].decode()
        return int(re.search(r"^plenary_database_statements (\d+)", metrics, re.M).group(1))

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
            self.process = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
