"""What a first visit to a page fetches, in a real browser."""

import json
import os
import pathlib
import subprocess

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "tests/e2e/tools/page-weight.mjs"


def weigh(url):
    """What is sent, headers included: a list of `{"url", "kind", "status", "encoding", "bytes"}`."""
    printed = subprocess.run(["node", SCRIPT, url], check=True, stdout=subprocess.PIPE, text=True, env=os.environ).stdout
    return json.loads(printed)


def kinds(requests):
    """Bytes of each kind, the heaviest first. `picture` is what the event brings itself: logo, header, portraits."""
    sums = {}
    for request in requests:
        kind = "picture" if "/media/" in request["url"] else request["kind"]
        sums[kind] = sums.get(kind, 0) + request["bytes"]
    return dict(sorted(sums.items(), key=lambda kind: -kind[1]))
