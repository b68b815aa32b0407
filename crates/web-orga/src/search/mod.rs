//! Search over everything an account works on: as JSON for the palette, as a page for whoever has no
//! script (pages-orga §3.4).

mod answer;
mod find;
mod pages;

pub use answer::show;
