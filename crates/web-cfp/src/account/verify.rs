//! Proving that an address is one's own: the page that waits for it, and the page of the link.

use axum::extract::State;
use plenary_model::{AddressCheckKind as Kind, Error};
use plenary_person::account::{self, Chosen, NewAccount, Registered};
use plenary_person::address::{self, Refusal};
use plenary_person::attempts::Guess;
use plenary_person::login;
use plenary_web::{
    AppState, EventUrls, Failure, Field, Form, Frame, Notice, Page, Pending, Submitted, Url, Visit, see_other,
};

use super::at::{At, keeping, next};

#[derive(askama::Template)]
#[template(path = "account/waiting.html")]
struct WaitingPage {
    frame: Frame,
    email: String,
    /// Until another mail can be sent.
    seconds: u64,
    action: Url,
    correction: Form,
    logout: Url,
    /// Handing in a proposal need not wait.
    proposal: Option<Url>,
}

/// Who waits: an account, or somebody whose address has one already.
enum Waiting {
    Account(i32),
    Nobody(Pending),
}

fn correction_form(visit: &Visit) -> Form {
    Form::new(visit.locale()).with(Field::email("email", visit.t("account-right-address")).required()).with(
        Field::password("password", visit.t("cfp-password")).required().autocomplete("current-password"),
    )
}

async fn waiting(visit: &Visit) -> Result<Option<Waiting>, Failure> {
    match visit.account() {
        Some(account) if account.held => Ok(Some(Waiting::Account(account.id))),
        Some(_) => Ok(None),
        None => Ok(visit.pending().await?.map(Waiting::Nobody)),
    }
}

/// Where somebody goes who has nothing to wait for.
async fn onward(visit: &Visit, at: &At) -> Page {
    if visit.account().is_none() {
        return Ok(see_other(&keeping(at.login(), next(visit).as_ref())));
    }
    let wanted = visit.wanted_before().await?;
    Ok(see_other(&next(visit).or(wanted).unwrap_or_else(|| at.home())))
}

async fn page(
    state: &AppState,
    visit: &Visit,
    at: &At,
    who: Waiting,
    correction: Form,
) -> Result<WaitingPage, Failure> {
    let (email, sent) = match who {
        Waiting::Account(id) => {
            let db = state.database.reader();
            let sent = address::sent(db, id).await?;
            let account = account::load(db, id).await?;
            (account.pending_email.unwrap_or(account.email), sent.map(|row| row.sent))
        }
        Waiting::Nobody(pending) => {
            (pending.email, Some(plenary_model::Timestamp::from_micros(pending.sent)))
        }
    };
    let wanted = visit.wanted_before().await?;
    let proposal = at.event.as_ref().map(|event| EventUrls::new(&event.slug).submit());
    let mut frame = at.frame(state, visit, visit.t("account-verify-title")).await?;
    // The same for everybody who waits.
    frame.account = None;
    Ok(WaitingPage {
        frame,
        email,
        seconds: address::cooldown(sent, state.now()),
        action: at.verification(),
        correction,
        logout: at.logout(),
        proposal: wanted.filter(|url| proposal.is_some_and(|submit| url.path().starts_with(submit.path()))),
    })
}

pub async fn wait(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    let Some(who) = waiting(&visit).await? else { return onward(&visit, &at).await };
    if let Some(next) = next(&visit) {
        visit.go_on_later(&next).await?;
    }
    visit.page(&page(&state, &visit, &at, who, correction_form(&visit)).await?)
}

pub async fn act(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    let Some(who) = waiting(&visit).await? else { return onward(&visit, &at).await };
    if submitted.text("action") == "resend" {
        return resend(&state, &visit, &at, who).await;
    }
    let mut form = correction_form(&visit).read(&submitted);
    match correct(&state, &visit, &at, &who, &form).await? {
        Ok(()) => {
            visit.say(&state, Notice::success(visit.t("account-verify-sent"))).await?;
            Ok(see_other(&at.verification()))
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            visit.again_as(refused, &page(&state, &visit, &at, who, form).await?)
        }
    }
}

async fn resend(state: &AppState, visit: &Visit, at: &At, who: Waiting) -> Page {
    let outcome = match who {
        Waiting::Account(_) => {
            let tx = state.database.begin().await?;
            match address::resend(&tx, &visit.holder_actor(), &at.links(state, visit)).await {
                Ok(()) => tx.commit().await,
                Err(error) => Err(error),
            }
        }
        // The mail that went to the holder of that account says everything: there is no second one.
        Waiting::Nobody(mut pending) => {
            let sent = plenary_model::Timestamp::from_micros(pending.sent);
            match address::cooldown(Some(sent), state.now()) {
                0 => {
                    pending.sent = state.now().micros();
                    visit.await_proof(state, pending).await?;
                    Ok(())
                }
                retry_after_seconds => Err(Error::Limited { retry_after_seconds }),
            }
        }
    };
    let notice = match outcome {
        Ok(()) => Notice::success(visit.t("account-verify-sent")),
        Err(Error::Limited { retry_after_seconds }) => {
            Notice::warning(visit.t_args("account-verify-cooldown", ("seconds", retry_after_seconds)))
        }
        Err(other) => return Err(other.into()),
    };
    visit.say(state, notice).await?;
    Ok(see_other(&at.verification()))
}

