//! Links in pages and style sheets: finding them, and turning them into relative ones.

use std::borrow::Cow;

use crate::file::file_of;

/// Attributes that hold an address. Our pages quote every attribute with `"`.
const ATTRIBUTES: [&str; 6] = ["href", "src", "action", "poster", "data-icons", "data-url"];

/// The paths on the same site that an answer links to.
pub(crate) fn targets(kind: &str, body: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(body) else { return Vec::new() };
    let mut targets = Vec::new();
    let mut collect = |value: &str| {
        if let Some((path, _)) = local(value) {
            targets.push(path);
        }
        None
    };
    match kind {
        "text/html" => {
            replace_attributes(text, &mut collect);
        }
        "text/css" => {
            replace_urls(text, &mut collect);
        }
        _ => {}
    }
    targets
}

/// A page with every link turned by `turn`: it gets a path and what follows it, and may give a new
/// address.
pub(crate) fn turn_page(html: &str, turn: impl Fn(&str, &str) -> String) -> String {
    replace_attributes(html, &mut |value| {
        let (path, rest) = local(value)?;
        Some(escape(&turn(&path, rest)).into_owned())
    })
}

/// The same for a style sheet.
pub(crate) fn turn_styles(css: &str, turn: impl Fn(&str, &str) -> String) -> String {
    replace_urls(css, &mut |value| {
        let (path, rest) = local(value)?;
        Some(turn(&path, rest))
    })
}

/// Path and rest (`?…#…`) of an address on the same site, as written in HTML.
fn local(value: &str) -> Option<(String, &str)> {
    let (path, rest) = value.split_at(value.find(['?', '#']).unwrap_or(value.len()));
    (path.starts_with('/') && !path.starts_with("//")).then(|| (unescape(path).into_owned(), rest))
}

fn unescape(text: &str) -> Cow<'_, str> {
    if text.contains('&') { text.replace("&#38;", "&").replace("&amp;", "&").into() } else { text.into() }
}

fn escape(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '"']) {
        text.replace('&', "&amp;").replace('"', "&quot;").into()
    } else {
        text.into()
    }
}

/// Goes through ` name="value"` and puts in what `with` gives for the value of an address.
fn replace_attributes(html: &str, with: &mut impl FnMut(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find("=\"") {
        let name = rest[..at].rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or("");
        let value_start = at + 2;
        let Some(length) = rest[value_start..].find('"') else { break };
        let value = &rest[value_start..value_start + length];
        result.push_str(&rest[..value_start]);
        match ATTRIBUTES.contains(&name).then(|| with(value)).flatten() {
            Some(new) => result.push_str(&new),
            None => result.push_str(value),
        }
        result.push('"');
        rest = &rest[value_start + length + 1..];
    }
    result.push_str(rest);
    result
}

/// Goes through `url(value)`.
fn replace_urls(css: &str, with: &mut impl FnMut(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let start = at + 4;
        let Some(length) = rest[start..].find(')') else { break };
        let value = rest[start..start + length].trim().trim_matches(['"', '\'']);
        result.push_str(&rest[..start]);
        match with(value) {
            Some(new) => result.push_str(&new),
            None => result.push_str(&rest[start..start + length]),
        }
        result.push(')');
        rest = &rest[start + length + 1..];
    }
    result.push_str(rest);
    result
}

/// The way from the file of one path to the file of another.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let (from, to) = (file_of(from), file_of(to));
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let common = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(folders - common);
    let names: Vec<String> = to[common..].iter().map(|name| crate::file::encode(name)).collect();
    way.push_str(&names.join("/"));
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways() {
        assert_eq!(relative("/c/schedule/", "/c/talk/ABC/"), "../talk/ABC/index.html");
        assert_eq!(relative("/c/", "/static/a.css"), "../static/a.css");
        assert_eq!(relative("/c/talk/A/", "/c/talk/A/"), "index.html");
        assert_eq!(relative("/c/schedule/v/1%20%3Cx%3E/", "/c/"), "../../../index.html");
        assert_eq!(relative("/c/", "/c/schedule/v/1%20%3Cx%3E/"), "schedule/v/1%20%3Cx%3E/index.html");
        assert_eq!(relative("/static/a.css", "/static/b.woff2"), "b.woff2");
    }

    #[test]
    fn pages_and_styles() {
        let html = r#"<a class="x" href="/c/talk/A/#top">/c/ ="/c/"</a><img src="/media/a&amp;b.png"><a href="https://x/">"#;
        let turned = turn_page(html, |path, rest| format!("<{path}|{rest}>"));
        assert!(turned.contains(r##"href="</c/talk/A/|#top>""##), "{turned}");
        assert!(turned.contains(r#"src="</media/a&amp;b.png|>""#), "{turned}");
        assert!(turned.contains(r#"href="https://x/""#));
        assert_eq!(targets("text/html", html.as_bytes()), ["/c/talk/A/", "/media/a&b.png"]);
        let css = "a{background:url(/static/x.svg)}b{src:url('https://y/z')}";
        assert_eq!(targets("text/css", css.as_bytes()), ["/static/x.svg"]);
        assert!(
            turn_styles(css, |path, _| path.trim_start_matches("/static/").to_owned()).contains("url(x.svg)")
        );
    }
}
