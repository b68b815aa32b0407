//! `/orga/me/subuser`: putting the powers of an administrator aside in this browser, and taking them up.

use axum::extract::State;
use plenary_model::Error;
use plenary_person::administrator;
use plenary_web::{AppState, Notice, Page, SiteUrls, Submitted, Url, Visit, see_other};

pub async fn switch(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    let account = visit.logged_in()?;
    if !account.appointed {
        return Err(Error::NotFound.into());
    }
    // Without a word what it is to be, it is the other way round.
    let on = match submitted.text("powers") {
        "on" => true,
        "off" => false,
        _ => !account.administrator,
    };
    if on != account.administrator {
        let tx = state.database.begin().await?;
        administrator::note_powers(&tx, account.id, on).await?;
        tx.commit().await?;
        visit.set_powers(on).await?;
        let key = if on { "admin-powers-now-on" } else { "admin-powers-now-off" };
        visit.say(&state, Notice::success(visit.t(key))).await?;
    }
    // Without the powers there may be no such page any more.
    let next = Url::local(submitted.text("next")).filter(|_| on);
    Ok(see_other(&next.unwrap_or_else(|| SiteUrls::new().orga_events())))
}
