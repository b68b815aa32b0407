//! Versions in addresses.

use plenary_model::{Error, Result};
use plenary_schedule::version::Which;
use plenary_web::{AppState, Visit};

use crate::programme::Shown;

/// How the working version is called in addresses.
pub const WORKING: &str = "wip";

pub fn which(name: &str) -> Which<'_> {
    if name.eq_ignore_ascii_case(WORKING) { Which::Working } else { Which::Named(name) }
}

/// The current version, and `true`; before the first release, for organisers, the working version, and
/// `false`: what there is to say of an event without a version.
pub async fn or_none_yet(
    state: &AppState,
    visit: &Visit,
    slug: &str,
    language: Option<&str>,
) -> Result<(Shown, bool)> {
    match Shown::read(state, visit, slug, Which::Current, language).await {
        Err(Error::NotFound) => {
            let shown = Shown::read(state, visit, slug, Which::Working, language).await?;
            if shown.current.is_some() { Err(Error::NotFound) } else { Ok((shown, false)) }
        }
        shown => Ok((shown?, true)),
    }
}
