//! Colours that stay readable under white letters.

/// The `index`th of many colours, far from its predecessor, with a contrast of 4.6 or more to white.
pub(super) fn readable(index: usize) -> String {
    let hue = (210.0 + index as f32 * 137.508) % 360.0;
    let saturation = [0.62, 0.48, 0.75][index % 3];
    let mut lightness = 0.5 - 0.03 * ((index / 3) % 4) as f32;
    loop {
        let rgb = from_hsl(hue, saturation, lightness);
        if contrast_to_white(rgb) >= 4.6 {
            return format!("#{:02x}{:02x}{:02x}", rgb[0], rgb[1], rgb[2]);
        }
        lightness -= 0.01;
    }
}

fn from_hsl(hue: f32, saturation: f32, lightness: f32) -> [u8; 3] {
    let chroma = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset| {
        let k = (offset + hue / 30.0) % 12.0;
        let value = lightness - chroma * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
        (value * 255.0).round() as u8
    })
}

pub(super) fn contrast_to_white(rgb: [u8; 3]) -> f32 {
    let linear = rgb.map(|value| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
}
