//! Markdown under the headings of a page.

/// Markdown as safe HTML whose headings go on below a heading of `level`, one step at a time, as
/// screen readers walk through them.
pub fn below(level: u8, markdown: &str) -> String {
    reheaded(level, &plenary_markup::html(markdown))
}

/// In cleaned HTML headings carry no attributes and a bare `<` is always a tag.
fn reheaded(level: u8, html: &str) -> String {
    let ranks: Vec<u8> = (1..=6).filter(|rank| html.contains(&format!("<h{rank}>"))).collect();
    if ranks.is_empty() {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let (mut last, mut rest) = (level, html);
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let bytes = tag.as_bytes();
        let heading = |name: usize| match (bytes.get(name), bytes.get(name + 1), bytes.get(name + 2)) {
            (Some(b'h'), Some(rank @ b'1'..=b'6'), Some(b'>')) => Some(rank - b'0'),
            _ => None,
        };
        if let Some(rank) = heading(1) {
            let depth = ranks.iter().position(|known| *known == rank).unwrap_or_default() as u8 + 1;
            last = level.saturating_add(depth).min(last + 1).min(6);
            out.push_str(&format!("<h{last}>"));
            rest = &tag[4..];
        } else if bytes.get(1) == Some(&b'/') && heading(2).is_some() {
            out.push_str(&format!("</h{last}>"));
            rest = &tag[5..];
        } else {
            out.push('<');
            rest = &tag[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_on_below_the_page_s() {
        let headings = |text: &str| -> Vec<String> {
            below(2, text)
                .split('<')
                .filter(|tag| tag.starts_with('h') && !tag.starts_with("hr"))
                .map(|tag| tag[..2].to_owned())
                .collect()
        };
        assert_eq!(headings("# A\n\n## B\n\n# C"), ["h3", "h4", "h3"]);
        assert_eq!(headings("### A\n\n##### B\n\n### C"), ["h3", "h4", "h3"]);
        assert_eq!(headings("### A\n\n# B\n\n### C"), ["h3", "h3", "h4"]);
        assert_eq!(
            headings("# A\n## B\n### C\n#### D\n##### E\n###### F"),
            ["h3", "h4", "h5", "h6", "h6", "h6"]
        );
    }

    #[test]
    fn nothing_else_changes() {
        assert_eq!(
            below(2, "# A *b* <script>x</script> 1 < 2\n\ntext"),
            "<h3>A <em>b</em>  1 &lt; 2</h3>\n<p>text</p>\n"
        );
        assert_eq!(below(2, "`<h1>`"), "<p><code>&lt;h1&gt;</code></p>\n");
        assert_eq!(below(2, ""), "");
    }
}
