//! How deep HTML nests. The cleaner's tree builder looks through all open elements at many tags, so
//! that a page of unclosed ones would keep it busy for minutes.

use std::collections::HashMap;

/// Elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether at some point more than `most` elements are open.
pub fn exceeds(html: &str, most: usize) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (closing, tail) = rest.strip_prefix('/').map_or((false, rest), |tail| (true, tail));
        if !tail.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = tail.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(tail.len());
        let name = tail[..end].to_ascii_lowercase();
        rest = after_tag(&tail[end..]);
        if VOID.contains(&name.as_str()) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !closing {
            *count += 1;
            depth += 1;
            if depth > most {
                return true;
            }
        } else if *count > 0 {
            // A closing tag without its opening one closes nothing.
            *count -= 1;
            depth -= 1;
        }
    }
    false
}

/// What follows the tag whose attributes begin here; `>` and `<` in quoted values are no tags.
fn after_tag(attributes: &str) -> &str {
    let mut quote = None;
    let mut last = ' ';
    for (at, c) in attributes.char_indices() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if c == '>' => return &attributes[at + 1..],
            // A quotation mark opens a value only behind an equals sign.
            None if (c == '"' || c == '\'') && last == '=' => quote = Some(c),
            None => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::exceeds;

    #[test]
    fn depth() {
        assert!(!exceeds("<p>a<br>b</p>".repeat(500).as_str(), 2));
        assert!(exceeds(&"<b>".repeat(11), 10));
        assert!(!exceeds(&"<b>x</b>".repeat(1000), 1));
        assert!(exceeds(&"<b></x>".repeat(11), 10), "what was not open closes nothing");
        assert!(exceeds(&"<b title=\"</b>\">".repeat(11), 10), "a tag in a value is none");
        assert!(exceeds(&"<b title='</b>'>".repeat(11), 10));
        assert!(!exceeds("a < b <3 <> </> <", 0));
    }
}
