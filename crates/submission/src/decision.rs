//! Telling speakers what became of their proposal: a draft in the outbox for each of them, which the
//! organisers send when they are ready.

use plenary_mail::{Context, Draft, EventContext, SubmissionContext, UserContext, queue_drafts};
use plenary_model::{Error, I18nText, MailRole, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::{event, submission};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::list::{self, Listed, Speaker};

/// Drafts the mails. Speakers without an account are left out: their pages are not theirs to open.
pub async fn tell(
    tx: &Tx,
    event: &event::Model,
    submission: &submission::Model,
    role: MailRole,
) -> Result<()> {
    let query = submission::Entity::find().filter(submission::Column::Id.eq(submission.id));
    let listed = list::load(tx.db(), query).await?.pop().ok_or(Error::NotFound)?;
    let drafts: Vec<Draft> = listed
        .speakers
        .iter()
        .filter(|speaker| speaker.profile.account_id.is_some() && speaker.email.is_some())
        .map(|speaker| draft(tx, event, &listed, speaker, role))
        .collect();
    let queued = queue_drafts(tx, event, drafts).await?;
    match queued.failed.into_iter().next() {
        Some(failed) => {
            Err(Error::Conflict(Message::new("error-mail-placeholder").arg("name", failed.problem.name)))
        }
        None => Ok(()),
    }
}

/// The proposal's language where the event's pages have it, else the speaker's, else the event's.
fn locale(event: &event::Model, listed: &Listed, speaker: &Speaker) -> String {
    let pages = event.page_locales();
    let wishes = [Some(&listed.submission.content_locale), speaker.profile.locale.as_ref()];
    wishes.into_iter().flatten().find(|wish| pages.contains(wish)).unwrap_or(&event.locale).clone()
}

fn draft(tx: &Tx, event: &event::Model, listed: &Listed, speaker: &Speaker, role: MailRole) -> Draft {
    let locale = locale(event, listed, speaker);
    let text = |value: &I18nText| value.get(&locale, &event.locale).to_owned();
    let site = event.custom_domain.as_deref().unwrap_or(tx.site_url()).trim_end_matches('/');
    let event_url = format!("{site}/{}/", event.slug);
    let own_url = format!("{event_url}me/submissions/{}/", listed.submission.code);
    let names: Vec<&str> = listed.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let context = Context {
        event: Some(EventContext {
            name: text(&event.name),
            slug: event.slug.clone(),
            schedule_url: format!("{event_url}schedule/"),
            cfp_url: format!("{event_url}cfp"),
            all_submissions_url: format!("{event_url}me/submissions/"),
            profile_page_url: format!("{event_url}me/"),
            url: event_url,
            deadline: String::new(),
        }),
        submission: Some(SubmissionContext {
            code: listed.submission.code.clone(),
            title: listed.submission.title.clone(),
            confirmation_link: format!("{own_url}confirm"),
            withdraw_link: format!("{own_url}withdraw"),
            url: own_url,
            speakers: names.join(", "),
            session_type: text(&listed.submission_type.name),
            track: listed.track.as_ref().map(|track| text(&track.name)).unwrap_or_default(),
            duration_minutes: listed.duration(),
            ..Default::default()
        }),
        user: Some(UserContext {
            name: speaker.name.clone(),
            email: speaker.email.clone().unwrap_or_default(),
            has_account: true,
            ..Default::default()
        }),
        ..Default::default()
    };
    Draft {
        role,
        speakers: vec![speaker.profile.id],
        locale,
        submissions: vec![listed.submission.id],
        context,
        attachments: Vec::new(),
    }
}
