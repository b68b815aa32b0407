//! What stands behind the `?` of a page's address.

use plenary_web::{Url, Visit};

/// The first value of that name, without blanks around; empty if there is none.
pub fn value(visit: &Visit, name: &str) -> String {
    let query = visit.here().as_str().split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

/// The page to go to afterwards, if it is one of this site.
pub fn next(visit: &Visit) -> Option<Url> {
    Url::local(&value(visit, "next"))
}
