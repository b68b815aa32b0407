//! What of a text became part of a file: each read by the rules of its format.

use quick_xml::events::Event;
use serde_json::Value;

use super::page;

/// Names of the properties that calendars of ours have.
const PROPERTIES: [&str; 26] = [
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "CALSCALE",
    "METHOD",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-TIMEZONE",
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "STATUS",
    "CATEGORIES",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "TZNAME",
    "RRULE",
    "LAST-MODIFIED",
    "SEQUENCE",
];
const COMPONENTS: [&str; 5] = ["VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"];

pub fn calendar(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if text.replace("\r\n", "").contains(['\r', '\n']) {
        problems.push("a line end that is none".to_owned());
    }
    problems
        .extend(text.split("\r\n").filter(|line| line.len() > 75).map(|line| format!("a long line {line}")));
    for line in text.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()) {
        let name = line.split([':', ';']).next().unwrap_or_default();
        let value = line.split_once(':').map_or("", |(_, value)| value);
        if !PROPERTIES.contains(&name) || (name == "BEGIN" && !COMPONENTS.contains(&value)) {
            problems.push(format!("a property {}", line.chars().take(80).collect::<String>()));
        }
        if line.chars().any(|c| c.is_control() && c != '\t') {
            problems.push(format!("a control character in {name}"));
        }
    }
    problems
}

pub fn xml(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    reader.config_mut().check_comments = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = format!("{:?}", tag.name());
                let strange = tag.attributes().any(|attribute| match attribute {
                    Ok(attribute) => format!("{:?}", attribute.key).to_lowercase().contains("zq7"),
                    Err(_) => true,
                });
                if name.to_lowercase().contains("zq7") || name.contains("(script)") || strange {
                    problems.push(format!("an element {name}"));
                }
            }
            Ok(Event::Comment(_) | Event::CData(_) | Event::PI(_)) => {
                problems.push("a comment or the like".into())
            }
            Ok(_) => {}
            Err(error) => {
                problems.push(error.to_string());
                break;
            }
        }
    }
    // XML 1.0 has no way to write these.
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}')) {
        problems.push("a control character".to_owned());
    }
    problems
}

/// Parts of pages in it are looked into.
pub fn json(text: &str) -> Vec<String> {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => {
            let mut problems = Vec::new();
            parts(&value, &mut problems);
            problems
        }
        Err(error) => vec![error.to_string()],
    }
}

fn parts(value: &Value, problems: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| parts(item, problems)),
        Value::Object(map) => {
            for (name, item) in map {
                match item {
                    Value::String(text)
                        if name.ends_with("html") || ["menu", "messages"].contains(&name.as_str()) =>
                    {
                        problems.extend(page::problems(text));
                    }
                    item => parts(item, problems),
                }
            }
        }
        _ => {}
    }
}

/// For spreadsheets: no cell is a formula.
pub fn table(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut problems = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => problems.extend(
                row.iter()
                    .filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']))
                    .map(|cell| format!("a formula {}", cell.chars().take(40).collect::<String>())),
            ),
            Err(error) => problems.push(error.to_string()),
        }
    }
    problems
}

/// For terminals: nothing that moves the cursor or the direction of writing.
pub fn plain(text: &str) -> Vec<String> {
    // The only ones we use ourselves: bold, yellow, grey, none of them.
    let text = ["1", "33", "38;5;246", "0"]
        .iter()
        .fold(text.to_owned(), |text, style| text.replace(&format!("\u{1b}[{style}m"), ""));
    let strange = |c: &char| {
        (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(strange).take(3).map(|c| format!("{c:?}")).collect()
}
