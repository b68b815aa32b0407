//! Versions in addresses.

use plenary_schedule::version::Which;

/// How the working version is called in addresses.
pub const WORKING: &str = "wip";

pub fn which(name: &str) -> Which<'_> {
    if name.eq_ignore_ascii_case(WORKING) { Which::Working } else { Which::Named(name) }
}
