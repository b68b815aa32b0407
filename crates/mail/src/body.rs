//! The two bodies of a mail: words alone, and the same as HTML.
//!
//! The HTML is a table 600 pixels wide with every style at its element: mail programs know little
//! else. It loads nothing, so that opening it tells nobody anything.

/// What stands around the text.
#[derive(Clone, Debug)]
pub(crate) struct Frame<'a> {
    /// Of the event, or of the instance.
    pub name: &'a str,
    pub url: &'a str,
    /// `#rrggbb`; anything else is replaced.
    pub colour: Option<&'a str>,
    pub subject: &'a str,
    /// Markdown; empty for none.
    pub signature: &'a str,
    /// A language tag.
    pub locale: &'a str,
}

const COLOUR: &str = "#3a7c6a";

/// Languages written from right to left; an event may use languages that pages don't come in.
const RIGHT_TO_LEFT: [&str; 11] = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "ug", "ur", "yi"];

fn is_right_to_left(locale: &str) -> bool {
    let base = locale.split(['-', '_']).next().unwrap_or_default();
    RIGHT_TO_LEFT.iter().any(|code| code.eq_ignore_ascii_case(base))
}

/// The text as people wrote it, without the marks that kept values from becoming formatting.
pub(crate) fn plain(markdown: &str, signature: &str) -> String {
    let mut text = words(markdown).trim_end().to_owned();
    let signature = words(signature);
    if !signature.trim().is_empty() {
        text.push_str("\n\n-- \n");
        text.push_str(signature.trim());
    }
    text.push('\n');
    text
}

/// Takes away backslashes before punctuation and the brackets around bare addresses.
fn words(markdown: &str) -> String {
    let text = markdown.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['\\', '<']) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if rest[at..].starts_with('\\') {
            match after.chars().next() {
                Some(c) if c.is_ascii_punctuation() => {
                    out.push(c);
                    rest = &after[1..];
                }
                _ => {
                    out.push('\\');
                    rest = after;
                }
            }
        } else {
            let end = after.find(['>', '<', ' ', '\n']);
            match end {
                Some(end)
                    if after[end..].starts_with('>')
                        && ["https://", "http://", "mailto:"]
                            .iter()
                            .any(|scheme| after.starts_with(scheme)) =>
                {
                    out.push_str(&after[..end]);
                    rest = &after[end + 1..];
                }
                _ => {
                    out.push('<');
                    rest = after;
                }
            }
        }
    }
    out.push_str(rest);
    out.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// `content`: HTML that is fit for a mail.
pub(crate) fn html(content: &str, frame: &Frame<'_>) -> String {
    let direction = if is_right_to_left(frame.locale) { "rtl" } else { "ltr" };
    let start = if direction == "rtl" { "right" } else { "left" };
    let colour = frame.colour.filter(|colour| is_colour(colour)).unwrap_or(COLOUR);
    let language: String =
        frame.locale.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(32).collect();
    let signature = match frame.signature.trim() {
        "" => String::new(),
        text => format!(
            "<tr><td style=\"padding:0 24px 16px;color:#5e5c64;font-size:14px;text-align:{start}\">{}</td></tr>\n",
            plenary_markup::mail_html(text).trim()
        ),
    };
    format!(
        "<!DOCTYPE html>\n\
<html lang=\"{language}\" dir=\"{direction}\">\n\
<head>\n\
<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width\">\n\
<meta name=\"color-scheme\" content=\"light\">\n\
<title>{subject}</title>\n\
</head>\n\
<body style=\"margin:0;padding:0;background:#f6f5f4;color:#241f31\" dir=\"{direction}\">\n\
<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f6f5f4\">\n\
<tr><td align=\"center\" style=\"padding:24px 8px\">\n\
<table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" dir=\"{direction}\" \
style=\"width:100%;max-width:600px;background:#ffffff;border-top:6px solid {colour};\
font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;text-align:{start}\">\n\
<tr><td style=\"padding:16px 24px;text-align:{start}\">\
<a href=\"{url}\" style=\"color:#241f31;font-weight:bold;text-decoration:none\">{name}</a>\
<br><span style=\"color:#5e5c64\">{subject}</span></td></tr>\n\
<tr><td style=\"padding:8px 24px;overflow-wrap:break-word;text-align:{start}\">\n{content}\n</td></tr>\n\
{signature}\
</table>\n\
<p style=\"margin:16px 0 0;color:#5e5c64;font-family:Helvetica,Arial,sans-serif;font-size:13px\">Plenary</p>\n\
</td></tr>\n\
</table>\n\
</body>\n\
</html>\n",
        subject = escaped(frame.subject),
        name = escaped(frame.name),
        url = escaped(frame.url),
        content = content.trim(),
    )
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn escaped(text: &str) -> String {
    crate::escape::one_line(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_read_like_texts() {
        assert_eq!(
            plain("Hello \\[Jane\\],\r\n\r\n<https://a.example/x_y>", ""),
            "Hello [Jane],\n\nhttps://a.example/x_y\n"
        );
        assert_eq!(plain("a\\", "Jo\n*Team*"), "a\\\n\n-- \nJo\n*Team*\n");
        assert_eq!(plain("1 < 2 \\<b> C:\\dir <script>", " "), "1 < 2 <b> C:\\dir <script>\n");
        assert_eq!(plain("a\u{0}b\u{8}c\rd", ""), "abc\nd\n");
    }

    fn frame<'a>(locale: &'a str, colour: Option<&'a str>, hostile: &'a str) -> Frame<'a> {
        Frame {
            name: hostile,
            url: "https://a.example/\"x",
            colour,
            subject: hostile,
            signature: hostile,
            locale,
        }
    }

    #[test]
    fn nothing_breaks_out_of_the_frame() {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=y>{colour}";
        let html = html("<p>x</p>", &frame("en\" onload=\"x", Some("red;background:url(//evil)"), hostile));
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("url("), "{html}");
        assert!(html.contains("lang=\"enonloadx\"") && html.contains("solid #3a7c6a"));
        assert!(html.contains("https://a.example/&quot;x") && html.contains("{colour}"));
    }

    #[test]
    fn right_to_left() {
        let arabic = html("", &frame("ar", Some("#ABCDEF"), "x"));
        assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("text-align:right"));
        assert!(arabic.contains("solid #ABCDEF") && !arabic.contains("text-align:left"));
        assert!(html("", &frame("de-formal", None, "x")).contains("dir=\"ltr\""));
    }
}
