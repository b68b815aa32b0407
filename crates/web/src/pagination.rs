//! Long lists in pages.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use plenary_locale::Locale;

use crate::component::Icon;
use crate::urls::Url;

pub const DEFAULT_SIZE: u64 = 50;

/// Which part of a list is shown. Printing it gives the links, nothing if all fits one page.
#[derive(Clone, Debug)]
pub struct Pagination {
    locale: Locale,
    /// The list's address with its filters, without `page`.
    base: Url,
    pub page: u64,
    pub size: u64,
    pub total: u64,
}

impl Pagination {
    /// `page` counts from 1, as in the address; one beyond the end is the last.
    pub fn new(locale: Locale, base: Url, page: u64, size: u64, total: u64) -> Self {
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        Self { locale, base, page: page.clamp(1, pages), size, total }
    }

    pub fn pages(&self) -> u64 {
        self.total.div_ceil(self.size).max(1)
    }

    /// How many rows come before this page.
    pub fn offset(&self) -> u64 {
        (self.page - 1) * self.size
    }

    fn url(&self, page: &u64) -> Url {
        if *page == 1 { self.base.clone() } else { self.base.clone().query("page", page) }
    }

    /// The first, the last, and two around this one; `None` is a gap.
    fn numbers(&self) -> Vec<Option<u64>> {
        let mut numbers = Vec::new();
        let mut before = 0;
        for page in 1..=self.pages() {
            if page == 1 || page == self.pages() || page.abs_diff(self.page) <= 2 {
                if page > before + 1 {
                    numbers.push(None);
                }
                numbers.push(Some(page));
                before = page;
            }
        }
        numbers
    }
}

#[derive(Template)]
#[template(path = "components/pagination.html")]
struct Html<'a> {
    locale: Locale,
    list: &'a Pagination,
    from: u64,
    to: u64,
    previous: Option<Url>,
    next: Option<Url>,
}

impl fmt::Display for Pagination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let html = Html {
            locale: self.locale,
            list: self,
            from: (self.offset() + 1).min(self.total),
            to: (self.offset() + self.size).min(self.total),
            previous: (self.page > 1).then(|| self.url(&(self.page - 1))),
            next: (self.page < self.pages()).then(|| self.url(&(self.page + 1))),
        };
        f.write_str(&html.render().map_err(|_| fmt::Error)?)
    }
}

impl HtmlSafe for Pagination {}

impl Html<'_> {
    fn icon(&self, name: &'static str) -> Icon {
        Icon::new(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::urls::OrgaUrls;

    fn list(page: u64, total: u64) -> Pagination {
        Pagination::new(Locale::EN, OrgaUrls::new("e").submissions().query("q", "a b"), page, 50, total)
    }

    #[test]
    fn bounds() {
        assert_eq!(list(0, 0).page, 1);
        assert_eq!(list(9, 120).page, 3);
        assert_eq!(list(2, 120).offset(), 50);
        assert_eq!(
            list(5, 1000).numbers(),
            [Some(1), None, Some(3), Some(4), Some(5), Some(6), Some(7), None, Some(20)]
        );
    }

    #[test]
    fn links_keep_the_filters() {
        let html = list(2, 120).to_string();
        assert!(html.contains("?q=a%20b&#38;page=3") || html.contains("?q=a%20b&amp;page=3"), "{html}");
        assert!(html.contains("51–100"), "{html}");
    }
}
