//! Confirming and withdrawing. A link, as mails contain it, only asks; a button does it. So no mail
//! scanner confirms a session.

use axum::extract::{Path, State};
use plenary_submission::list::{self, Listed};
use plenary_submission::state as states;
use plenary_web::entrance::enter_or_log_in;
use plenary_web::{AppState, EventUrls, Frame, Notice, Page, Url, Visit, found, see_other};

use crate::my_submissions::{can_confirm, can_withdraw};

#[derive(askama::Template)]
#[template(path = "cfp/transition.html")]
struct AskPage {
    frame: Frame,
    heading: String,
    question: String,
    button: String,
    dangerous: bool,
    back: Url,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Confirm,
    Withdraw,
}

type Address = Path<(String, String)>;

pub async fn ask_confirm(state: State<AppState>, visit: Visit, path: Address) -> Page {
    ask(state, visit, path, What::Confirm).await
}

pub async fn ask_withdraw(state: State<AppState>, visit: Visit, path: Address) -> Page {
    ask(state, visit, path, What::Withdraw).await
}

pub async fn confirm(state: State<AppState>, visit: Visit, path: Address) -> Page {
    act(state, visit, path, What::Confirm).await
}

pub async fn withdraw(state: State<AppState>, visit: Visit, path: Address) -> Page {
    act(state, visit, path, What::Withdraw).await
}

async fn ask(State(state): State<AppState>, visit: Visit, Path((slug, code)): Address, what: What) -> Page {
    let entrance = enter_or_log_in(&state, &visit, &slug).await?;
    visit.logged_in()?;
    let listed = list::own_one(state.database.reader(), &visit.actor(), &entrance.event, &code).await?;
    let back = EventUrls::new(&entrance.event.slug).my_submission(&listed.submission.code);
    if !is_possible(&listed, what) {
        let key = match what {
            What::Confirm => "error-confirm-state",
            What::Withdraw => "error-withdraw-state",
        };
        visit.say(&state, Notice::info(visit.t(key))).await?;
        return Ok(found(&back));
    }
    let title = listed.submission.title;
    let (heading, question, button) = match what {
        What::Confirm => ("cfp-confirm-title", "cfp-confirm-question", "kit-confirm"),
        What::Withdraw => ("cfp-withdraw-title", "cfp-withdraw-question", "cfp-withdraw"),
    };
    let frame = visit
        .public_frame(&state)
        .await?
        .title(visit.t(heading))
        .hide_from_search()
        .above(visit.t("kit-my-proposals"), EventUrls::new(&entrance.event.slug).my_submissions())
        .above(title.clone(), back.clone());
    visit.page(&AskPage {
        frame,
        heading: visit.t(heading),
        question: visit.t_args(question, ("title", title.as_str())),
        button: visit.t(button),
        dangerous: what == What::Withdraw,
        back,
    })
}

fn is_possible(listed: &Listed, what: What) -> bool {
    match what {
        What::Confirm => can_confirm(listed),
        What::Withdraw => can_withdraw(listed),
    }
}

async fn act(State(state): State<AppState>, visit: Visit, Path((slug, code)): Address, what: What) -> Page {
    let entrance = enter_or_log_in(&state, &visit, &slug).await?;
    let event = &entrance.event;
    let tx = state.database.begin().await?;
    let (changed, key) = match what {
        What::Confirm => {
            (states::confirm_as_speaker(&tx, &visit.actor(), event, &code).await?, "cfp-confirmed")
        }
        What::Withdraw => {
            (states::withdraw_as_speaker(&tx, &visit.actor(), event, &code).await?, "cfp-withdrawn")
        }
    };
    tx.commit().await?;
    let url = EventUrls::new(&event.slug).my_submission(&changed.code);
    let text = visit.t_args(key, ("title", changed.title.as_str()));
    visit.say(&state, Notice::success(text).about(changed.title, &url)).await?;
    Ok(see_other(&url))
}
