//! Handing a page on: its address to copy, and as a code for cameras.

use plenary_web::qr;

/// The box that hands a page on.
pub struct Share {
    pub title: String,
    /// Scheme, host and path.
    pub address: String,
    /// An SVG; empty where the address is too long for a code.
    pub code: String,
}

impl Share {
    /// `label`: what the code is, for those who don't see it.
    pub fn new(title: &str, address: String, label: &str) -> Self {
        Self { title: title.to_owned(), code: qr::svg(&address, label), address }
    }
}
