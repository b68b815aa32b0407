//! The pictures of a demo event, drawn from a name and nothing else, as PNG: flat colours, which PNG
//! stores smaller and much faster than lossless WebP.

mod palette;
mod portrait;
mod raster;
mod scene;
#[cfg(test)]
mod tests;

use crate::event::{DemoEvent, Size};
use raster::Colour;

/// The content type and file ending of every picture here.
pub const CONTENT_TYPE: &str = "image/png";
pub const EXTENSION: &str = "png";

/// A portrait of `side` by `side` pixels.
pub fn avatar(name: &str, side: u16) -> Vec<u8> {
    portrait::draw(name, side.into()).into_png()
}

/// 960 by 540 pixels, in the colour (`#rrggbb`) of the session's track.
pub fn session_image(title: &str, colour: &str) -> Vec<u8> {
    scene::session(title, 960, 540, Colour::parse(colour)).into_png()
}

/// 1920 by 480 pixels.
pub fn header(event: &DemoEvent) -> Vec<u8> {
    let colour = Colour::parse(&event.colour);
    match event.size {
        Size::Small => scene::harbour(1920, 480, colour),
        Size::Big => scene::confluence(1920, 480, colour),
    }
    .into_png()
}

/// 512 by 512 pixels.
pub fn logo(event: &DemoEvent) -> Vec<u8> {
    let colour = Colour::parse(&event.colour);
    match event.size {
        Size::Small => scene::harbour_logo(512, colour),
        Size::Big => scene::confluence_logo(512, colour),
    }
    .into_png()
}
