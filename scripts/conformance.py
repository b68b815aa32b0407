#!/usr/bin/env python3
"""Replay recorded requests against a running server and compare the answers.

usage: conformance.py --base-url http://127.0.0.1:PORT [--only REGEX] [--show N]

The server must have imported tests/fixtures/pretalx-2025.2.2. What is recorded, and why some
places are compared loosely, is in tests/conformance/ (README.md, rules.json). Python's
standard library is all it needs.

Compared are status, media type and some headers; JSON by value, XML by elements, attributes
and text, iCalendar by properties, CSV by rows, text for terminals by days, rooms and lines,
pages by the places that addresses name. Exit code: 0 all match, 1 some do not, 2 unusable.
"""

import argparse
import collections
import csv
import datetime
import html
import html.parser
import http.client
import io
import json
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ET
import zoneinfo

ROOT = pathlib.Path(__file__).resolve().parent.parent
MISSING = "(absent)"


def short(value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.replace("\r", "\\r").replace("\n", "\\n")
    return text if len(text) <= 300 else text[:300] + f"… ({len(text)} characters)"


class Rules:
    """Tolerated deviations: places compared loosely, and other whole answers that count too."""

    def __init__(self, path):
        data = json.loads(path.read_text(encoding="utf-8"))
        self.used = collections.Counter()
        self.rules = {kind: [self.prepared(rule) for rule in data[kind]] for kind in ("loosely", "instead", "pending")}

    @staticmethod
    def prepared(rule):
        if not rule.get("reason"):
            raise ValueError(f"a rule without a reason: {rule}")
        places = rule.get("place", [])
        return {**rule, "path": re.compile(rule.get("path", "")),
                "places": [Rules.glob(p) for p in ([places] if isinstance(places, str) else places)]}

    @staticmethod
    def glob(place):
        """`*` is one name, `**` any number of names."""
        names = [r"(?:/[^/]*)*" if name == "**" else "/" + re.escape(name).replace(r"\*", "[^/]*") for name in place.strip("/").split("/")]
        return re.compile("".join(names))

    def choose(self, entry):
        self.active = [rule for rule in self.rules["loosely"] if rule["path"].search(entry["path"])]

    def at(self, place):
        """{how: rule} for one place."""
        found = {rule["how"]: rule for rule in self.active if any(p.fullmatch(place) for p in rule["places"])}
        for rule in found.values():
            self.used[rule["reason"]] += 1
        return found

    def pending(self, entry):
        return next((rule["reason"] for rule in self.rules["pending"] if rule["path"].search(entry["path"])), None)

    def instead(self, entry, answer):
        """The reason why this other answer is fine as well."""
        sent = entry.get("request_headers") or {}
        for rule in self.rules["instead"]:
            if (rule["path"].search(entry["path"]) and rule["recorded"] == entry["status"] and answer.status in rule["ours"]
                    and all(re.search(value, sent.get(name, "")) for name, value in rule.get("sent", {}).items())):
                return rule["reason"]
        return None


class Comparer:
    def __init__(self, rules, hosts):
        self.rules = rules
        self.hosts = re.compile("|".join(re.escape(h) for h in sorted(hosts, key=len, reverse=True)) + r"(?![\w.])")

    def compare(self, entry, answer, recorded):
        self.entry, self.differences = entry, []
        self.rules.choose(entry)
        if answer.status != entry["status"]:
            self.differ("status", entry["status"], answer.status)
            return self.differences
        self.headers(answer)
        if entry["status"] == 304 and answer.body:
            self.differ("body", "empty", f"{len(answer.body)} bytes")
        want, got = (value.split(";")[0].strip().lower() for value in (entry.get("content_type") or "", answer.headers.get("Content-Type") or ""))
        if want and not self.same(want, got, self.rules.at("/@Content-Type")):
            self.differ("media type", want, got)
        elif recorded is not None and recorded != answer.body:
            forms = {"json": self.json, "ics": self.ical, "csv": self.csv, "txt": self.text_form, "html": self.page, "css": self.plain}
            try:
                forms.get(entry["file"].rsplit(".", 1)[-1], self.xml)(recorded, answer.body)
            except (ValueError, ET.ParseError) as error:
                self.differ("body", f"well-formed {want}", str(error))
        return self.differences

    def differ(self, place, want, got):
        self.differences.append((place, short(want), short(got)))

    def same(self, want, got, rules):
        want, got = self.hosts.sub("http://HOST", want), self.hosts.sub("http://HOST", got)
        if want == got:
            return True
        if "nonempty" in rules:
            return bool(want.strip()) <= bool(got.strip())
        if "allow" in rules and re.search(rules["allow"]["pattern"], got):
            return True
        if "set" in rules:
            return sorted(re.split(r", ?", want)) == sorted(re.split(r", ?", got))
        if "zone" in rules:
            try:
                return bool(zoneinfo.ZoneInfo(got.strip('"')))
            except (zoneinfo.ZoneInfoNotFoundError, ValueError):
                return False
        if "normalise" in rules:
            for pattern, replacement in rules["normalise"]["patterns"]:
                want, got = re.sub(pattern, replacement, want), re.sub(pattern, replacement, got)
        return want == got

    def headers(self, answer):
        recorded = self.entry["headers"]
        for name in ("Location", "Access-Control-Allow-Origin", "Access-Control-Allow-Headers", "Content-Disposition", "ETag"):
            want, got = recorded.get(name), answer.headers.get(name)
            place = f"/@{name}"
            if want is None or answer.status == 304 and name != "ETag":
                continue
            if got is None:
                self.differ(f"header {name}", want, MISSING)
            elif name == "ETag":
                if not re.fullmatch(r'"[^"]+"', got):
                    self.differ("header ETag", "a strong, quoted tag", got)
            elif not self.same(want, got, self.rules.at(place)):
                self.differ(f"header {name}", want, got)
        if answer.headers.get("Access-Control-Allow-Credentials"):
            self.differ("header Access-Control-Allow-Credentials", MISSING, answer.headers["Access-Control-Allow-Credentials"])

    # Text

    def plain(self, recorded, ours):
        want, got = (" ".join(body.decode().split()) for body in (recorded, ours))
        if want != got:
            self.differ("/", want, got)

    def csv(self, recorded, ours):
        """Rows in any order; the last column is not part of a row's name."""
        (wnames, *want), (gnames, *got) = (list(csv.reader(io.StringIO(body.decode(), newline=""))) for body in (recorded, ours))
        if wnames != gnames or len(want) != len(got):
            return self.differ("/", f"{wnames}, {len(want)} rows", f"{gnames}, {len(got)} rows")
        if re.search(rb"(?<!\r)\n", re.sub(rb'"[^"]*"', b"", ours)):
            self.differ("/", "rows that end in CR LF", "a bare LF")
        for w, g in zip(sorted(want), sorted(got)):
            for name, wcell, gcell in zip(wnames, w, g):
                self.text(wcell, gcell, f"/{'/'.join(w[:-1])}/{name}", f"/{name}")

    def text_form(self, recorded, ours):
        """The schedule for terminals. Ours tells the event's time; the original told UTC."""
        ours = re.sub(r"\x1b\[[\d;]*m", "", ours.decode())
        (wdays, wlines, wrooms), (gdays, glines, grooms) = map(terminal, (recorded.decode(), ours))
        if not set(wdays) <= set(gdays):
            self.differ("/days", wdays, gdays)
        for day, room in wrooms:
            if not any(room in line for of, line in grooms if of == day):
                self.differ("/rooms", f"{day} {room}", MISSING)
        if sorted(wlines) != sorted(glines):
            return self.differ("/lines", sorted(wlines - glines), sorted(glines - wlines))
        shifts = {g - w for line in wlines for w, g in zip(sorted(wlines[line]), sorted(glines[line]))}
        quarter, hour = datetime.timedelta(minutes=15), datetime.timedelta(hours=1)
        if shifts and (len(shifts) > 2 or max(shifts) - min(shifts) > hour or any(shift % quarter for shift in shifts)):
            self.differ("/times", "one offset, or two with summer time", ", ".join(map(str, sorted(shifts))))

    def page(self, recorded, ours):
        want, got = (re.findall(r'\bid="([^"]*)"', body.decode()) for body in (recorded, ours))
        want, got = ([html.unescape(name) for name in names] for names in (want, got))
        found = [name for name in got if name in want]
        if found != want:
            self.differ("/ids", want, found)

    # JSON

    def json(self, recorded, ours):
        self.value(json.loads(recorded), json.loads(ours), "", "")

    def value(self, want, got, where, place):
        """`where` has list indexes, for people; `place` has `*` instead, for rules."""
        rules = self.rules.at(place)
        if "ignore" in rules:
            return
        if isinstance(want, dict) and isinstance(got, dict):
            for key in [*want, *(k for k in got if k not in want)]:
                below = (f"{where}/{key}", f"{place}/{key.replace('/', '~1')}")
                if key not in got:
                    self.differ(below[0], want[key], MISSING)
                elif key not in want:
                    if "extra" not in self.rules.at(below[1]):
                        self.differ(below[0], MISSING, got[key])
                else:
                    self.value(want[key], got[key], *below)
        elif isinstance(want, list) and isinstance(got, list):
            self.items(want, got, where, place, rules)
        elif isinstance(want, str) and isinstance(got, str):
            if not self.same(want, got, rules):
                self.differ(where, want, got)
        elif type(want) is not type(got) or want != got:
            self.differ(where, want, got)

    def items(self, want, got, where, place, rules):
        if "unordered" in rules or "subset" in rules:
            def key(item):
                return self.hosts.sub("http://HOST", json.dumps(item, sort_keys=True))
            want, got = sorted(want, key=key), sorted(got, key=key)
        if "subset" in rules:
            if not {self.hosts.sub("", json.dumps(i)) for i in got} <= {self.hosts.sub("", json.dumps(i)) for i in want}:
                self.differ(where, want, got)
            return
        if len(want) != len(got):
            self.differ(where, f"{len(want)} items", f"{len(got)} items")
        for n, (w, g) in enumerate(zip(want, got)):
            self.value(w, g, f"{where}/{n}", f"{place}/*")

    # XML

    def xml(self, recorded, ours):
        want, got = ET.fromstring(recorded), ET.fromstring(ours)
        if want.tag != got.tag:
            self.differ("/", want.tag, got.tag)
        self.element(want, got, "/" + local(want.tag), "/" + local(want.tag))

    def element(self, want, got, where, place):
        for name in sorted({*want.attrib, *got.attrib}):
            self.text(want.get(name), got.get(name), f"{where}/@{local(name)}", f"{place}/@{local(name)}")
        if not len(want) and not len(got):
            self.text((want.text or "").strip(), (got.text or "").strip(), where, place)
            return
        for tag in dict.fromkeys([*(c.tag for c in want), *(c.tag for c in got)]):
            name, below = local(tag), f"{place}/{local(tag)}"
            wants, gots = want.findall(tag), got.findall(tag)
            rules = self.rules.at(below)
            if "extra" in rules and not wants or "optional if empty" in rules and not gots and not any((w.text or "").strip() for w in wants):
                continue
            if "unordered" in rules:
                def key(child):
                    return child.text or "", sorted(child.attrib.items())
                wants, gots = sorted(wants, key=key), sorted(gots, key=key)
            if len(wants) != len(gots):
                self.differ(f"{where}/{name}", f"{len(wants)} elements", f"{len(gots)} elements")
            for n, (w, g) in enumerate(zip(wants, gots), 1):
                self.element(w, g, f"{where}/{name}" + (f"[{n}]" if len(wants) > 1 else ""), below)

    def text(self, want, got, where, place):
        rules = self.rules.at(place)
        if "ignore" in rules or want is None and "extra" in rules:
            return
        if want is None or got is None or not self.same(want, got, rules):
            self.differ(where, MISSING if want is None else want, MISSING if got is None else got)

    # iCalendar

    def ical(self, recorded, ours):
        want, got = parse_ical(recorded), parse_ical(ours)
        if re.search(rb"(?<!\r)\n", ours):
            self.differ("/", "lines that end in CR LF", "a bare LF")
        if max(map(len, ours.split(b"\r\n"))) > 75:
            self.differ("/", "lines of at most 75 octets", "a longer one")
        self.component(want, got, "/VCALENDAR", "/VCALENDAR")

    def component(self, want, got, where, place):
        for name in sorted({*want.properties, *got.properties}):
            wants, gots = want.properties.get(name, []), got.properties.get(name, [])
            if len(wants) != len(gots):
                self.differ(f"{where}/{name}", [p[1] for p in wants], [p[1] for p in gots])
                continue
            for (wparams, wtext), (gparams, gtext) in zip(sorted(wants, key=str), sorted(gots, key=str)):
                for parameter in sorted({*wparams, *gparams}):
                    self.text(wparams.get(parameter), gparams.get(parameter), f"{where}/{name};{parameter}", f"{place}/{name};{parameter}")
                self.text(wtext, gtext, f"{where}/{name}", f"{place}/{name}")
        for kind in sorted({c.kind for c in want.children + got.children}):
            below = f"{place}/{kind}"
            wants, gots = (sorted((c for c in side.children if c.kind == kind), key=lambda c: self.hosts.sub("", c.sort_key())) for side in (want, got))
            if len(wants) != len(gots):
                self.differ(below, f"{len(wants)} components", f"{len(gots)} components")
            elif "ignore" not in self.rules.at(below):
                for w, g in zip(wants, gots):
                    self.component(w, g, f"{where}/{kind}[{w.sort_key()}]" if kind == "VEVENT" else below, below)


class Lines(dict):
    def __sub__(self, other):
        return {line for line in self if line not in other}


def terminal(text):
    """Days, the times of each line of the list, and rooms by day."""
    day, days, lines, rooms = None, [], Lines(), []
    for line in text.splitlines():
        if re.fullmatch(r"\d{4}-\d\d-\d\d", line.strip()):
            day = datetime.date.fromisoformat(line.strip())
            days.append(str(day))
        elif match := re.match(r"\* (\d\d):(\d\d) (.*)", line):
            at = datetime.datetime.combine(day, datetime.time(int(match[1]), int(match[2])))
            lines.setdefault(match[3], []).append(at)
        elif match := re.match(r" +\| (.*)", line):
            rooms += [(str(day), room.strip()) for room in match[1].split("|")]
    return days, lines, rooms


def local(tag):
    return tag.rsplit("}", 1)[-1]


class Component:
    def __init__(self, kind):
        self.kind, self.properties, self.children = kind, {}, []

    def sort_key(self):
        return " ".join(text for name in ("UID", "DTSTART") for _, text in self.properties.get(name, []))


def parse_ical(data):
    root = Component("")
    stack = [root]
    for line in re.sub(r"\r?\n[ \t]", "", data.decode("utf-8")).splitlines():
        match = re.fullmatch(r'([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^":;]*))*):(.*)', line)
        if not match:
            raise ValueError(f"not a content line: {line[:80]}")
        name, params, text = match.group(1).upper(), match.group(2), match.group(3)
        if name == "BEGIN":
            stack.append(Component(text))
            stack[-2].children.append(stack[-1])
        elif name == "END":
            if stack.pop().kind != text:
                raise ValueError(f"END:{text} closes something else")
        else:
            text = re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), text)
            params = dict(p.split("=", 1) for p in re.findall(r'[\w-]+=(?:"[^"]*"|[^";:]*)', params))
            stack[-1].properties.setdefault(name, []).append((params, text))
    if len(stack) != 1 or [c.kind for c in root.children] != ["VCALENDAR"]:
        raise ValueError("not one VCALENDAR")
    return root.children[0]


