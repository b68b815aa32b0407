//! Pictures: bounded, clean WebP from whatever was uploaded, and social cards. Bytes in, bytes out.
//!
//! What never lives here: files, rows, HTTP, which picture belongs to what, and words: a card gets
//! them. Everything is slow (milliseconds to a second): call it from `spawn_blocking`.

pub mod card;
mod face;
mod jpeg;
mod layout;
pub mod picture;
mod scale;

pub use picture::{Limits, Picture, Refused, Thumbnail, check, clean, is_own};
