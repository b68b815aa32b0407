//! The call for proposals, submitting, and what speakers do with their proposals; accounts, at events and
//! at the instance.
//!
//! What never lives here: SQL, rules of the domain, the kit's components, organisers' pages.

mod account;
mod call;
mod my_mails;
mod my_submissions;
mod submit;
mod transition;

use axum::Router;
use axum::routing::get;
use plenary_web::{AppState, EventUrls};

pub fn router() -> Router<AppState> {
    Router::new()
        .route(EventUrls::CFP, get(call::show))
        .merge(account::routes())
        .route(EventUrls::SUBMIT, get(submit::begin))
        .route(EventUrls::SUBMIT_STEP, get(submit::show).post(submit::send))
        .route(EventUrls::MY_SUBMISSIONS, get(my_submissions::list))
        .route(EventUrls::MY_MAILS, get(my_mails::list))
        .route(EventUrls::MY_SUBMISSION, get(my_submissions::show))
        .route(EventUrls::MY_SUBMISSION_CONFIRM, get(transition::ask_confirm).post(transition::confirm))
        .route(EventUrls::MY_SUBMISSION_WITHDRAW, get(transition::ask_withdraw).post(transition::withdraw))
}
