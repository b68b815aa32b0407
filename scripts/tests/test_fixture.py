"""The import fixture is whole, apart from what is missing on purpose."""

import json
import pathlib
import sqlite3
import unittest

FIXTURE = pathlib.Path(__file__).resolve().parents[2] / "tests/fixtures/pretalx-2025.2.2"
FILES = {
    "event_event": ["custom_css", "logo", "header_image"],
    "person_user": ["avatar", "avatar_thumbnail", "avatar_thumbnail_tiny"],
    "person_speakerinformation": ["resource"],
    "submission_submission": ["image"],
    "submission_resource": ["resource"],
    "submission_answer": ["answer_file"],
}


class Fixture(unittest.TestCase):
    def setUp(self):
        self.db = sqlite3.connect(":memory:")
        self.addCleanup(self.db.close)
        self.db.executescript((FIXTURE / "source.sql").read_text(encoding="utf-8"))

    def test_no_row_points_nowhere(self):
        self.assertEqual(self.db.execute("PRAGMA foreign_key_check").fetchall(), [])
        self.assertEqual(self.db.execute("PRAGMA integrity_check").fetchone(), ("ok",))

    def test_one_file_is_missing_and_none_is_too_many(self):
        named = {value for table, columns in FILES.items() for name in columns
                 for (value,) in self.db.execute(f"SELECT {name} FROM {table}") if value and value != "False"}
        present = {p.relative_to(FIXTURE / "media").as_posix() for p in (FIXTURE / "media").rglob("*") if p.is_file()}
        self.assertEqual(named - present, {"democon/question_uploads/upload_loueNS7.txt"})
        self.assertEqual(present - named, set())

    def test_accounts_and_tokens_are_those_of_the_database(self):
        accounts = json.loads((FIXTURE / "accounts.json").read_text(encoding="utf-8"))
        emails = {email for (email,) in self.db.execute("SELECT email FROM person_user WHERE password LIKE 'argon2%'")}
        self.assertLessEqual({a["email"] for a in accounts["accounts"].values()}, emails)
        tokens = {token for (token,) in self.db.execute("SELECT token FROM person_userapitoken")}
        self.assertEqual({t["token"] for t in accounts["tokens"].values()}, tokens)

    def test_the_log_has_every_shape(self):
        rows = self.db.execute("SELECT action_type, data, legacy_data FROM common_activitylog").fetchall()
        self.assertTrue(any(legacy and not data for _, data, legacy in rows))
        self.assertTrue(any(data and isinstance(json.loads(data), str) for _, data, _ in rows))
        self.assertTrue(any(action == "pretalx.mail.sent" and "to_users" in json.loads(data) for action, data, _ in rows))
        self.assertTrue(any(action == "pretalx.user.profile.update" and "email" in json.loads(data)["changes"] for action, data, _ in rows if data))


if __name__ == "__main__":
    unittest.main()
