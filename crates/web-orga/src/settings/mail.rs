//! `/orga/event/{event}/settings/mail`: what all mails of an event carry, and through which server they go.

use axum::extract::{Path, State};
use plenary_event::settings::mail::{self, MailSettings};
use plenary_mail::delivery::{self, Settings};
use plenary_model::Result;
use plenary_person::attempts::Guess;
use plenary_store::entity::event;
use plenary_web::{AppState, Failure, Field, Form, Frame, Notice, Page, Submitted, Visit, see_other};

use super::enter_settings;
use crate::admin::surroundings::Known;
use crate::entrance::Entrance;
use crate::mail_test::Outcome;

#[derive(askama::Template)]
#[template(path = "orga/settings_mail.html")]
struct MailPage {
    frame: Frame,
    form: Form,
    /// Whether a password is stored.
    has_password: bool,
    /// Of trying the server out.
    result: Option<Outcome>,
}

fn form(visit: &Visit, has_password: bool) -> Form {
    let t = |key: &str| visit.t(key);
    let kept = if has_password { "event-smtp-password-kept" } else { "event-smtp-password-hint" };
    Form::new(visit.locale())
        .with(
            Field::email("reply_to", t("event-reply-to")).autocomplete("off").hint(t("event-reply-to-hint")),
        )
        .with(
            Field::text("subject_prefix", t("event-subject-prefix"))
                .max(100)
                .hint(t("event-subject-prefix-hint")),
        )
        .with(Field::markdown("signature", t("event-signature")).hint(t("event-signature-hint")))
        .with(Field::checkbox("mail_on_new_submission", t("event-mail-new")))
        .with(Field::checkbox("smtp_use_custom", t("event-smtp-own")).hint(t("event-smtp-own-hint")))
        .with(Field::email("mail_from", t("event-mail-from")).autocomplete("off"))
        .with(Field::text("smtp_host", t("event-smtp-host")).max(200).autocomplete("off"))
        .with(Field::number("smtp_port", t("event-smtp-port"), Some(1), Some(65_535)))
        .with(Field::text("smtp_username", t("event-smtp-username")).max(200).autocomplete("off"))
        .with(
            Field::password("smtp_password", t("event-smtp-password"))
                .autocomplete("new-password")
                .hint(t(kept)),
        )
        .with(Field::checkbox("smtp_use_tls", t("event-smtp-starttls")))
        .with(Field::checkbox("smtp_use_ssl", t("event-smtp-tls")))
}

async fn page(state: &AppState, visit: &Visit, entrance: &Entrance, form: Form) -> Result<MailPage, Failure> {
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(visit.t("event-mail"))
        .above(visit.t("event-settings"), entrance.urls().settings());
    let has_password = !MailSettings::of(&entrance.event).password.is_empty();
    Ok(MailPage { frame, form, has_password, result: None })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    visit.page(&page(&state, &visit, &entrance, stored(&visit, &entrance)).await?)
}

/// The form with what is stored.
fn stored(visit: &Visit, entrance: &Entrance) -> Form {
    let now = MailSettings::of(&entrance.event);
    form(visit, !now.password.is_empty())
        .fill("reply_to", &now.reply_to)
        .fill("subject_prefix", &now.subject_prefix)
        .fill("signature", &now.signature)
        .fill_flag("mail_on_new_submission", now.on_new_submission)
        .fill_flag("smtp_use_custom", now.own_server)
        .fill("mail_from", &now.mail_from)
        .fill("smtp_host", &now.host)
        .fill("smtp_port", now.port)
        .fill("smtp_username", &now.username)
        .fill_flag("smtp_use_tls", now.start_tls)
        .fill_flag("smtp_use_ssl", now.tls)
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    Known(about): Known,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let has_password = !MailSettings::of(&entrance.event).password.is_empty();
    let mut form = form(&visit, has_password).read(&submitted);
    let outcome = match form.check().and_then(|()| may_try(&state, &visit, &submitted)) {
        Ok(()) => write(&state, &visit, &entrance, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok((event, _)) if submitted.has("test") => {
            let result = try_out(&visit, about.mail.as_ref(), &event).await;
            let entrance = Entrance { event, ..entrance };
            let page = page(&state, &visit, &entrance, stored(&visit, &entrance)).await?;
            visit.page(&MailPage { result: Some(result), ..page })
        }
        Ok((_, changed)) => {
            let key = if changed { "kit-saved" } else { "event-unchanged" };
            visit.say(&state, Notice::success(visit.t(key))).await?;
            Ok(see_other(&entrance.urls().settings_mail()))
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            visit.again_as(refused, &page(&state, &visit, &entrance, form).await?)
        }
    }
}

/// Servers are not tried out as often as somebody who looks for open ones would like.
fn may_try(state: &AppState, visit: &Visit, submitted: &Submitted) -> Result<()> {
    if submitted.has("test") {
        let _ = state.attempts.begin(state.now(), &[Guess::From(visit.client())])?;
    }
    Ok(())
}

/// Says whether the event's server would take its mails.
async fn try_out(visit: &Visit, settings: Option<&Settings>, event: &event::Model) -> Outcome {
    let Some(settings) = settings else { return Outcome::failed(visit, "no-server") };
    match delivery::test_event(settings, event).await {
        Some(report) => Outcome::of(visit, report, visit.t("event-smtp-test-fine")),
        None => Outcome { problem: None, success: visit.t("event-smtp-test-none"), dialogue: String::new() },
    }
}

async fn write(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: &Form,
) -> Result<(event::Model, bool)> {
    let text = |name: &str| form.text(name).to_owned();
    let port = form.number("smtp_port").and_then(|port| u16::try_from(port).ok());
    let wanted = MailSettings {
        reply_to: text("reply_to"),
        subject_prefix: text("subject_prefix"),
        signature: text("signature"),
        own_server: form.flag("smtp_use_custom"),
        mail_from: text("mail_from"),
        host: text("smtp_host"),
        port: port.unwrap_or(587),
        username: text("smtp_username"),
        password: text("smtp_password"),
        start_tls: form.flag("smtp_use_tls"),
        tls: form.flag("smtp_use_ssl"),
        on_new_submission: form.flag("mail_on_new_submission"),
    };
    let tx = state.database.begin().await?;
    let outcome = mail::update(&tx, &visit.actor(), &entrance.event, wanted).await?;
    tx.commit().await?;
    Ok(outcome)
}
