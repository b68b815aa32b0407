//! Arrows between crates only point down (docs/architecture.md).

use std::collections::BTreeMap;
use std::process::Command;

/// The layers, lowest first. A crate may use crates of lower layers, and of its own layer only
/// where [`BESIDE`] says so.
const LAYERS: &[&[&str]] = &[
    &["model"],
    &["config", "files", "locale", "markup", "export", "imaging"],
    &["store"],
    &["queue"],
    &["mail"],
    &["person"],
    &["event"],
    &["submission"],
    &["schedule"],
    &["web", "ops", "demo"],
    &["web-public", "web-cfp", "web-orga"],
    &["static-site"],
    &["plenary"],
];

/// Crates that must not know what these words stand for.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("model", &["tokio", "sqlx", "axum", "reqwest"]),
    ("export", &["tokio", "sqlx", "sea-orm", "axum", "plenary-store"]),
    ("store", &["axum", "askama"]),
    ("person", &["axum", "askama", "sqlx"]),
    ("event", &["axum", "askama", "sqlx"]),
    ("submission", &["axum", "askama", "sqlx"]),
    ("schedule", &["axum", "askama", "sqlx"]),
    ("mail", &["axum", "askama", "sqlx"]),
    ("web-public", &["sea-orm", "sqlx"]),
    ("web-cfp", &["sea-orm", "sqlx"]),
    ("web-orga", &["sea-orm", "sqlx"]),
    ("plenary", &["sea-orm", "sqlx", "askama"]),
];

fn short(name: &str) -> &str {
    name.strip_prefix("plenary-").unwrap_or(name)
}

/// The direct dependencies of each crate of the workspace, those for tests left out.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let names = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"] != "dev")
                .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
                .collect();
            (short(package["name"].as_str().unwrap()).to_owned(), names)
        })
        .collect()
}

#[test]
fn arrows_point_down() {
    let layer = |name: &str| LAYERS.iter().position(|layer| layer.contains(&name));
    for (name, used) in dependencies() {
        let own = layer(&name)
            .unwrap_or_else(|| panic!("{name} has no layer: give it one here and in docs/architecture.md"));
        for other in used.iter().filter(|other| other.starts_with("plenary-")).map(|other| short(other)) {
            let below = layer(other).unwrap_or_else(|| panic!("{other} has no layer"));
            assert!(below < own, "{name} uses {other}, which is not below it");
        }
    }
}

#[test]
fn crates_stay_ignorant_of_what_is_not_theirs() {
    let all = dependencies();
    for (name, forbidden) in FORBIDDEN {
        for used in &all[*name] {
            assert!(!forbidden.contains(&used.as_str()), "{name} must not use {used}");
        }
    }
}

#[test]
fn each_crate_says_what_lives_there_and_what_never_does() {
    for name in LAYERS.iter().flat_map(|layer| layer.iter()) {
        let folder = format!("{}/../{name}/src", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(format!("{folder}/lib.rs"))
            .or_else(|_| std::fs::read_to_string(format!("{folder}/main.rs")))
            .unwrap();
        let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        assert!(head.len() > 60, "{name}: the first lines say what lives there");
        let says_never =
            ["never", "Never", "nothing else", "no I/O", "Rules live"].iter().any(|word| head.contains(word));
        assert!(says_never, "{name}: and what never does");
    }
}