# HTTP

Answer = collections.namedtuple("Answer", "status headers body")


class LoginForm(html.parser.HTMLParser):
    """The form with a password field: its action and inputs."""

    def __init__(self, page):
        super().__init__()
        self.forms = []
        self.feed(page)
        self.form = next((f for f in self.forms if any(kind == "password" for _, kind, _ in f["inputs"])), None)

    def handle_starttag(self, tag, attrs):
        attrs = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append({"action": attrs.get("action", ""), "inputs": []})
        elif tag == "input" and attrs.get("name") and self.forms:
            self.forms[-1]["inputs"].append((attrs["name"], attrs.get("type", "text"), attrs.get("value", "")))


class Client:
    def __init__(self, base, host, accounts):
        parts = urllib.parse.urlsplit(base)
        self.address, self.host, self.accounts, self.cookies = (parts.hostname, parts.port or 80), host, accounts, {}

    def fetch(self, method, path, headers, body=None):
        connection = http.client.HTTPConnection(*self.address, timeout=30)
        try:
            connection.request(method, path, body=body, headers={"Host": self.host, **headers})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def cookie(self, account):
        if account not in self.cookies:
            jar = {}
            page = self.fetch("GET", "/orga/login/", {"Accept": "text/html"})
            form = LoginForm(page.body.decode("utf-8", "replace")).form
            if page.status != 200 or not form:
                raise LookupError(f"/orga/login/ shows no form (status {page.status})")
            self.keep(jar, page)
            person = self.accounts[account]
            data = [(name, person["password"] if kind == "password" else value if kind == "hidden" else person["email"])
                    for name, kind, value in form["inputs"] if kind in ("password", "hidden", "email", "text")]
            done = self.fetch("POST", urllib.parse.urljoin("/orga/login/", form["action"]), {
                "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}", "Accept": "text/html",
                "Referer": f"http://{self.host}/orga/login/", "Sec-Fetch-Site": "same-origin", "Cookie": join(jar)}, urllib.parse.urlencode(data))
            self.keep(jar, done)
            if done.status not in (302, 303):
                raise LookupError(f"{person['email']} cannot log in (status {done.status})")
            self.cookies[account] = join(jar)
        return self.cookies[account]

    @staticmethod
    def keep(jar, answer):
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            jar[name] = rest.split(";")[0]


