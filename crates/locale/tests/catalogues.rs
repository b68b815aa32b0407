//! The catalogues are complete, and nothing asks for a message that does not exist.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use plenary_locale::{LOCALES, Locale};

/// Message → arguments it uses.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn catalogue(language: &str, problems: &mut Vec<String>) -> BTreeMap<String, Messages> {
    let mut areas = BTreeMap::new();
    let folder = root().join("locales").join(language);
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(resource, errors)| {
            problems.push(format!("{}: {errors:?}", path.display()));
            resource
        });
        let mut messages = Messages::new();
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut used = BTreeSet::new();
                    match &message.value {
                        Some(value) => arguments(value, &mut used),
                        None => problems.push(format!("{language}/{name}: {} has no text", message.id.name)),
                    }
                    if messages.insert(message.id.name.to_owned(), used).is_some() {
                        problems.push(format!("{language}/{name}: {} stands twice", message.id.name));
                    }
                }
                Entry::Junk { content } => problems.push(format!("{language}/{name}: unreadable: {content}")),
                _ => {}
            }
        }
        areas.insert(name, messages);
    }
    areas
}

fn arguments(pattern: &Pattern<&str>, used: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, used);
        }
    }
}

fn in_expression(expression: &Expression<&str>, used: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, used),
        Expression::Select { selector, variants } => {
            in_inline(selector, used);
            for variant in variants {
                arguments(&variant.value, used);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, used: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            used.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, used);
            }
        }
        InlineExpression::Placeable { expression } => in_expression(expression, used),
        _ => {}
    }
}

/// Patterns of dates: each language orders and leaves out as it likes.
fn free(key: &str) -> bool {
    ["kit-date", "kit-day", "kit-time", "kit-range"].iter().any(|start| key.starts_with(start))
}

#[test]
fn every_language_has_what_english_has() {
    let mut problems = Vec::new();
    let english = catalogue("en", &mut problems);
    let folders: BTreeSet<String> = fs::read_dir(root().join("locales"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let known: BTreeSet<String> = LOCALES.iter().map(|locale| locale.code().to_owned()).collect();
    assert_eq!(folders, known, "folders in locales/ and LOCALES");

    for locale in LOCALES.iter().filter(|locale| **locale != Locale::EN) {
        let code = locale.code();
        let other = catalogue(code, &mut problems);
        for (area, messages) in &english {
            let theirs = other.get(area).cloned().unwrap_or_default();
            for (key, arguments) in messages {
                match theirs.get(key) {
                    None => problems.push(format!("{code}/{area}.ftl lacks {key}")),
                    Some(used) if used != arguments && !free(key) => {
                        problems
                            .push(format!("{code}/{area}.ftl: {key} uses {used:?}, English {arguments:?}"));
                    }
                    Some(_) => {}
                }
            }
            for key in theirs.keys().filter(|key| !messages.contains_key(*key)) {
                problems.push(format!("{code}/{area}.ftl: {key} is not in English"));
            }
        }
        for area in other.keys().filter(|area| !english.contains_key(*area)) {
            problems.push(format!("{code}/{area}.ftl is not in English"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn keys_name_their_area_and_are_embedded() {
    let mut problems = Vec::new();
    for (area, messages) in catalogue("en", &mut problems) {
        let prefix = if area == "errors" { "error-".to_owned() } else { format!("{area}-") };
        for key in messages.keys() {
            if !key.starts_with(&prefix) {
                problems.push(format!("en/{area}.ftl: {key} does not start with {prefix}"));
            }
            if !Locale::EN.has(key) {
                problems
                    .push(format!("en/{area}.ftl: {key} is not in the binary: add the area to catalogue.rs"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What stands directly before the quotation mark of a key. The last two have an argument before
/// the key, which is skipped.
const ASKING: [&str; 5] = ["t(", "t_args(", "Message::new(", "conflict(", "has("];

/// Every key that a source file asks for by name, with its line.
fn keys_asked(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // Comments show how to ask.
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("(\"") {
            let before = &line[..=at];
            let asks = ASKING.iter().any(|start| {
                before
                    .strip_suffix(start)
                    .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            });
            if asks && let Some(key) = line[at + 2..].split('"').next() {
                found.push((number + 1, key.to_owned()));
            }
        }
        for start in ["FieldError::new(\"", "::invalid(\"", "problems.add(\""] {
            for (at, _) in line.match_indices(start) {
                let rest = &line[at + start.len()..];
                if let Some((_, rest)) = rest.split_once("\", \"")
                    && let Some(key) = rest.split('"').next()
                {
                    found.push((number + 1, key.to_owned()));
                }
            }
        }
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("target") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|end| end == "rs" || end == "html" || end == "txt") {
            found.push(path);
        }
    }
}

#[test]
fn every_key_in_the_sources_exists() {
    let mut problems = Vec::new();
    let known: BTreeSet<String> =
        catalogue("en", &mut problems).into_values().flat_map(|messages| messages.into_keys()).collect();
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    let mut asked = 0;
    for path in files {
        // This crate's tests ask for messages that must not exist.
        if path.starts_with(root().join("crates/locale")) {
            continue;
        }
        let Ok(text) = fs::read_to_string(&path) else { continue };
        // Tests at the end of a source file may use made-up keys.
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (line, key) in keys_asked(text) {
            asked += 1;
            let is_key =
                !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            // `has("…")` and `t("…")` are also names of other things; keys have a dash.
            if is_key && key.contains('-') && !known.contains(&key) {
                problems.push(format!("{}:{line} asks for {key}", path.display()));
            }
        }
    }
    println!("{asked} keys asked for");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_scan_finds_keys() {
    let found: Vec<String> = keys_asked(
        "{{ frame.t(\"kit-save\") }} l.t_args(\"kit-a\", x) insert(\"kit-no\")\n\
         Err(Error::invalid(\"title\", \"error-required\")) Message::new(\"kit-b\")",
    )
    .into_iter()
    .map(|(_, key)| key)
    .collect();
    assert_eq!(found, ["kit-save", "kit-a", "kit-b", "error-required"]);
}
