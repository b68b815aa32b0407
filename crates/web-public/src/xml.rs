//! Text in documents that are written by hand: sitemaps and pictures.

/// Text as it stands in XML, attributes included.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}
