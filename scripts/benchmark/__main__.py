#!/usr/bin/env python3
"""Measures a release binary and prints a table: one figure a line, with its limit where there is one.

usage: benchmark BINARY [--source DATABASE] [--requests N] [--seconds N] [--rounds N]

--source    an SQLite database of pretalx 2025.2.2, whose largest event is measured instead of a generated
            one; also PLENARY_BENCH_SOURCE
--requests  requests that share the measurement of an answer made anew
--seconds   of each measurement beside nginx, --rounds of them for each page
"""

import argparse
import gzip
import json
import os
import re
import sys
import time

import anew
import events
import kept
import weight
from instance import Instance
from table import Table

STARTS = 5
# Milliseconds of CPU, statements.
MADE_ANEW = {"schedule page": (30, 10), "speaker list": (40, 10), "schedule.json": (60, 10)}


def pages(instance, slug):
    """(name, path) of what everyone asks for."""
    # `code` is the session's; the URL next to it may name another host.
    days = json.loads(instance.get(f"/{slug}/schedule.json")[0])["schedule"]["conference"]["days"]
    code = next(session["code"] for day in days for room in day["rooms"].values() for session in room)
    return [
        ("schedule page", f"/{slug}/schedule/"),
        ("session page", f"/{slug}/talk/{code}/"),
        ("speaker list", f"/{slug}/speaker/"),
        ("schedule.json", f"/{slug}/schedule.json"),
        ("schedule.xml", f"/{slug}/schedule.xml"),
        ("schedule.ics", f"/{slug}/schedule.ics"),
    ]


def measure_start(table, instance):
    starts = []
    for attempt in range(STARTS):
        starts.append(instance.start())
        if attempt < STARTS - 1:
            instance.stop()
    table.note(f"start to the first 200, median of {STARTS}", sorted(starts)[STARTS // 2] * 1000, "ms", most=300)
    time.sleep(3)
    table.note("memory when idle", instance.memory(), "MB", most=80)


def measure_kept(table, instance, slug, options):
    for name, size, ours, theirs in kept.compare(instance, pages(instance, slug), options.rounds, options.seconds):
        described = f"{name}, {size / 1000:.0f} kB: {ours:,.0f} requests/s, nginx {theirs:,.0f}"
        table.note(described, ours / theirs, "x", least=0.7)
    table.note("memory after that", instance.memory(), "MB", most=250)


def measure_visit(table, instance, slug):
    kinds = weight.kinds(weight.weigh(f"{instance.base}/{slug}/schedule/"))
    pictures = kinds.pop("picture", 0)
    described = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in kinds.items())
    table.note(f"first visit to the schedule page ({described})", sum(kinds.values()) / 1000, "kB", most=100)
    table.note("script of that", kinds.get("script", 0) / 1000, "kB", most=30)
    table.note("the event's own pictures beside it", pictures / 1000, "kB")
    programme = b"".join(instance.get(f"/{slug}/offline/{name}.json")[0] for name in ("index", "items"))
    sent = sum(len(instance.get(f"/{slug}/offline/{name}.json", {"Accept-Encoding": "br"})[0]) for name in ("index", "items"))
    # As the worker keeps it (frontend/src/offline/shape.ts).
    packed = len(gzip.compress(programme, 6))
    table.note(f"programme kept on a device ({len(programme) / 1e6:.2f} MB of text)", packed / 1e6, "MB", most=1.2)
    table.note("programme fetched by a device", sent / 1e6, "MB", most=1.2)


def measure_anew(table, instance, slug, requests):
    for name, path in [*pages(instance, slug), ("organisers' log-in", "/orga/login/")]:
        cpu, statements, size = anew.cost(instance, path, requests)
        most, most_statements = MADE_ANEW.get(name, (None, None))
        table.note(f"{name} made anew, {size / 1000:.0f} kB: CPU", cpu, "ms", most=most)
        table.note(f"{name} made anew: statements", statements, "", most=most_statements)


def measure_export(table, instance, slug):
    seconds, printed = instance.run("export_schedule_html", slug)
    files = re.search(r"^(\d+) files", printed, re.M).group(1)
    table.note(f"static export, {files} files", seconds, "s", most=10)


def measure(table, binary, options):
    instance = Instance(binary)
    try:
        table.note("import of the fixture", events.import_fixture(instance), "s", most=5)
    finally:
        instance.remove()
    instance = Instance(binary)
    try:
        if options.source:
            slug = events.largest(options.source)
            table.note("import of the given database", events.import_given(instance, options.source), "s", most=10)
        else:
            slug = events.SLUG
            table.note("big event generated", events.generate(instance), "s", most=20)
        measure_start(table, instance)
        measure_kept(table, instance, slug, options)
        measure_visit(table, instance, slug)
        instance.stop()
        instance.start(**anew.NOTHING_KEPT)
        measure_anew(table, instance, slug, options.requests)
        instance.stop()
        measure_export(table, instance, slug)
    finally:
        instance.remove()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--source", default=os.environ.get("PLENARY_BENCH_SOURCE"))
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    table = Table()
    table.head()
    # Far above 1, others are at work here, and speeds say little.
    table.note("load of the machine for each core", os.getloadavg()[0] / os.cpu_count(), "")
    measure(table, os.path.abspath(options.binary), options)
    if missed := table.missed():
        sys.exit(f"{len(missed)} of {len(table.rows)} miss their limits:\n  " + "\n  ".join(missed))


if __name__ == "__main__":
    main()
