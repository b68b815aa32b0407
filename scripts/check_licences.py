#!/usr/bin/env python3
"""Hold every dependency to deny.toml: its licence, and that it is not banned.

Reads `cargo metadata` (crates) and package-lock.json files (npm packages).
"""

import fnmatch
import json
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def crates():
    """(name, version, licence expression or None) of every crate that is not ours."""
    command = ["cargo", "metadata", "--format-version", "1", "--all-features"]
    if (ROOT / "Cargo.lock").exists():
        command.append("--locked")
    metadata = json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)
    used = {node["id"] for node in metadata["resolve"]["nodes"]}
    for package in metadata["packages"]:
        if package["id"] in used and package["source"]:
            yield package["name"], package["version"], package["license"] or (f"LicenseRef-{package['license_file']}" if package["license_file"] else None)


def npm_packages():
    for lock in sorted(ROOT.glob("**/package-lock.json")):
        if "node_modules" in lock.parts:
            continue
        for path, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
            if path and not package.get("link"):
                name = path.rpartition("node_modules/")[2]
                yield name, package.get("version", "?"), package.get("license") or installed_licence(lock.parent / path)


def installed_licence(directory):
    """Some lock files leave the licence out; the package itself says it."""
    manifest = directory / "package.json"
    licence = json.loads(manifest.read_text(encoding="utf-8")).get("license") if manifest.exists() else None
    return licence.get("type") if isinstance(licence, dict) else licence


def allowed(expression, licences):
    """Whether an SPDX expression can be met with these licences."""
    tokens = re.findall(r"\(|\)|\bOR\b|\bAND\b|/|[\w.+-]+(?:\s+WITH\s+[\w.+-]+)?", expression)
    position = 0

    def peek():
        return tokens[position] if position < len(tokens) else None

    def take():
        nonlocal position
        position += 1
        return tokens[position - 1]

    def either():
        result = both()
        while peek() in ("OR", "/"):
            take()
            result = both() or result
        return result

    def both():
        result = one()
        while peek() == "AND":
            take()
            result = one() and result
        return result

    def one():
        if peek() == "(":
            take()
            result = either()
            if peek() != ")":
                raise ValueError(expression)
            take()
            return result
        if peek() in (None, ")", "OR", "AND", "/"):
            raise ValueError(expression)
        return re.sub(r"\s+", " ", take()) in licences

    result = either()
    if position != len(tokens):
        raise ValueError(expression)
    return result


def problems(packages, rules):
    licences = set(rules["licenses"]["allow"])
    exceptions = rules["licenses"].get("exceptions", [])
    clarified = {clarified["crate"]: clarified["expression"] for clarified in rules["licenses"].get("clarify", [])}
    banned = {ban["crate"]: ban.get("reason", "") for ban in rules["bans"].get("deny", [])}
    for name, version, expression in sorted(set(packages), key=str):
        if name in banned:
            yield f"{name} {version} is banned: {banned[name]}"
        expression = expression or clarified.get(name)
        if not expression:
            yield f"{name} {version} has no licence"
            continue
        try:
            more = {licence for e in exceptions if fnmatch.fnmatchcase(name, e["crate"]) for licence in e["allow"]}
            fine = allowed(expression, licences | more)
        except ValueError:
            fine = False
        if not fine:
            yield f"{name} {version}: {expression}"


def main():
    rules = tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))
    packages = [*crates(), *npm_packages()]
    found = list(problems(packages, rules))
    for problem in found:
        print(f"error: {problem}")
    print(f"{len(set(packages))} packages, {len(found)} with a licence or a ban to settle")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
