//! Mail templates, drafts and sent mails.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use plenary_model::{I18nText, MailRole, MailState};
use plenary_store::entity::{mail_template, queued_mail, queued_mail_speaker, queued_mail_submission};

use crate::import::context::{Context, Mapped, Skip, Stop};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{EVENT, MAIL, MAIL_SUBMISSION, MAIL_TEMPLATE, MAIL_USER, SUBMISSION};

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    let mut roles: BTreeMap<i32, BTreeSet<MailRole>> = BTreeMap::new();
    importer
        .copy(&MAIL_TEMPLATE, |cx, row| {
            let mut template = template(cx, row)?;
            if let Some(role) = template.role
                && !roles.entry(template.event_id).or_default().insert(role)
            {
                cx.changed("a second template of a role became one without");
                template.role = None;
            }
            Ok(template)
        })
        .await?;
    report_missing_templates(&mut importer.cx, &roles);
    let recipients = recipients(importer).await?;
    let mut speakers = Vec::new();
    importer.copy(&MAIL, |cx, row| mail(cx, row, &recipients, &mut speakers)).await?;
    let addresses = recipients.values().map(Vec::len).sum::<usize>();
    let report = importer.cx.begin(MAIL_USER.name);
    report.read = addresses as u64;
    importer.write(&MAIL_USER, &speakers).await?;
    importer.copy(&MAIL_SUBMISSION, mail_submission).await
}

/// The placeholder has another name here.
fn renamed(text: &I18nText) -> I18nText {
    text.map(|text| text.replace("{notifications}", "{speaker_schedule_new}"))
}

fn template(cx: &mut Context, row: &Row) -> Mapped<mail_template::Model> {
    let event_id = cx.event(row)?;
    let role = match row.filled("role") {
        Some(role) => {
            let known = role.parse::<MailRole>().ok();
            if known.is_none() {
                cx.changed(&format!("the unknown role “{role}” was taken off"));
            }
            known
        }
        None => None,
    };
    Ok(mail_template::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id,
        role,
        subject: renamed(&row.i18n("subject")),
        text: renamed(&row.i18n("text")),
        reply_to: row.text_opt("reply_to"),
        bcc: row.text_opt("bcc"),
        is_auto_created: row.flag("is_auto_created")?,
    })
}

/// Roles that 2025.2.2 knows; templates of newer ones are always missing.
fn is_old(role: MailRole) -> bool {
    !matches!(role, MailRole::SpeakerInviteStandalone | MailRole::DraftReminder)
}

fn report_missing_templates(cx: &mut Context, roles: &BTreeMap<i32, BTreeSet<MailRole>>) {
    let mut events: Vec<(i32, String)> = cx.slugs.clone().into_iter().collect();
    events.sort();
    for (event, slug) in events {
        let present = roles.get(&event);
        let missing: Vec<&str> = MailRole::ALL
            .iter()
            .filter(|role| is_old(**role) && !present.is_some_and(|present| present.contains(role)))
            .map(|role| role.as_str())
            .collect();
        if !missing.is_empty() {
            cx.report.note(format!(
                "The event {slug} has no mail template for {}: the built-in one is used.",
                missing.join(", ")
            ));
        }
    }
}

/// Mail → accounts it goes to, in the order of their rows.
async fn recipients(importer: &mut Importer<'_>) -> Result<HashMap<i32, Vec<i32>>> {
    let sql =
        "SELECT CAST(queuedmail_id AS TEXT), CAST(user_id AS TEXT) FROM mail_queuedmail_to_users ORDER BY id";
    let mut recipients: HashMap<i32, Vec<i32>> = HashMap::new();
    for [mail, account] in importer.numbers(&MAIL_USER, sql).await? {
        recipients.entry(mail).or_default().push(account);
    }
    Ok(recipients)
}

fn mail(
    cx: &mut Context,
    row: &Row,
    recipients: &HashMap<i32, Vec<i32>>,
    speakers: &mut Vec<queued_mail_speaker::Model>,
) -> Mapped<queued_mail::Model> {
    let id = row.id()?;
    let event_id = match row.int_opt("event_id")? {
        Some(_) => Some(cx.needs(row, "event_id", &EVENT)?),
        // A mail of the site itself, such as one to reset a password.
        None if cx.scope.is_some() => return Err(Stop::Skip(Skip::OtherEvent)),
        None => None,
    };
    let mut to = row.filled("to").map(|to| vec![to]).unwrap_or_default();
    for account in recipients.get(&id).into_iter().flatten() {
        let profile = event_id.and_then(|event| cx.profiles.get(&(*account, event)).copied());
        match (profile, cx.people.get(account)) {
            (Some(speaker_id), _) => {
                speakers.push(queued_mail_speaker::Model { queued_mail_id: id, speaker_id });
            }
            (None, Some(person)) => {
                to.push(person.email.clone());
                cx.changed("an account that is no speaker became a plain address");
            }
            (None, None) => cx.changed("a recipient whose account is gone was left out"),
        }
    }
    let sent = row.time_opt("sent")?;
    Ok(queued_mail::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id,
        template_id: cx.may_need(row, "template_id", &MAIL_TEMPLATE)?,
        recipients: if to.is_empty() { row.text_opt("to") } else { Some(to.join(",")) },
        reply_to: row.text_opt("reply_to"),
        cc: row.text_opt("cc"),
        bcc: row.text_opt("bcc"),
        subject: row.text("subject"),
        text: row.text("text"),
        text_html: None,
        sent,
        state: if sent.is_some() { MailState::Sent } else { MailState::Draft },
        error_data: None,
        error_timestamp: None,
        locale: row.text_opt("locale"),
        attachments: row.json_opt("attachments")?.filter(|value| !value.is_null()),
    })
}

fn mail_submission(cx: &mut Context, row: &Row) -> Mapped<queued_mail_submission::Model> {
    Ok(queued_mail_submission::Model {
        queued_mail_id: cx.needs(row, "queuedmail_id", &MAIL)?,
        submission_id: cx.needs(row, "submission_id", &SUBMISSION)?,
    })
}