async fn correct(
    state: &AppState,
    visit: &Visit,
    at: &At,
    who: &Waiting,
    form: &Form,
) -> Result<Result<(), Error>, Failure> {
    if let Err(problems) = form.check() {
        return Ok(Err(problems));
    }
    let attempt = match state.attempts.begin(state.now(), &[Guess::From(visit.client())]) {
        Ok(attempt) => attempt,
        Err(error) => return Ok(Err(error)),
    };
    let done = match who {
        Waiting::Account(id) => correct_account(state, visit, at, *id, form).await,
        Waiting::Nobody(pending) => register_again(state, visit, at, pending, form).await?,
    };
    if done.is_ok() {
        attempt.succeeded();
        if let Waiting::Account(id) = who {
            renew(state, visit, *id).await?;
        }
    }
    Ok(done)
}

async fn correct_account(
    state: &AppState,
    visit: &Visit,
    at: &At,
    id: i32,
    form: &Form,
) -> Result<(), Error> {
    let account = account::load(state.database.reader(), id).await?;
    let (database, attempts) = (&state.database, &state.attempts);
    login::confirm_password(database, attempts, &account, form.text("password"), "password").await?;
    let tx = database.begin().await?;
    address::correct(&tx, &visit.holder_actor(), form.text("email"), &at.links(state, visit)).await?;
    tx.commit().await
}

/// The session gets a new name, as that of somebody does whose first address has an account.
async fn renew(state: &AppState, visit: &Visit, id: i32) -> Result<(), Failure> {
    let account = account::load(state.database.reader(), id).await?;
    visit.log_in(state, &account).await
}

/// Somebody whose first address has an account tries another one.
async fn register_again(
    state: &AppState,
    visit: &Visit,
    at: &At,
    pending: &Pending,
    form: &Form,
) -> Result<Result<(), Error>, Failure> {
    if !login::matches(form.text("password"), &pending.hash).await? {
        return Ok(Err(Error::invalid("password", "account-error-password-wrong")));
    }
    let zone = at.event.as_ref().map_or(state.site.time_zone.as_str(), |event| event.timezone.as_str());
    let new = NewAccount {
        name: &pending.name,
        email: form.text("email"),
        password: None,
        locale: visit.locale().code(),
        time_zone: zone,
        administrator: false,
    };
    let tx = state.database.begin().await?;
    let chosen = Chosen::Hash(pending.hash.clone());
    let registered = match account::register(&tx, new, chosen, &at.links(state, visit)).await {
        Ok(registered) => registered,
        Err(error) => return Ok(Err(error)),
    };
    tx.commit().await?;
    match registered {
        Registered::New(account) => visit.log_in(state, &account).await?,
        // Told like the first time.
        Registered::Known { hash } => {
            let email = account::normalise_email(form.text("email"));
            let sent = state.now().micros();
            visit.await_proof(state, Pending { name: pending.name.clone(), email, hash, sent }).await?;
        }
    }
    Ok(Ok(()))
}

#[derive(askama::Template)]
#[template(path = "account/verify.html")]
struct VerifyPage {
    frame: Frame,
    text: String,
    /// Whether there is something to confirm.
    action: Option<Url>,
    onward: Url,
}

fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Invalid => "account-verify-invalid",
        Refusal::Expired => "account-verify-expired",
        Refusal::AlreadyVerified => "account-verify-already",
        Refusal::PendingExpired => "account-verify-pending-expired",
        Refusal::Taken => "account-verify-taken",
    }
}

/// Looking at the link changes nothing: programs that check mails do that, too.
pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    let token = at.value("token");
    let (text, action) = match address::look(state.database.reader(), token, state.now()).await? {
        Ok(link) => {
            let key = match link.kind {
                Kind::Verify => "account-verify-question",
                Kind::Change => "account-change-question",
            };
            (visit.t_args(key, ("email", link.address)), Some(visit.here().bare()))
        }
        Err(refusal) => (visit.t(refusal_key(refusal)), None),
    };
    let frame = at.frame(&state, &visit, visit.t("account-verify-link-title")).await?;
    visit.page(&VerifyPage { frame, text, action, onward: at.me() })
}

pub async fn confirm(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    let tx = state.database.begin().await?;
    let outcome = address::follow(&tx, at.value("token")).await?;
    tx.commit().await?;
    match outcome {
        Ok(account) => {
            visit.say(&state, Notice::success(visit.t("account-verified"))).await?;
            let wanted = visit.wanted_before().await?.unwrap_or_else(|| at.home());
            let is_holder = visit.account().is_some_and(|own| own.id == account.id);
            Ok(see_other(&if is_holder { wanted } else { at.login().next(&wanted) }))
        }
        Err(refusal) => {
            let frame = at.frame(&state, &visit, visit.t("account-verify-link-title")).await?;
            let text = visit.t(refusal_key(refusal));
            visit.again(&VerifyPage { frame, text, action: None, onward: at.me() })
        }
    }
}
