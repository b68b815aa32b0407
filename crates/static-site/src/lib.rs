//! An event's public site as files: the same pages, all released versions, exports, pictures and
//! scripts, with relative links, for a folder or any host of files (api-and-exports §10).
//!
//! The site itself is asked, page by page, without a network: as an anonymous visitor, and as if the
//! event were public. What it links to is asked for next, as far as it belongs to the event's public
//! programme. Links to anything else lead to the live site.
//!
//! What never lives here: what a page says, who may see it.

mod crawl;
mod file;
mod icons;
mod link;
mod write;

pub use crawl::{Site, read};
pub use write::{to_folder, to_zip};
