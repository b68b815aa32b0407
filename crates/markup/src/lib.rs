//! Text that people write, made fit for pages: Markdown → safe HTML, plain excerpts, harmless CSS.
//!
//! Whatever comes in, the HTML that goes out holds only the tags, attributes and link schemes of
//! the allow-list below. What never lives here: templates, placeholders of mails, languages.

pub mod css;
mod depth;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use comrak::Options;

/// Markdown (CommonMark with tables, strike-through, bare links, task lists, line breaks kept) as
/// HTML that may stand in a page.
pub fn html(markdown: &str) -> String {
    rendered(markdown)
        .map_or_else(|| format!("<p>{}</p>", as_typed(markdown)), |html| SAFE.clean(&html).to_string())
}

/// One line of Markdown without a block around it: headings of questions, hints.
pub fn inline_html(markdown: &str) -> String {
    let safe = rendered(markdown).map(|html| INLINE.clean(&html).to_string());
    safe.unwrap_or_else(|| as_typed(markdown)).trim().to_owned()
}

/// The same for mails: styles stand at the elements, because many mail programs know no others, and
/// links that only mean something on a page are left out.
pub fn mail_html(markdown: &str) -> String {
    rendered(markdown)
        .map_or_else(|| format!("<p>{}</p>", as_typed(markdown)), |html| MAIL.clean(&html).to_string())
}

/// HTML that somebody else made, kept as far as it may stand in a mail.
pub fn mail_html_of_html(html: &str) -> String {
    MAIL.clean(html).to_string()
}

/// The deepest nesting that people write is a few lists in a quotation.
const DEEPEST: usize = 50;

/// Longer texts are shown as they were typed; forms take no longer ones.
const LONGEST: usize = 1_000_000;

/// References to characters in one text. Each costs the cleaner time that grows with the text.
const REFERENCES: usize = 5_000;

/// HTML that is not safe yet. `None` for a text made to keep the server busy: too long, too deep or
/// too full of references to characters.
fn rendered(markdown: &str) -> Option<String> {
    let few = |text: &str| text.bytes().filter(|byte| *byte == b'&').count() <= REFERENCES;
    if markdown.len() > LONGEST || !few(markdown) {
        return None;
    }
    let html = comrak::markdown_to_html(markdown, &OPTIONS);
    (few(&html) && !depth::exceeds(&html, DEEPEST)).then_some(html)
}

/// The text itself, safe to stand in a page.
fn as_typed(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>\n")
}

/// The words without any formatting, in one line.
pub fn plain(markdown: &str) -> String {
    let bare = rendered(markdown).map(|html| decode(&NOTHING.clean(&html).to_string()));
    bare.as_deref().unwrap_or(markdown).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words, at most `max` characters with the ellipsis, cut between words where one ends
/// in the second half.
pub fn excerpt(markdown: &str, max: usize) -> String {
    let text = plain(markdown);
    if text.chars().count() <= max {
        return text;
    }
    let cut: String = text.chars().take(max.saturating_sub(1)).collect();
    let end = match cut.rfind(' ') {
        Some(space) if space * 2 > cut.len() => space,
        _ => cut.len(),
    };
    format!("{}…", cut[..end].trim_end_matches([' ', ',', ';', ':', '–', '-']))
}

const TAGS: [&str; 33] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "thead",
    "ul",
];
const CELLS: [&str; 3] = ["td", "th", "tr"];
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.render.hardbreaks = true;
    // HTML inside the text reaches the cleaner below, which keeps what is harmless.
    options.render.r#unsafe = true;
    options
});

static SAFE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = links();
    builder.tags(TAGS.into_iter().chain(CELLS).collect());
    builder
});

static MAIL: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = links();
    let styles = [
        ("p", "margin:0 0 16px"),
        ("a", "color:#1a5fb4"),
        ("blockquote", "margin:0 0 16px;padding:0 16px;color:#5e5c64"),
        ("pre", "margin:0 0 16px;white-space:pre-wrap;font-family:monospace"),
        ("h1", "margin:0 0 16px;font-size:22px"),
        ("h2", "margin:0 0 16px;font-size:20px"),
        ("h3", "margin:0 0 16px;font-size:18px"),
        ("td", "padding:4px 8px;border:1px solid #c0bfbc"),
        ("th", "padding:4px 8px;border:1px solid #c0bfbc"),
        ("table", "margin:0 0 16px;border-collapse:collapse"),
    ];
    builder
        .tags(TAGS.into_iter().chain(CELLS).collect())
        .set_tag_attribute_values(
            styles.into_iter().map(|(tag, style)| (tag, HashMap::from([("style", style)]))).collect(),
        )
        .url_relative(UrlRelative::Deny);
    builder
});

static INLINE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = links();
    builder.tags(["a", "abbr", "b", "br", "code", "del", "em", "i", "s", "strong", "sub", "sup"].into());
    builder
});

static NOTHING: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder.clean_content_tags(["script", "style"].into());
    builder
});

