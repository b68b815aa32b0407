"""The fixture's exports, read as others read them: schemas, feed readers, calendar libraries.

FIXTURE_URL is the server that scripts/with-fixture has started.
"""

import json
import os
import pathlib
import re
import unittest
import urllib.request
import zoneinfo

import feedparser
import icalendar
import jsonschema
from lxml import etree

URL = os.environ["FIXTURE_URL"]
SCHEMAS = pathlib.Path(__file__).resolve().parents[1] / "schemas"
EVENTS = ["democon", "notracks"]
# What the XSD refuses and stays, because readers have known these values for years:
TOLERATED = [
    # Slugs of tracks begin with the track's number.
    r"Element 'track', attribute 'slug'",
    # A session that is held several times has one number.
    r"Duplicate key-sequence .* in unique identity-constraint",
    # Imported tracks keep the colour they were given.
    r"Element 'track', attribute 'color': .* The value '#\w{3}' is not accepted",
]
# The same for the JSON schema: a file without a description has no title.
UNTITLED = r"\.attachments\[\d+\]\.title: None is not of type 'string'$"


def fetch(path, **headers):
    request = urllib.request.Request(URL + path, headers={"Host": "localhost:8000", **headers})
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read()


class Schedule(unittest.TestCase):
    def test_xml_is_as_the_schema_describes_it(self):
        schema = etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))
        for event in EVENTS:
            for version in ["", "?lang=de"]:
                with self.subTest(event=event, version=version):
                    document = etree.fromstring(fetch(f"/{event}/schedule/export/schedule.xml{version}"))
                    self.assertTrue(document.findall(".//event"))
                    schema.validate(document)
                    messages = [error.message for error in schema.error_log]
                    self.assertEqual([m for m in messages if not any(re.search(t, m) for t in TOLERATED)], [])

    def test_the_schema_notices(self):
        schema = etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))
        document = etree.fromstring(fetch("/democon/schedule.xml"))
        document.find(".//event/start").text = "nine"
        schema.validate(document)
        self.assertTrue([e for e in schema.error_log if not any(re.search(t, e.message) for t in TOLERATED)])

    def test_json_is_as_the_schema_describes_it(self):
        schema = json.loads((SCHEMAS / "schema.json").read_text(encoding="utf-8"))
        check = jsonschema.validators.validator_for(schema)(schema)
        for event in EVENTS:
            for language in ["", "?lang=de"]:
                with self.subTest(event=event, language=language):
                    data = json.loads(fetch(f"/{event}/schedule/export/schedule.json{language}"))
                    messages = [f"{error.json_path}: {error.message}" for error in check.iter_errors(data)]
                    self.assertEqual([m for m in messages if not re.search(UNTITLED, m)], [])
                    data["schedule"]["conference"]["days"][0]["index"] = "one"
                    self.assertTrue([e for e in check.iter_errors(data) if e.json_path.endswith(".index")])


class Feed(unittest.TestCase):
    def test_readers_read_it(self):
        for event, versions in [("democon", 4), ("notracks", 1)]:
            feed = feedparser.parse(fetch(f"/{event}/schedule/feed.xml"))
            self.assertFalse(feed.bozo, feed.get("bozo_exception"))
            self.assertEqual(len(feed.entries), versions)
            self.assertTrue(feed.feed.title and feed.feed.id and feed.feed.updated_parsed)
            for entry in feed.entries:
                self.assertTrue(entry.title and entry.published_parsed and entry.summary)
                self.assertEqual(entry.id, entry.link)
                self.assertNotIn("&amp;lt;", entry.title)
            self.assertEqual(len({entry.id for entry in feed.entries}), versions)


class Calendars(unittest.TestCase):
    def events(self, data):
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))
        calendar = icalendar.Calendar.from_ical(data)
        zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
        found = calendar.walk("VEVENT")
        for event in found:
            for name in ("DTSTART", "DTEND"):
                zone = event[name].params["TZID"]
                self.assertIn(zone, zones)
                self.assertEqual(event[name].dt.utcoffset(), event[name].dt.replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset())
            self.assertLess(event["DTSTART"].dt, event["DTEND"].dt)
            self.assertTrue(event["UID"] and event["SUMMARY"] and str(event["URL"]).startswith("http"))
        self.assertEqual(len({str(event["UID"]) for event in found}), len(found))
        return found

    def test_the_whole_programme(self):
        found = self.events(fetch("/democon/schedule.ics"))
        talks = json.loads(fetch("/democon/schedule/widgets/schedule.json"))["talks"]
        self.assertEqual(len(found), sum("code" in talk for talk in talks))

    def test_one_version(self):
        self.assertTrue(self.events(fetch("/democon/schedule/v/2.0/export/schedule.ics")))

    def test_a_session_and_one_without_a_place(self):
        self.assertEqual(len(self.events(fetch("/democon/talk/KSLUSF.ics"))), 3)
        self.assertEqual(self.events(fetch("/democon/talk/3MPK77.ics")), [])

    def test_a_speaker(self):
        self.assertTrue(self.events(fetch("/democon/speaker/3QJUXQ/talks.ics")))

    def test_an_event_in_utc(self):
        self.assertEqual(len(self.events(fetch("/notracks/schedule.ics"))), 1)


if __name__ == "__main__":
    unittest.main()
