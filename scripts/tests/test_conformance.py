"""The comparer agrees with itself, and notices what it should."""

import http.server
import json
import pathlib
import re
import subprocess
import sys
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "tests/conformance"


class Recorded(http.server.BaseHTTPRequestHandler):
    """Answers with the recordings, changed by `spoil`."""

    spoil = staticmethod(lambda path, body: body)

    def do_GET(self):
        if self.path == "/orga/login/":
            page = b'<form method="post"><input type="hidden" name="t" value="1"><input type="email" name="a"><input type="password" name="b"></form>'
            return self.send(200, {"Content-Type": "text/html"}, page)
        account = re.search(r"account=([\w.-]+)", self.headers.get("Cookie") or "")
        auth = f"session:{account.group(1)}" if account else "anonymous"
        names = ("If-None-Match", "Accept-Language", "Accept")
        sent = [self.headers.get(name) for name in names]
        for entry in self.server.entries:
            recorded = [(entry.get("request_headers") or {}).get(name) for name in names]
            if (entry["method"], entry["path"], entry["auth"], recorded) == (self.command, self.path, auth, sent):
                body = (DATA / entry["file"]).read_bytes() if entry.get("file") else b""
                return self.send(entry["status"], {**entry["headers"], "Content-Type": entry.get("content_type", "text/html")}, self.spoil(self.path, body))
        return self.send(500, {}, b"not recorded")

    do_OPTIONS = do_GET

    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        account = re.search(r"a=(\w+)%40", form).group(1)
        self.send(302, {"Location": "/orga/", "Set-Cookie": f"account={account}; Path=/"}, b"")

    def send(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def replay(spoil, only=""):
    handler = type("Handler", (Recorded,), {"spoil": staticmethod(spoil)})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.entries = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["entries"]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = [sys.executable, ROOT / "scripts/conformance.py", "--base-url", f"http://127.0.0.1:{server.server_port}", "--only", only]
        done = subprocess.run(command, capture_output=True, text=True)
        server.shutdown()
        return done


class Comparer(unittest.TestCase):
    def test_the_recordings_match_themselves(self):
        done = replay(lambda path, body: body)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        count = len(json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["entries"])
        self.assertIn(f"conformance: {count} passed, 0 failed", done.stdout)

    def test_a_changed_value_is_noticed(self):
        for path, old, new in [
            ("/democon/schedule.json", b'"duration": "00:30"', b'"duration": "00:31"'),
            ("/democon/schedule.json", b'"id": 3,', b'"id": "3",'),
            ("/democon/schedule.xml", b"<start>09:05</start>", b"<start>09:06</start>"),
            ("/democon/schedule.xml", b"<timeslot_duration>00:05</timeslot_duration>", b""),
            ("/democon/schedule.xcal", b"<location>Cyan Room</location>", b"<location>Room</location>"),
            ("/democon/talk/VTGWE8.ics", b"DTSTART;TZID=CET:20260911T080000", b"DTSTART;TZID=CET:20260911T090000"),
            ("/democon/talk/VTGWE8.ics", b"LOCATION:Cyan Room\r\n", b""),
            ("/democon/talk/VTGWE8.ics", b"LOCATION:", b"X-LONG:" + b"x" * 80 + b"\r\nLOCATION:"),
            ("/democon/talk/VTGWE8.ics", b"TZID=CET:", b"TZID=Nowhere:"),
            ("/democon/schedule/widgets/schedule.json", b'"room": 3', b'"room": 4'),
            ("/democon/schedule/feed.xml", b"(2.0)", b"(2.1)"),
            ("/democon/schedule/changelog/", b'id="2.0"', b'id="2"'),
            ("/democon/schedule/?format=list", b"(en); in Cyan Room", b"(de); in Cyan Room"),
            ("/democon/schedule/?format=list", b"* 06:00 ", b"* 06:07 "),
            ("/democon/schedule/", b"| Cyan Room", b"| Room"),
            ("/democon/static/event.css", b"#6b2fb3", b"#6b2fb4"),
        ]:
            with self.subTest(path=path, new=new):
                self.assertIn(old, replay_source(path))
                done = replay(lambda _, body: body.replace(old, new), f"^GET {re.escape(path)} anonymous")
                self.assertEqual(done.returncode, 1, done.stdout)
                # The same answer may be recorded for several requests.
                self.assertRegex(done.stdout, r"[1-9]\d* failed")

    def test_a_changed_row_is_noticed(self):
        for old, new in [(b"speaker number?,4", b"speaker number?,5"), (b"\r\n", b"\n"), (b"code,", b"Code,")]:
            with self.subTest(new=new):
                done = replay(lambda _, body: body.replace(old, new), r"^GET .*/speaker-questions\.csv session:orga")
                self.assertIn("0 passed, 1 failed", done.stdout)

    def test_what_the_rules_tolerate_passes(self):
        done = replay(lambda _, body: body.replace(b"TZID=CET:", b"TZID=Europe/Berlin:").replace(b"20261101T120000Z", b"20270101T000000Z"),
                      "^GET /democon/talk/VTGWE8.ics anonymous")
        self.assertIn("1 passed, 0 failed", done.stdout)


def replay_source(path):
    entries = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["entries"]
    return (DATA / next(e["file"] for e in entries if e["path"] == path and e["auth"] == "anonymous" and e.get("file"))).read_bytes()


if __name__ == "__main__":
    unittest.main()
