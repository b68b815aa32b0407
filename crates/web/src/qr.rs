//! Addresses as pictures for telephones.

use qrcode::QrCode;
use qrcode::types::Color;

/// Blank modules around the code, as the standard asks for.
const MARGIN: usize = 4;

/// An inline SVG with the address in it, black on white in either theme, named `label`.
/// Empty if the address is too long for a code (about 2,300 characters).
pub fn svg(url: &str, label: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(url, qrcode::EcLevel::M) else { return String::new() };
    let (width, size) = (code.width(), code.width() + 2 * MARGIN);
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while let Some(run) = colors.get(column..).filter(|rest| !rest.is_empty()) {
            let length = run.iter().take_while(|color| **color == run[0]).count();
            if run[0] == Color::Dark {
                path.push_str(&format!("M{} {}h{length}v1h-{length}z", column + MARGIN, row + MARGIN));
            }
            column += length;
        }
    }
    format!(
        "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" role=\"img\" \
         aria-label=\"{}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>",
        html(label)
    )
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code() {
        let svg = svg("https://conf.example/e/schedule/export/schedule.xml", "A \"<b>\" & c");
        assert!(svg.contains("role=\"img\" aria-label=\"A &quot;&lt;b&gt;&quot; &amp; c\""), "{svg}");
        // 51 bytes at level M are a code of version 4: 33 modules and the margin on both sides.
        assert!(svg.contains("viewBox=\"0 0 41 41\""), "{svg}");
        // The corner mark's first row.
        assert!(svg.contains("d=\"M4 4h7v1h-7z"), "{svg}");
        assert_eq!(super::svg(&"x".repeat(5000), ""), "");
    }
}
