#!/usr/bin/env python3
"""Look through every file of the repository for what must not be there.

Secrets, paths of somebody's machine, registry mirrors, unfinished marks, skipped tests and
very large files are errors; long source files are warnings. The one argument, if any, is the root.
"""

import json
import pathlib
import re
import subprocess
import sys

SECRETS = [
    (r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY", "a private key"),
    (r"\bAKIA[0-9A-Z]{16}\b", "a cloud access key"),
    (r"\b(?:ghp|gho|ghs|ghu)_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}", "a forge token"),
    (r"\bglpat-[\w-]{20,}", "a forge token"),
    (r"\bxox[abpr]-[\w-]{10,}", "a chat token"),
    (r"\bnpm_[A-Za-z0-9]{36}\b|_auth[T]oken\s*=", "a registry token"),
    (r"\bsk-[A-Za-z0-9_-]{32,}", "an API key"),
    (r"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}", "a signed token"),
]
PLACES = [
    (r"(?<![\w.~-])/(?:root|work|home/\w+)(?:/|\b(?=[\"'`\s]))", "a path of one machine"),
    (r"\b(?:registry\.npm[j]s\.org|registry\.yarn[p]kg\.com|(?:static|index)\.crates[.]io|files\.python[h]osted\.org|deb\.debia[n]\.org)\b", "a registry's host"),
]
UNFINISHED = [
    (r"\bTO[D]O\b|\bFIX[M]E\b|\bXX[X]\b", "an unfinished mark"),
]
RUST = [
    (r"\b(?:todo|unimplemented|dbg)!\s*\(", "an unfinished or debugging macro"),
    (r"#\[\s*ignore\b", "an ignored test"),
]
SCRIPT = [
    (r"\b(?:test|it|describe)\.(?:only|skip|todo)\b|\b(?:skip|only|todo):\s*true", "a skipped or singled-out test"),
    (r"\bdebugger\b;|\bconsole\.log\(", "a debugging statement"),
]
LONG = 600
LARGE = 2_000_000
CRATES_SOURCE = '"registry+https://github.com/rust-lang/crates.io-index"'


def files(root):
    """What git tracks or would track; everything, outside a checkout."""
    try:
        listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=True).stdout
        paths = [root / name for name in listed.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [p for p in root.rglob("*") if not {".git", "target", "node_modules", "dist"} & set(p.parts)]
    return sorted(p for p in paths if p.is_file() and not p.is_symlink())


def lock_file(path, text):
    if path.name == "package-lock.json":
        for name, package in json.loads(text).get("packages", {}).items():
            if str(package.get("resolved", "")).startswith(("http:", "https:", "git")):
                yield f"{path.name}: {name} names the host it came from (run npm with --omit-lockfile-registry-resolved)"
            elif name and not package.get("link") and "integrity" not in package:
                yield f"{path.name}: {name} has no checksum"
    if path.name == "Cargo.lock":
        for source in set(re.findall(r'^source = (".*")$', text, re.M)) - {CRATES_SOURCE}:
            yield f"{path.name}: packages from {source}"


def findings(root):
    """Yields (is an error, text)."""
    for path in files(root):
        name = path.relative_to(root).as_posix()
        data = path.read_bytes()
        if len(data) > LARGE:
            yield True, f"{name}: {len(data)} bytes"
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if path.name in ("package-lock.json", "Cargo.lock"):
            yield from ((True, problem) for problem in lock_file(path, text))
            continue
        patterns = SECRETS + PLACES
        if path.suffix in (".rs", ".ts", ".mjs", ".js", ".css", ".py", ".html", ".toml", ".ftl", ".yml", "") and path.name != "LICENSE":
            patterns = patterns + UNFINISHED
        if path.suffix == ".rs":
            patterns = patterns + RUST
        if path.suffix in (".ts", ".mjs", ".js"):
            patterns = patterns + SCRIPT
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, what in patterns:
                if found := re.search(pattern, line):
                    yield True, f"{name}:{number}: {what}: {found.group()[:60]}"
        lines = text.count("\n")
        if path.suffix in (".rs", ".ts", ".css") and "tests" not in path.parts and lines > LONG:
            yield False, f"{name}: {lines} lines"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    errors = 0
    for is_error, text in findings(root):
        errors += is_error
        print(f"{'error' if is_error else 'warning'}: {text}")
    print(f"{len(files(root))} files looked at, {errors} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
