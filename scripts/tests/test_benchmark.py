import pathlib
import sqlite3
import sys
import tempfile
import unittest
from contextlib import closing

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "benchmark"))
import events  # noqa: E402
import kept  # noqa: E402
import weight  # noqa: E402
from table import Table  # noqa: E402


class Limits(unittest.TestCase):
    def test_a_limit_may_be_reached_but_not_passed(self):
        lines = []
        table = Table(lines.append)
        for name, value, limits in [("a", 30, {"most": 30}), ("b", 30.1, {"most": 30}), ("c", 0.7, {"least": 0.7}), ("d", 0.69, {"least": 0.7}), ("e", 9, {})]:
            table.note(name, value, "ms", **limits)
        self.assertEqual(table.missed(), ["b", "d"])
        self.assertEqual([line.rpartition(" ")[2] for line in lines[:4]], ["ok", "MISSED", "ok", "MISSED"])


class Requests(unittest.TestCase):
    def test_reads_what_wrk_prints(self):
        report = "Running 1s test @ http://127.0.0.1/\n  1 threads and 16 connections\nRequests/sec:  14537.25\nTransfer/sec:      1.2GB\n"
        self.assertEqual(kept.requests_a_second(report), 14537.25)
        for fault in ("  Non-2xx or 3xx responses: 3\n", "  Socket errors: connect 0, read 7, write 0, timeout 0\n"):
            self.assertRaises(SystemExit, kept.requests_a_second, report + fault)

    def test_nginx_sends_the_headers_that_are_not_its_own(self):
        headers = {"content-type": "text/html; charset=utf-8", "content-encoding": "br", "content-length": "3", "link": '</x>; rel="next"'}
        text = kept.configuration("/d", 1, [(b"abc", headers)])
        self.assertIn('default_type "text/html; charset=utf-8"; add_header content-encoding "br"; add_header link "</x>; rel=\\"next\\"";', text)
        self.assertNotIn("content-length", text)
        self.assertRaises(ValueError, kept.quoted, "a $variable")


class Weight(unittest.TestCase):
    def test_sums_kinds_and_keeps_the_events_pictures_apart(self):
        requests = [{"url": "http://h/static/a.js", "kind": "script", "bytes": 2}, {"url": "http://h/static/b.js", "kind": "script", "bytes": 3},
                    {"url": "http://h/media/x/logo.png", "kind": "image", "bytes": 9}, {"url": "http://h/x/", "kind": "document", "bytes": 7}]
        self.assertEqual(list(weight.kinds(requests).items()), [("picture", 9), ("document", 7), ("script", 5)])


class Events(unittest.TestCase):
    def test_finds_the_largest_event(self):
        with tempfile.TemporaryDirectory() as directory:
            path = f"{directory}/source.sqlite3"
            with closing(sqlite3.connect(path)) as database:
                database.executescript("create table event_event (id, slug); create table submission_submission (event_id);")
                self.assertRaises(SystemExit, events.largest, path)
                database.executescript("insert into event_event values (1, 'small'), (2, 'large'); insert into submission_submission values (1), (2), (2);")
            self.assertEqual(events.largest(path), "large")


if __name__ == "__main__":
    unittest.main()
