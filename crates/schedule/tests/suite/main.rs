//! From an empty instance to a published schedule, in the domain, on both engines.

mod setting;
mod thin_path;
mod visibility;
