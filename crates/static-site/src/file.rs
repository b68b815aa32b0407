//! Which file the answer at a path becomes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stays as it is in the link to a file.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b',');

/// The file of a path, relative to the top folder: names decoded, `…/` is `…/index.html`. Names that
/// would lead out of the folder are kept encoded.
pub(crate) fn file_of(path: &str) -> String {
    let path = path.trim_start_matches('/');
    let mut names: Vec<String> = path.split('/').map(name_of).collect();
    if let Some(last) = names.last_mut().filter(|last| last.is_empty()) {
        *last = "index.html".to_owned();
    }
    names.join("/")
}

fn name_of(segment: &str) -> String {
    let name = percent_decode_str(segment).decode_utf8_lossy();
    let unsafe_name =
        name == "." || name == ".." || name.contains(['/', '\\']) || name.contains(char::is_control);
    if unsafe_name { segment.replace('.', "%2E") } else { name.into_owned() }
}

/// One name of a file in a link.
pub(crate) fn encode(name: &str) -> String {
    utf8_percent_encode(name, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files() {
        assert_eq!(file_of("/c/"), "c/index.html");
        assert_eq!(file_of("/c/schedule/v/2.1%20%3Ch%3E%26/"), "c/schedule/v/2.1 <h>&/index.html");
        assert_eq!(file_of("/c/talk/A.ics"), "c/talk/A.ics");
        assert_eq!(file_of("/c/schedule/v/%2E%2E/nojs"), "c/schedule/v/%2E%2E/nojs");
        assert_eq!(file_of("/c/schedule/v/a%2F..%2Fb/"), "c/schedule/v/a%2F%2E%2E%2Fb/index.html");
        assert_eq!(encode("2.1 <h>&"), "2.1%20%3Ch%3E%26");
    }
}
