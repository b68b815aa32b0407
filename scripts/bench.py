#!/usr/bin/env python3
"""Measure a built Plenary: start, memory, imports, the big event, public pages.

usage: bench.py PLENARY [--import NAME=DATABASE[:MEDIA] ...] [--json OUT]

Always measured are the fixture's import and a generated big event. Prints a table; each row
has the aim it is held to, where there is one.
"""

import argparse
import contextlib
import http.client
import json
import os
import pathlib
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests/fixtures/pretalx-2025.2.2"


class Installation:
    def __init__(self, plenary, directory):
        self.plenary = plenary
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {**os.environ, "PLENARY_DATA_DIR": str(directory), "PLENARY_SITE_URL": f"http://127.0.0.1:{self.port}"}

    def run(self, *args, **environment):
        """Seconds a command takes."""
        started = time.monotonic()
        done = subprocess.run([self.plenary, *map(str, args)], env={**self.environment, **environment}, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(map(str, args))} exits with {done.returncode}:\n{done.stdout}{done.stderr}")
        return time.monotonic() - started

    @contextlib.contextmanager
    def serving(self):
        """(process, seconds to the first 200)."""
        started = time.monotonic()
        process = subprocess.Popen([self.plenary, "serve", "--bind", f"127.0.0.1:{self.port}"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while True:
                if process.poll() is not None or time.monotonic() - started > 30:
                    sys.exit("the server does not answer")
                with contextlib.suppress(OSError):
                    if self.get("/healthz/ready")[0] == 200:
                        break
                time.sleep(0.002)
            yield process, time.monotonic() - started
        finally:
            process.terminate()
            process.wait(15)

    def get(self, path):
        """(status, seconds, bytes) of one request on a new connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        started = time.monotonic()
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            size = len(response.read())
            return response.status, time.monotonic() - started, size
        finally:
            connection.close()


def memory(process):
    """Resident megabytes."""
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plenary")
    parser.add_argument("--import", dest="imports", action="append", default=[], metavar="NAME=DATABASE[:MEDIA]")
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    plenary = str(pathlib.Path(args.plenary).resolve())
    rows = []

    def row(name, value, unit, aim=None):
        rows.append({"name": name, "value": round(value, 3), "unit": unit, "aim": aim, "ok": aim is None or value < aim})
        print(f"  {name}: {value:.3g} {unit}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as name:
        base = pathlib.Path(name)
        source = base / "source.sqlite3"
        subprocess.run([sys.executable, ROOT / "scripts/fixtures/load.py", FIXTURE / "source.sql", source], check=True)
        imports = [("fixture", source, FIXTURE / "media", 5)]
        for item in args.imports:
            label, _, rest = item.partition("=")
            database, _, media = rest.partition(":")
            (base / f"{label}-media").mkdir()
            imports.append((label, database, media or base / f"{label}-media", 10))
        for label, database, media, aim in imports:
            installation = Installation(plenary, base / label)
            installation.run("migrate")
            row(f"import of {label}", installation.run("import", "pretalx", "--database", database, "--media", media), "s", aim)

        big = Installation(plenary, base / "big")
        big.run("migrate")
        big.run("createsuperuser", "--noinput", DJANGO_SUPERUSER_EMAIL="bench@example.org", DJANGO_SUPERUSER_PASSWORD="bench-bench-7")
        row("big event generated", big.run("create_test_event", "--size", "big", "--slug", "big", "--seed", "1"), "s", 20)
        with big.serving() as (process, seconds):
            row("start to the first 200, big event", seconds * 1000, "ms", 300)
            time.sleep(3)
            row("idle memory, big event", memory(process), "MB", 80)
            for path in ("/big/schedule/", "/big/schedule.json", "/big/schedule.xml", "/big/schedule.ics"):
                answers = [big.get(path) for _ in range(30)]
                if any(status != 200 for status, _, _ in answers):
                    sys.exit(f"{path} answers {answers[0][0]}")
                row(f"{path}, median of 30 ({answers[0][2] // 1000} kB)", statistics.median(seconds for _, seconds, _ in answers) * 1000, "ms")
            row("memory after these requests", memory(process), "MB")
    row("size of the binary", pathlib.Path(plenary).stat().st_size / 1e6, "MB")

    width = max(len(r["name"]) for r in rows)
    print(f"{platform.machine()}, {os.cpu_count()} processors\n")
    for r in rows:
        aim = f"aim: under {r['aim']}" if r["aim"] else ""
        print(f"{r['name']:<{width}}  {r['value']:>10.1f} {r['unit']:<3} {aim}{'' if r['ok'] else '  MISSED'}")
    if args.json:
        args.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0 if all(r["ok"] for r in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
