//! Links that lead to other sites by way of ours (pages-public §2.9): `/redirect/?url=…` with a
//! signature, so that nobody else can make our address lead wherever they like.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::state::AppState;
use crate::urls::{SiteUrls, Url};

/// No address that people write is longer.
const LONGEST: usize = 2000;

/// The way to another site; `None` for what is no address of the web.
pub fn outbound(state: &AppState, address: &str) -> Option<Url> {
    let address = checked(address)?;
    let signature = URL_SAFE_NO_PAD.encode(mac(&state.link_key, address.as_bytes()));
    Some(SiteUrls::new().redirect().query("url", format!("{address}:{signature}")))
}

/// The address in a value that [`outbound`] made.
pub fn verified<'a>(state: &AppState, signed: &'a str) -> Option<&'a str> {
    let (address, signature) = signed.rsplit_once(':')?;
    let given = URL_SAFE_NO_PAD.decode(signature).ok()?;
    let expected = mac(&state.link_key, address.as_bytes());
    same(&given, &expected).then(|| checked(address)).flatten()
}

/// With one of the schemes of the web, or none; nothing that would end a header or a host.
fn checked(address: &str) -> Option<&str> {
    let address = address.trim();
    let plain = !address.is_empty()
        && address.len() <= LONGEST
        && !address
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>'));
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let of_web = match scheme.as_deref() {
        Some("http" | "https" | "ftp" | "ftps") => address.contains("://"),
        // A colon behind a slash belongs to a path, before a number to a port.
        Some(other) => other.contains(['/', '?', '#']),
        None => true,
    };
    (plain && of_web).then_some(address)
}

/// The name of the site that an address leads to; empty for a path on this one.
pub fn host(address: &str) -> &str {
    let rest = match address.split_once("://") {
        Some((_, rest)) => rest,
        None => match address.strip_prefix("//") {
            Some(rest) => rest,
            None => return "",
        },
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // What stands before an `@` is there to deceive.
    authority.rsplit('@').next().unwrap_or_default()
}

/// HMAC-SHA-256 (RFC 2104).
fn mac(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let padded = |filling: u8| {
        let mut block = [filling; BLOCK];
        for (byte, own) in block.iter_mut().zip(key) {
            *byte ^= own;
        }
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

/// Takes the same time whatever differs.
fn same(given: &[u8], expected: &[u8]) -> bool {
    given.len() == expected.len()
        && given.iter().zip(expected).fold(0, |different, (a, b)| different | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mac_is_the_standard_s() {
        // RFC 4231, test case 1: the key is padded with zeros there.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let hex: String = mac(&key, b"Hi There").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assert!(same(b"ab", b"ab") && !same(b"ab", b"ac") && !same(b"ab", b"abc"));
    }

    #[test]
    fn addresses_of_the_web() {
        for good in [
            "https://example.org/a?b=c#d",
            "HTTP://example.org",
            "ftp://files.example",
            "//example.org/x",
            "/path",
            "example.org/a:b",
        ] {
            assert_eq!(checked(good), Some(good), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.c",
            "https:x",
            "/\\evil",
            "a b",
            "a\nb",
        ] {
            assert_eq!(checked(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://example.org:8443/a@b"), "example.org:8443");
        assert_eq!(host("https://good.example@evil.example/"), "evil.example");
        assert_eq!(host("//example.org?x"), "example.org");
        assert_eq!(host("/path//x"), "");
    }
}