fn links() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .clean_content_tags(["script", "style"].into())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("abbr", HashSet::from(["title"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["align"])),
            ("th", HashSet::from(["align"])),
        ]))
        .url_schemes(SCHEMES.into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener"));
    builder
}

/// Undoes the escapes that the cleaner writes.
fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown() {
        assert_eq!(html("A *b* **c** ~~d~~"), "<p>A <em>b</em> <strong>c</strong> <del>d</del></p>\n");
        assert_eq!(html("one\ntwo"), "<p>one<br>\ntwo</p>\n");
        assert_eq!(
            html("[x](https://example.org \"t\")"),
            "<p><a href=\"https://example.org\" title=\"t\" rel=\"nofollow noopener\">x</a></p>\n"
        );
        assert!(html("www.example.org").contains("href=\"http://www.example.org\""));
        assert!(html("mailto:a@example.org").contains("href=\"mailto:a@example.org\""));
        assert!(html("[call](tel:+491234)").contains("href=\"tel:+491234\""));
        assert!(html("|a|b|\n|-|-|\n|1|2|").contains("<td>1</td>"));
        assert_eq!(inline_html("Some **bold** text"), "Some <strong>bold</strong> text");
    }

    #[test]
    fn mails() {
        assert_eq!(
            mail_html("[x](https://ours.example) [y](/orga/)"),
            "<p style=\"margin:0 0 16px\"><a href=\"https://ours.example\" style=\"color:#1a5fb4\" \
             rel=\"nofollow noopener\">x</a> <a style=\"color:#1a5fb4\" rel=\"nofollow noopener\">y</a></p>\n"
        );
        let hostile = "<p style=\"position:fixed\" onclick=x>a</p><script>x</script><img src=x>";
        assert_eq!(mail_html_of_html(hostile), "<p style=\"margin:0 0 16px\">a</p>");
        assert!(!mail_html(hostile).contains("fixed"));
    }

    #[test]
    fn hostile_input() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:x)",
            "![x](javascript:alert(1))",
            "<a href=\"x\" onclick=\"alert(1)\" style=\"color:red\">x</a>",
            "<iframe src=\"https://evil.example\"></iframe>",
            "<style>body{display:none}</style>",
            "<form action=/orga/><input name=a><button>x</button></form>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<div id=content class=message data-confirm=x>y</div>",
            "<p style=\"position:fixed;inset:0\">cover</p>",
            "<base href=\"https://evil.example/\">",
            "<meta http-equiv=refresh content=0>",
            "<details open ontoggle=alert(1)>",
            "`</code><script>alert(1)</script>`",
            "<a href=\"https://x\" rel=\"opener\" target=\"_blank\">x</a>",
        ] {
            for out in [html(hostile), inline_html(hostile)] {
                // What is escaped is text and harmless: only what stands in a real tag counts.
                for tag in out.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or(rest)) {
                    let tag = tag.to_lowercase();
                    let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
                    assert!(TAGS.contains(&name) || CELLS.contains(&name), "{hostile} → {out}");
                    for bad in [
                        "javascript:",
                        "vbscript:",
                        "data:",
                        " style=",
                        " on",
                        " id=",
                        " class=",
                        "target=",
                        "\"opener",
                    ] {
                        assert!(!tag.contains(bad), "{hostile} → {out}");
                    }
                }
            }
        }
    }

    /// Each of these took minutes, or would, without the limit on depth.
    #[test]
    fn hostile_texts_take_no_time() {
        let started = std::time::Instant::now();
        for hostile in [
            "> ".repeat(50_000),
            "[".repeat(100_000),
            "<div>".repeat(40_000),
            "<p><b>".repeat(30_000),
            "<b title=\"</b>\"><p>".repeat(10_000),
            "<a href=x><table>".repeat(10_000),
            "*a _b ".repeat(30_000),
            "`".repeat(100_000),
            "![[]()".repeat(30_000),
            "- ".repeat(50_000),
            ">".repeat(100_000),
            "&".repeat(150_000),
            format!("`{}`", "\"<".repeat(50_000)),
            format!("{}<script>", "&".repeat(6_000)),
            "|a".repeat(20_000) + "\n" + &"|-".repeat(20_000),
        ] {
            assert!(!html(&hostile).contains("<script"));
            inline_html(&hostile);
            plain(&hostile);
        }
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
        assert!(html("> > a").contains("<blockquote>"));
    }

    #[test]
    fn excerpts() {
        assert_eq!(
            plain("# Title\n\nSome **bold** & <b>x</b> [link](https://a.b)"),
            "Title Some bold & x link"
        );
        assert_eq!(plain("<script>alert(1)</script>a < b"), "a < b");
        assert_eq!(excerpt("one two three four", 100), "one two three four");
        assert_eq!(excerpt("one two three four", 12), "one two…");
        assert_eq!(excerpt("Donaudampfschifffahrtsgesellschaft", 10), "Donaudamp…");
        assert_eq!(excerpt("äöü ß 日本語", 5), "äöü…");
        assert_eq!(excerpt("", 5), "");
    }
}
