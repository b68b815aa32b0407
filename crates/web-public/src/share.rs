//! Handing a page on: its address to copy, and as a code for cameras.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The box that hands a page on.
pub struct Share {
    pub title: String,
    /// Scheme, host and path.
    pub address: String,
    pub code: Option<Code>,
}

/// A QR code as the path of an SVG; a unit is a module.
pub struct Code {
    /// With the quiet zone.
    pub size: usize,
    pub path: String,
}

/// What readers need around the code, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

impl Share {
    pub fn new(title: &str, address: String) -> Self {
        Self { title: title.to_owned(), code: code(&address), address }
    }
}

/// `None` where an address is too long for a code.
fn code(address: &str) -> Option<Code> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width + QUIET, index / width + QUIET);
        }
    }
    Some(Code { size: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let small = code("https://plan.example/e/talk/ABCDEF/").unwrap();
        // The upper left corner of every code is dark.
        assert!(small.path.starts_with("M4 4h1v1h-1z"));
        assert_eq!(small.size, 29 + 8);
        assert!(code(&"x".repeat(5000)).is_none());
    }
}
