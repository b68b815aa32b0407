#!/usr/bin/env python3
"""Measures a release binary and prints a table: one figure a line, with its limit where there is one.

usage: bench.py BINARY [--source DATABASE] [--requests N]

--source    an SQLite database of pretalx 2025.2.2 to import besides the fixture; also PLENARY_BENCH_SOURCE
"""

import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
rows = []


def note(name, value, unit, limit=None):
    ok = limit is None or value < limit
    rows.append((name, value, unit, limit, ok))
    limit_text = "" if limit is None else f"  (limit {limit:g})"
    print(f"{name:<58} {value:>9.1f} {unit:<4}{limit_text}{'' if ok else '  ABOVE'}", flush=True)


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
        started = time.perf_counter()
        subprocess.run([self.binary, *arguments], cwd=self.directory, env=self.environment(**variables), check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - started

    def start(self, port, path):
        """Seconds from starting the process to its first 200."""
        self.base = f"http://127.0.0.1:{port}"
        started = time.perf_counter()
        self.process = subprocess.Popen([self.binary, "serve", "--bind", f"127.0.0.1:{port}"], cwd=self.directory, env=self.environment(), stderr=subprocess.DEVNULL)
        while time.perf_counter() - started < 30:
            try:
                with urllib.request.urlopen(self.base + path, timeout=5) as answer:
                    if answer.status == 200:
                        return time.perf_counter() - started
            except OSError:
                time.sleep(0.002)
        sys.exit(f"no answer from {self.base}{path}")

    def get(self, path):
        with urllib.request.urlopen(self.base + path, timeout=30) as answer:
            return answer.read()

    def memory(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def statements(self):
        for line in self.get("/metrics").decode().splitlines():
            if line.startswith("plenary_database_statements "):
                return int(line.split()[1])
        return 0

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
            self.process = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)


def fixture_database(directory):
    """The fixture as a database file, or None where it is not there."""
    loader = ROOT / "scripts/fixtures/load.py"
    fixture = ROOT / "tests/fixtures/pretalx-2025.2.2"
    target = os.path.join(directory, "source.sqlite3")
    subprocess.run([sys.executable, "-B", str(loader), str(fixture / "source.sql"), target], check=True, stdout=subprocess.DEVNULL)
    return target, str(fixture / "media")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--source", default=os.environ.get("PLENARY_BENCH_SOURCE"))
    parser.add_argument("--requests", type=int, default=100)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)

    instance = Instance(binary)
    try:
        database, media = fixture_database(instance.directory)
        note("import of the fixture", instance.run("import", "pretalx", "--database", database, "--media", media), "s", 5)
    finally:
        instance.remove()
    if options.source:
        instance = Instance(binary)
        try:
            note("import of the given database", instance.run("import", "pretalx", "--database", os.path.abspath(options.source)), "s", 10)
        finally:
            instance.remove()

    instance = Instance(binary)
    try:
        instance.run("createsuperuser", "--noinput", "--email", "admin@example.org", PLENARY_SUPERUSER_PASSWORD="a good long one")
        note("big event generated", instance.run("create_test_event", "--size", "big", "--slug", "big"), "s", 20)
        starts = []
        for attempt in range(5):
            starts.append(instance.start(18345 + attempt, "/healthcheck/"))
            if attempt < 4:
                instance.stop()
        note("start to the first 200, big event, median of 5", sorted(starts)[2] * 1000, "ms", 300)
        time.sleep(3)
        note("idle memory, big event", instance.memory(), "MB", 80)
        for path in ["/big/schedule/", "/big/talk/", "/big/speaker/", "/big/schedule.json", "/big/schedule.xml", "/big/schedule.ics", "/orga/login/"]:
            size = len(instance.get(path))
            before_statements = instance.statements()
            instance.get(path)
            # One request to /metrics in between sends none itself.
            statements = instance.statements() - before_statements
            before = instance.cpu()
            for _ in range(options.requests):
                instance.get(path)
            cpu = (instance.cpu() - before) / options.requests
            note(f"{path}: CPU a request, {statements} statements, {size / 1024:.0f} kB", cpu * 1000, "ms")
        note("memory after that", instance.memory(), "MB", 250)
    finally:
        instance.remove()

    above = [row[0] for row in rows if not row[4]]
    if above:
        sys.exit("above their limits: " + ", ".join(above))


if __name__ == "__main__":
    main()
