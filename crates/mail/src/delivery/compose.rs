//! From a stored mail to a message (operations §15.1).

use lettre::message::Mailbox;
use plenary_model::Timestamp;
use plenary_model::settings::Settings as Stored;
use plenary_store::entity::{event, queued_mail};
use uuid::Uuid;

use super::settings::{Route, Settings};
use crate::address;
use crate::body::{Frame, html, plain};
use crate::message::{File, Letter, host_of};
use crate::render::subject_line;

/// Everything but the recipients. `instance` is the namespace of the instance's identifiers.
pub(super) fn letter(
    settings: &Settings,
    mail: &queued_mail::Model,
    event: Option<&event::Model>,
    route: &Route,
    cc: Vec<Mailbox>,
    instance: Uuid,
    now: Timestamp,
) -> Letter {
    let stored = event.map(|event| Stored::new(&event.mail_settings));
    let text_of = |key: &str| stored.as_ref().map_or(String::new(), |stored| stored.text(key, "").to_owned());
    let locale = mail.locale.clone().or_else(|| event.map(|event| event.locale.clone())).unwrap_or_default();
    let signature = text_of("signature");
    let signature = signature.trim().strip_prefix("-- ").unwrap_or(signature.trim());
    let subject = prefixed(&mail.subject, &text_of("subject_prefix"));
    let name = event.map_or("Plenary", |event| event.name_in(&locale));
    let url = event.map_or(settings.site_url.clone(), |event| event_url(settings, event));
    let frame = Frame {
        name,
        url: &url,
        colour: event.and_then(|event| event.primary_color.as_deref()),
        subject: &subject,
        signature,
        locale: &locale,
    };
    let content = match &mail.text_html {
        Some(fixed) if !fixed.trim().is_empty() => plenary_markup::mail_html_of_html(fixed),
        _ => plenary_markup::mail_html(&mail.text),
    };
    Letter {
        from: route.from.clone(),
        reply_to: reply_to(mail, event, &text_of("reply_to"), route, name),
        cc,
        id: identity(mail, instance),
        host: host_of(&settings.site_url),
        date: now,
        plain: plain(&mail.text, signature),
        html: html(&content, &frame),
        attachments: File::of_json(mail.attachments.as_ref()),
        subject,
    }
}

/// The same as long as the mail stays as it is; another one after somebody has changed it.
fn identity(mail: &queued_mail::Model, instance: Uuid) -> Uuid {
    let micros = |time: Option<Timestamp>| time.map_or(0, Timestamp::micros);
    let name = format!("mail:{}:{}:{}", mail.id, micros(mail.created), micros(mail.updated));
    Uuid::new_v5(&instance, name.as_bytes())
}

fn event_url(settings: &Settings, event: &event::Model) -> String {
    let base = event.custom_domain.as_deref().map(|domain| domain.trim_end_matches('/'));
    let base = base.filter(|domain| !domain.is_empty()).unwrap_or(&settings.site_url);
    format!("{base}/{}/", event.slug)
}

/// The prefix stands in brackets, and only once.
fn prefixed(subject: &str, prefix: &str) -> String {
    let prefix = subject_line(prefix);
    let prefix = prefix.trim();
    if prefix.is_empty() {
        return subject_line(subject);
    }
    let bracketed = if prefix.starts_with('[') && prefix.ends_with(']') {
        prefix.to_owned()
    } else {
        format!("[{prefix}]")
    };
    match subject.contains(&bracketed) {
        true => subject_line(subject),
        false => subject_line(&format!("{bracketed} {subject}")),
    }
}

/// The mail's own, else the event's; the event's address only when the sender is the instance.
fn reply_to(
    mail: &queued_mail::Model,
    event: Option<&event::Model>,
    of_event: &str,
    route: &Route,
    name: &str,
) -> Vec<Mailbox> {
    let read = |text: &str| -> Vec<Mailbox> {
        let named = |mailbox: Mailbox| match mailbox.name {
            None if event.is_some() => address::named(name, mailbox.email),
            _ => mailbox,
        };
        address::entries(text).into_iter().filter_map(address::mailbox).map(named).collect()
    };
    let contact = event.filter(|_| route.is_instance).map_or("", |event| event.email.as_str());
    [mail.reply_to.as_deref().unwrap_or_default(), of_event, contact]
        .into_iter()
        .map(read)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        assert_eq!(prefixed("Hello", ""), "Hello");
        assert_eq!(prefixed("Hello", "Conf"), "[Conf] Hello");
        assert_eq!(prefixed("Hello", "[Conf]"), "[Conf] Hello");
        assert_eq!(prefixed("Re: [Conf] Hello", "Conf"), "Re: [Conf] Hello");
        assert_eq!(prefixed("a\r\nBcc: b", "x\r\nCc: y"), "[x Cc: y] a Bcc: b");
        assert!(prefixed(&"x".repeat(500), &"y".repeat(500)).chars().count() <= 200);
    }
}
