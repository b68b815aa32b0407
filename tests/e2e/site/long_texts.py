"""Gives sessions, speakers, rooms and tracks of an event the worst texts people enter, and prints them as JSON.

Usage: long_texts.py DATABASE EVENT
"""

import json
import sqlite3
import sys

UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
TITLES = {
    "unbroken": UNBROKEN[:200],
    "arabic": "مقدمة عملية إلى البرمجيات الحرة في المدن: كيف نبني معًا (2026) <b>x</b>",
    "emoji": "👩🏽‍💻🏳️‍🌈🚀" * 40,
    # Letters of 80 combining marks, and a mark that turns the reading round and is never ended.
    "marks": "Z" + "\u0335\u0321" * 40 + "algo \u202egnidaer fo thgir",
    "address": "https://example.org/" + "a-very-long-path/" * 10,
}
NAMES = {"unbroken": UNBROKEN[:120], "arabic": "عبد الرحمن بن محمد الأنصاري", "emoji": "🦄" * 60, "marks": "\u202eeve", "address": "x@" + "y" * 100 + ".example"}

db = sqlite3.connect(sys.argv[1])
event = db.execute("select id from event where slug = ?", [sys.argv[2]]).fetchone()[0]
shown = db.execute(
    """select submission.id, code, min(slot.starts) from slot join submission on submission.id = submission_id
       where schedule_id = (select id from schedule where event_id = ? and version is not null order by published desc limit 1)
         and is_visible and starts is not null and exists (select 1 from speaker_role where submission_id = submission.id)
       group by submission.id order by 3, 1""",
    [event],
).fetchall()
texts, used = {}, set()
for kind, title in TITLES.items():
    for session, code, _ in shown:
        speaker = db.execute("select speaker_id from speaker_role where submission_id = ? order by position", [session]).fetchone()[0]
        if code not in used and speaker not in used:
            break
    used |= {code, speaker}
    language = "ar" if kind == "arabic" else "en"
    abstract = f"{title}\n\n`{UNBROKEN}`\n\n| a | b |\n| - | - |\n| {UNBROKEN} | {UNBROKEN} |\n"
    db.execute("update submission set title = ?, abstract_text = ?, content_locale = ? where id = ?", [title, abstract, language, session])
    db.execute("update speaker_profile set name = ?, biography = ? where id = ?", [NAMES[kind], abstract, speaker])
    speaker_code = db.execute("select code from speaker_profile where id = ?", [speaker]).fetchone()[0]
    texts[kind] = {"code": code, "title": title, "speaker": speaker_code, "name": NAMES[kind]}
for table in ("room", "track", "submission_type"):
    first = db.execute(f"select id from {table} where event_id = ? order by id", [event]).fetchone()[0]
    db.execute(f"update {table} set name = ? where id = ?", [json.dumps({"en": UNBROKEN[:100]}), first])
db.execute("update event set name = ?, logo = null where id = ?", [json.dumps({"en": UNBROKEN[:150]}), event])
db.commit()
print(json.dumps(texts))
