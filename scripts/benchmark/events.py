"""The events that are measured: the fixture, a generated big one, a given database."""

import os
import pathlib
import sqlite3
import subprocess
import sys
from contextlib import closing

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "tests/fixtures/pretalx-2025.2.2"
SLUG = "big"


def import_fixture(instance):
    """Seconds."""
    database = os.path.join(instance.directory, "source.sqlite3")
    subprocess.run([sys.executable, "-B", ROOT / "scripts/fixtures/load.py", FIXTURE / "source.sql", database], check=True, stdout=subprocess.DEVNULL)
    return instance.run("import", "pretalx", "--database", database, "--media", str(FIXTURE / "media"))[0]


def import_given(instance, source):
    return instance.run("import", "pretalx", "--database", os.path.abspath(source))[0]


def generate(instance):
    instance.run("createsuperuser", "--noinput", "--email", "admin@example.org", PLENARY_SUPERUSER_PASSWORD="a good long one")
    return instance.run("create_test_event", "--size", "big", "--slug", SLUG)[0]


def largest(source):
    """The short name of the event with the most submissions in a database of pretalx."""
    with closing(sqlite3.connect(f"file:{os.path.abspath(source)}?mode=ro", uri=True)) as database:
        row = database.execute("select e.slug from event_event e join submission_submission s on s.event_id = e.id group by e.id order by count(*) desc limit 1").fetchone()
    if not row:
        sys.exit(f"no event with submissions in {source}")
    return row[0]
