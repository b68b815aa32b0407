//! Which language an answer is in.

use crate::locale::Locale;

/// The first wish that is allowed; then what the browser accepts, best first; then `default`; then
/// the first that is allowed. `allowed` are stored codes (an event's languages); empty means every
/// language. `wishes` in order: the address, the account, the cookie. (pages-public §2.3)
pub fn negotiate(wishes: &[Option<&str>], accept: Option<&str>, allowed: &[String], default: &str) -> Locale {
    let permitted = |locale: Locale| {
        allowed.is_empty()
            || allowed.iter().filter_map(|code| Locale::find(code)).any(|found| found == locale)
    };
    let find = |code: &str| Locale::find(code).filter(|locale| permitted(*locale));
    wishes
        .iter()
        .flatten()
        .find_map(|code| find(code))
        .or_else(|| accepted(accept.unwrap_or_default()).into_iter().find_map(find))
        .or_else(|| find(default))
        .or_else(|| allowed.iter().find_map(|code| Locale::find(code)))
        .unwrap_or_default()
}

/// The language ranges of an `Accept-Language` header, best first; those with weight 0 are left
/// out. Only the first 20 count: the header is the visitor's.
fn accepted(header: &str) -> Vec<&str> {
    let mut ranges: Vec<(u16, &str)> = header
        .split(',')
        .take(20)
        .filter_map(|part| {
            let mut pieces = part.split(';');
            let range = pieces.next()?.trim();
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q=").map(str::trim))
                .map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
            (!range.is_empty() && range != "*" && weight > 0.0 && weight <= 1.0)
                .then_some(((weight * 1000.0) as u16, range))
        })
        .collect();
    ranges.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    ranges.into_iter().map(|(_, range)| range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(list: &[&str]) -> Vec<String> {
        list.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn order_of_wishes() {
        let all = [];
        assert_eq!(negotiate(&[Some("de"), Some("en")], None, &all, "en"), Locale::DE);
        assert_eq!(negotiate(&[None, Some("de")], Some("en"), &all, "en"), Locale::DE);
        assert_eq!(negotiate(&[Some("xx"), None], Some("fr, de-AT;q=0.8, en;q=0.7"), &all, "en"), Locale::DE);
        assert_eq!(negotiate(&[], Some("en;q=0.1, de;q=0.9"), &all, "en"), Locale::DE);
        assert_eq!(negotiate(&[], Some("de;q=0, *"), &all, "en"), Locale::EN);
        assert_eq!(negotiate(&[], None, &all, "de"), Locale::DE);
    }

    #[test]
    fn an_event_restricts() {
        let only_german = codes(&["de-formal"]);
        assert_eq!(negotiate(&[Some("en")], Some("en"), &only_german, "de-formal"), Locale::DE);
        assert_eq!(negotiate(&[Some("en")], Some("en"), &only_german, "en"), Locale::DE);
        assert_eq!(negotiate(&[Some("en")], None, &codes(&["fr"]), "fr"), Locale::EN);
    }

    #[test]
    fn broken_headers_do_no_harm() {
        for header in ["", ";;;", "de;q=x", ",,,", "q=1", "\u{7f}", "de;q=99"] {
            assert_eq!(negotiate(&[], Some(header), &[], "en"), Locale::EN, "{header}");
        }
    }
}
