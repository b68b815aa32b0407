//! Tests of mails: what hostile values become, and templates and the outbox on both engines.

#![allow(clippy::unwrap_used)]

mod delivery;
mod encryption;
mod failures;
mod hostile;
mod killed;
mod many;
mod outbox;
mod rendering;
mod server;
mod system;
mod template;
mod test_mail;

use plenary_mail::{Context, EventContext, SlotContext, SubmissionContext, UserContext};

/// Everything a mail can know.
fn full_context() -> Context {
    Context {
        event: Some(EventContext {
            name: "RustConf 2026".into(),
            slug: "rust26".into(),
            url: "https://ours.example/rust26/".into(),
            schedule_url: "https://ours.example/rust26/schedule/".into(),
            cfp_url: "https://ours.example/rust26/cfp".into(),
            all_submissions_url: "https://ours.example/rust26/me/submissions/".into(),
            profile_page_url: "https://ours.example/rust26/me/".into(),
            deadline: "1 July 2026, 23:59".into(),
        }),
        submission: Some(SubmissionContext {
            code: "ABCDEF".into(),
            title: "Fearless gardening".into(),
            url: "https://ours.example/rust26/me/submissions/ABCDEF/".into(),
            confirmation_link: "https://ours.example/rust26/me/submissions/ABCDEF/confirm".into(),
            withdraw_link: "https://ours.example/rust26/me/submissions/ABCDEF/withdraw".into(),
            speakers: "Jane Doe, John Roe".into(),
            session_type: "Talk".into(),
            track: "Soil".into(),
            duration_minutes: 30,
            all_reviews: plenary_mail::Markdown::quoted("*Lovely.*"),
        }),
        slot: Some(SlotContext {
            talk_url: "https://ours.example/rust26/talk/ABCDEF/".into(),
            start_date: "4 September 2026".into(),
            start_time: "10:00".into(),
            end_date: "4 September 2026".into(),
            end_time: "10:30".into(),
            room: "Hall 1".into(),
        }),
        user: Some(UserContext {
            name: "Jane Doe".into(),
            email: "jane@example.org".into(),
            has_account: true,
            schedule_new: plenary_mail::Markdown::composed("- Fearless gardening: Hall 1"),
            schedule_full: plenary_mail::Markdown::composed("- Fearless gardening: Hall 1"),
        }),
        inviting_speaker: Some("John Roe".into()),
        full_submission_content: Some(plenary_mail::Markdown::quoted("All of it")),
        orga_url: Some("https://ours.example/orga/event/rust26/submissions/ABCDEF/".into()),
        questions: Some(plenary_mail::Markdown::composed("- Shirt size?")),
        url: Some("https://ours.example/rust26/me/".into()),
        invitation_link: Some("https://ours.example/rust26/invitation/abc".into()),
    }
}
