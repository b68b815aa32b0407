//! Addresses as people type them: what of it is an address, and in which form a server takes it.

use lettre::Address;
use lettre::message::Mailbox;

/// Longer ones can't be delivered (RFC 5321 §4.5.3.1).
const LONGEST: usize = 254;

/// One address without a name, or `None` for what no server would take. Spaces around it are no
/// part of it. A host name in another script is written the way servers know it (`xn--…`).
pub fn parse(text: &str) -> Option<Address> {
    let text = text.trim();
    if text.len() > LONGEST || text.chars().any(char::is_control) {
        return None;
    }
    let (user, host) = text.rsplit_once('@')?;
    if host.is_ascii() {
        return Address::new(user, host).ok();
    }
    let host = url::Host::parse(host).ok()?.to_string();
    Address::new(user, host).ok()
}

/// `Name <address>`, or an address alone.
pub fn mailbox(text: &str) -> Option<Mailbox> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return None;
    }
    match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((name, address)) => Some(named(name.trim().trim_matches('"'), parse(address)?)),
        None => Some(Mailbox::new(None, parse(text)?)),
    }
}

/// An address with a name in front, if the name is more than gaps.
pub fn named(name: &str, address: Address) -> Mailbox {
    let name = crate::escape::one_line(name);
    let name: String = name.trim().chars().filter(|c| !is_invisible(*c)).take(200).collect();
    Mailbox::new((!name.is_empty()).then_some(name), address)
}

/// The entries of a list with commas or semicolons, each as it was typed. A separator between
/// quotation marks belongs to the entry.
pub fn entries(text: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    let split = text.split(|c: char| {
        let was_escaped = std::mem::take(&mut escaped);
        match c {
            '\\' => escaped = !was_escaped && quoted,
            '"' if !was_escaped => quoted = !quoted,
            ',' | ';' => return !quoted,
            _ => {}
        }
        false
    });
    split.map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

/// Marks that turn the direction of what follows: in a name they could make an address look like
/// another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (typed, sent) in [
            ("jane@mail.example", "jane@mail.example"),
            (" jane+cfp@mail.example ", "jane+cfp@mail.example"),
            ("jane@bücher.example", "jane@xn--bcher-kva.example"),
            ("\"jane, doe\"@mail.example", "\"jane, doe\"@mail.example"),
            ("jane@[192.0.2.1]", "jane@[192.0.2.1]"),
            ("o'hara@mail.example", "o'hara@mail.example"),
        ] {
            assert_eq!(parse(typed).map(|a| a.to_string()).as_deref(), Some(sent), "{typed}");
        }
        for bad in [
            "",
            "jane",
            "@mail.example",
            "jane@",
            "jane@mail.example, john@mail.example",
            "jane@mail.example\r\nBcc: all@mail.example",
            "jane@mail.example\n",
            "\"a\r\nb\"@mail.example",
            "<jane@mail.example>",
            "jane doe@mail.example",
            "jane@mail.example> SIZE=1",
        ] {
            let found = parse(bad).map(|address| address.to_string());
            // A line end around an address is a space around it.
            let harmless = found.as_deref() == Some("jane@mail.example") && bad.trim() == "jane@mail.example";
            assert!(found.is_none() || harmless, "{bad:?} → {found:?}");
        }
        assert_eq!(parse(&format!("{}@mail.example", "a".repeat(300))), None);
    }

    #[test]
    fn names_before_addresses() {
        let shown = |text: &str| mailbox(text).map(|mailbox| (mailbox.name, mailbox.email.to_string()));
        let of = |name: Option<&str>, email: &str| Some((name.map(str::to_owned), email.to_owned()));
        assert_eq!(shown("jane@mail.example"), of(None, "jane@mail.example"));
        assert_eq!(
            shown("Call for Papers <cfp@mail.example>"),
            of(Some("Call for Papers"), "cfp@mail.example")
        );
        assert_eq!(shown("\"Doe, Jane\" <j@mail.example>"), of(Some("Doe, Jane"), "j@mail.example"));
        assert_eq!(shown("Jane <nobody>"), None);
        assert_eq!(shown("Jane\r\nBcc: <all@mail.example>"), None);
        let name = "\u{202e}evil\r\nBcc: x@y.example";
        assert_eq!(named(name, parse("a@b.example").unwrap()).name.as_deref(), Some("evil Bcc: x@y.example"));
    }

    #[test]
    fn lists() {
        assert_eq!(
            entries("a@b.example,c@d.example ; e@f.example,\ng@h.example,,"),
            ["a@b.example", "c@d.example", "e@f.example", "g@h.example"]
        );
        assert_eq!(entries("\"a,b\"@c.example, d@e.example"), ["\"a,b\"@c.example", "d@e.example"]);
        assert!(entries("").is_empty());
    }
}
