//! Entity tags and conditional requests.

use sha1::{Digest, Sha1};

/// The strong entity tag of a body: its SHA-1 in hexadecimal digits, quoted.
pub fn etag(body: &[u8]) -> String {
    let mut tag = String::with_capacity(42);
    tag.push('"');
    for byte in Sha1::digest(body) {
        tag.push_str(&format!("{byte:02x}"));
    }
    tag.push('"');
    tag
}

/// Whether an `If-None-Match` header names the tag, i.e. the answer is 304. Takes the standard forms
/// (quoted, weak, a list, `*`) and, for clients written for older servers, the bare hash.
pub fn if_none_match(header: &str, etag: &str) -> bool {
    let bare = |tag: &str| tag.trim_matches('"').to_owned();
    let own = bare(etag);
    header.split(',').map(str::trim).any(|tag| {
        tag == "*" || (!own.is_empty() && bare(tag.strip_prefix("W/").unwrap_or(tag).trim()) == own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        assert_eq!(etag(b"abc"), "\"a9993e364706816aba3e25717850c26c9cd0d89d\"");
    }

    #[test]
    fn conditional_forms() {
        let tag = etag(b"abc");
        let hash = tag.trim_matches('"');
        for header in [
            tag.clone(),
            hash.to_owned(),
            format!("W/{tag}"),
            format!("\"other\", W/{tag} ,\"more\""),
            format!("other,{hash}"),
            "*".to_owned(),
            " * ".to_owned(),
        ] {
            assert!(if_none_match(&header, &tag), "{header}");
        }
        for header in ["", "\"\"", ",", "W/", "\"other\"", &hash[..39], "\"*\""] {
            assert!(!if_none_match(header, &tag), "{header}");
        }
    }
}
