//! Icons of pages that are opened from a disk: browsers load no symbol from another file there, so each
//! page carries the symbols it uses.

use std::collections::{BTreeMap, BTreeSet};

/// The symbols of a sprite, by their names.
pub(crate) struct Sprite<'a> {
    /// The path under which pages know the sprite.
    path: &'a str,
    symbols: BTreeMap<&'a str, &'a str>,
}

impl<'a> Sprite<'a> {
    pub fn new(path: &'a str, svg: &'a str) -> Self {
        let symbols = svg
            .split("<symbol ")
            .skip(1)
            .filter_map(|rest| {
                let (symbol, _) = rest.split_once("</symbol>")?;
                let (_, after) = symbol.split_once("id=\"")?;
                Some((after.split('"').next()?, symbol))
            })
            .collect();
        Self { path, symbols }
    }

    /// The page with the symbols it uses at its end, and uses that point there.
    pub fn put_into(&self, html: &str) -> String {
        let prefix = format!("href=\"{}#", self.path);
        let used: BTreeSet<&str> =
            html.split(prefix.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let symbols: Vec<String> = used
            .iter()
            .filter_map(|name| self.symbols.get(name))
            .map(|symbol| format!("<symbol {symbol}</symbol>"))
            .collect();
        let html = html.replace(&prefix, "href=\"#");
        if symbols.is_empty() {
            return html;
        }
        html.replacen("</body>", &format!("<svg hidden>{}</svg></body>", symbols.concat()), 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Sprite;

    #[test]
    fn a_page_carries_what_it_uses() {
        let svg = r#"<svg><symbol id="star" viewBox="0 0 1 1"><path/></symbol><symbol viewBox="0 0 2 2" id="x"><g/></symbol></svg>"#;
        let sprite = Sprite::new("/static/icons-1.svg", svg);
        let page = sprite.put_into(r#"<body><use href="/static/icons-1.svg#x"/></body>"#);
        assert_eq!(
            page,
            r##"<body><use href="#x"/><svg hidden><symbol viewBox="0 0 2 2" id="x"><g/></symbol></svg></body>"##
        );
    }
}