def join(jar):
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def variant(entry):
    return entry["path"], entry["auth"], (entry.get("request_headers") or {}).get("Accept-Language")


def own_tag(tags, entry, value):
    """The recorded tag becomes the one this server sent for the same address; quotes stay as recorded."""
    ours = tags.get(variant(entry))
    return re.sub(r'[^"]+', lambda _: ours.strip('"'), value) if ours else value


def replay(manifest, data, client, comparer, rules, only):
    """Yields (entry, outcome, differences); outcome is passed, failed or pending."""
    tags = {}
    for entry in manifest["entries"]:
        if only and not re.search(only, f"{entry['method']} {entry['path']} {entry['auth']}"):
            continue
        try:
            headers = {}
            if entry["auth"].startswith("session:"):
                headers["Cookie"] = client.cookie(entry["auth"].split(":")[1])
            for name, value in (entry.get("request_headers") or {}).items():
                headers[name] = own_tag(tags, entry, value) if name == "If-None-Match" else value
            answer = client.fetch(entry["method"], entry["path"], headers)
            recorded = (data / entry["file"]).read_bytes() if entry.get("file") else None
            differences = comparer.compare(entry, answer, recorded)
            if differences and rules.instead(entry, answer):
                rules.used[rules.instead(entry, answer)] += 1
                differences = []
            if answer.status == 200 and answer.headers.get("ETag"):
                tags[variant(entry)] = answer.headers["ETag"]
        except (OSError, http.client.HTTPException, LookupError) as error:
            differences = [("response", "an answer", f"{type(error).__name__}: {error}")]
        pending = rules.pending(entry)
        yield entry, "pending" if differences and pending else "failed" if differences else "passed", differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "tests/conformance")
    parser.add_argument("--accounts", type=pathlib.Path, default=ROOT / "tests/fixtures/pretalx-2025.2.2/accounts.json")
    parser.add_argument("--only", metavar="REGEX", help="only requests whose 'METHOD PATH AUTH' matches")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="failing requests to print")
    args = parser.parse_args()
    try:
        manifest = json.loads((args.data / "manifest.json").read_text(encoding="utf-8"))
        rules = Rules(args.data / "rules.json")
        accounts = json.loads(args.accounts.read_text(encoding="utf-8"))["accounts"]
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot read the recorded answers: {error}", file=sys.stderr)
        return 2
    netloc = urllib.parse.urlsplit(args.base_url).netloc
    client = Client(args.base_url, manifest["host"], accounts)
    comparer = Comparer(rules, {f"{scheme}://{host}" for scheme in ("http", "https") for host in (manifest["host"], netloc)})
    started = datetime.datetime.now()
    counts = collections.Counter()
    for entry, outcome, differences in replay(manifest, args.data, client, comparer, rules, args.only):
        counts[outcome] += 1
        if outcome == "failed" and counts["failed"] <= args.show:
            sent = "".join(f"  [{k}: {v}]" for k, v in (entry.get("request_headers") or {}).items())
            print(f"\n{entry['method']} {entry['path']} ({entry['auth']}){sent}")
            for place, want, got in differences[:6]:
                print(f"    {place}\n      recorded: {want}\n      ours:     {got}")
            if len(differences) > 6:
                print(f"    … and {len(differences) - 6} more")
    seconds = (datetime.datetime.now() - started).total_seconds()
    print(f"\n{sum(counts.values())} recorded requests in {seconds:.1f} s")
    if counts["pending"]:
        print(f"{counts['pending']} differ in parts that are not built yet (rules.json, \"pending\"); they count as neither passed nor failed")
    print(f"conformance: {counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
