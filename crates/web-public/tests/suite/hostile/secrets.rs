//! An event full of what nobody may see, beside another organiser's event that nobody may know of.

use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{
    Actor, LinkRole, MailState, QuestionTarget, QuestionVariant, SubmissionState, TargetGroup,
};
use plenary_person::{account, profile};
use plenary_schedule::room;
use plenary_store::Tx;
use plenary_store::entity::{
    access_code, answer, api_token, event_link, feedback, question, queued_mail, resource, review,
    speaker_information, speaker_profile, submission, submission_comment, submission_invitation,
    submission_tag, tag, team,
};
use plenary_store::testing::TestDatabase;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{SECRET, SHARED};
use crate::answers;
use crate::setting::{Setting, Wanted, at, person, set_up};

/// The public event, and everything that stands for something in an address.
pub struct Secrets {
    pub setting: Setting,
    /// Of a public event of the same organiser: speaks there only.
    pub elsewhere: Actor,
    /// Becomes public with the first release.
    pub session: submission::Model,
    pub speaker: speaker_profile::Model,
    /// Codes of proposals and speakers that are in no release.
    pub hidden: Vec<String>,
    /// Slug of the other organiser's event.
    pub other: String,
    /// Codes of what is in its release.
    pub others: Vec<String>,
}

/// Something secret about `what`.
pub fn secret(what: &str) -> String {
    format!("{SECRET}-{what}")
}

/// The code of the link by which speakers show a session around.
pub fn share(what: &str) -> String {
    format!("{SHARED}{what}")
}

fn texts(what: &str) -> submission::ActiveModel {
    let text = |field: &str| Set(Some(secret(&format!("{what}-{field}"))));
    submission::ActiveModel {
        abstract_text: text("abstract"),
        description: text("description"),
        image: Set(Some(format!("example2026/submissions/{}.png", secret(&format!("{what}-image"))))),
        ..private(what)
    }
}

/// What stays secret of a session that is public.
fn private(what: &str) -> submission::ActiveModel {
    let text = |field: &str| Set(Some(secret(&format!("{what}-{field}"))));
    submission::ActiveModel {
        notes: text("notes"),
        internal_notes: text("internal"),
        review_code: Set(Some(share(what))),
        invitation_token: Set(secret(&format!("{what}-invitation"))),
        ..Default::default()
    }
}

pub async fn build(test: &TestDatabase) -> Secrets {
    let mut setting = set_up(test).await;
    let tx = test.database.begin().await.unwrap();
    // Speaks in nothing that is public; its account and profile are called the same.
    setting.speakers.push(person(&tx, &secret("speaker"), &format!("{}@mail.example", secret("mail"))).await);
    let hidden_speaker = setting.speakers.len() - 1;

    let soon = Wanted { title: "Zq7Soon", change: private("released"), ..Default::default() };
    let session = setting.session(&tx, soon).await;
    let mut hidden = Vec::new();
    for (hour, state) in [
        (9, SubmissionState::Accepted),
        (10, SubmissionState::Canceled),
        (11, SubmissionState::Submitted),
        (12, SubmissionState::Rejected),
        (13, SubmissionState::Withdrawn),
        (14, SubmissionState::Draft),
    ] {
        let name = secret(state.as_str());
        let start = format!("2026-09-11T{hour:02}:00:00Z");
        // Those that are out are no less secret for being featured.
        let featured = state.is_out() || state == SubmissionState::Draft;
        let change = submission::ActiveModel { is_featured: Set(featured), ..texts(state.as_str()) };
        let wanted =
            Wanted { title: &name, speaker: hidden_speaker, start: &start, change, ..Default::default() };
        let row = setting.session(&tx, wanted).await;
        if matches!(state, SubmissionState::Accepted | SubmissionState::Canceled) {
            setting.set_state(&tx, &row.code, state).await;
        } else {
            let mut change = row.clone().into_active_model();
            change.state = Set(state);
            change.update(tx.db()).await.unwrap();
        }
        hidden.push(row.code);
    }
    let profiles = speaker_profile::Entity::find()
        .filter(speaker_profile::Column::EventId.eq(setting.event.id))
        .all(tx.db())
        .await
        .unwrap();
    let mut speaker = None;
    for row in profiles {
        let account = row.account_id.unwrap();
        let is_hidden = setting.speakers[hidden_speaker].account() == Some(account);
        let mut change = row.clone().into_active_model();
        change.internal_notes = Set(Some(secret("speaker-internal")));
        change.email = Set(Some(format!("{}@mail.example", secret("profile-mail"))));
        change.invitation_token = Set(Some(secret(&format!("speaker-token-{account}"))));
        change.biography = Set(is_hidden.then(|| secret("biography")));
        let row = change.update(tx.db()).await.unwrap();
        if is_hidden { hidden.push(row.code) } else { speaker = Some(row) }
    }
    let speaker = speaker.unwrap();
    around(&tx, &setting, &session, &speaker).await;

    let slug = setting.other_event(&tx, "elsewhere2026").await;
    let elsewhere = person(&tx, "Elsa Elsewhere", "elsa@example.org").await;
    let event = events::find(tx.db(), &slug).await.unwrap();
    let row = account::load(tx.db(), elsewhere.account().unwrap()).await.unwrap();
    profile::ensure(&tx, &row, &event).await.unwrap();
    let (other, others) = other_event(&tx, &setting).await;
    tx.commit().await.unwrap();
    Secrets { setting, elsewhere, session, speaker, hidden, other, others }
}

/// What hangs on a public session and its event, and is for organisers, reviewers or speakers.
async fn around(tx: &Tx, setting: &Setting, session: &submission::Model, speaker: &speaker_profile::Model) {
    let (db, event) = (tx.db(), setting.event.id);
    let organiser = setting.organiser.account().unwrap();
    let text = |what: &str| Set(secret(what));
    let some = |what: &str| Set(Some(secret(what)));
    for (name, active, is_public, target) in [
        ("private", true, false, QuestionTarget::Submission),
        ("inactive", false, true, QuestionTarget::Submission),
        ("speakers", true, false, QuestionTarget::Speaker),
        ("reviewers", true, true, QuestionTarget::Reviewer),
    ] {
        let change =
            question::ActiveModel { active: Set(active), is_public: Set(is_public), ..Default::default() };
        let name = secret(&format!("question-{name}"));
        let question = answers::question(tx, setting, &name, QuestionVariant::File, target, change).await;
        let (of_session, of_speaker) = match target {
            QuestionTarget::Speaker => (None, Some(speaker.id)),
            _ => (Some(session.id), None),
        };
        let id = answers::answer(tx, question, of_session, of_speaker, &secret("answer")).await;
        let file = answer::ActiveModel {
            id: Set(id),
            answer_file: Set(Some(format!("example2026/question_uploads/{}.pdf", secret("file")))),
            ..Default::default()
        };
        file.update(db).await.unwrap();
    }
    for (link, file) in
        [(Some(format!("https://x.example/{}", secret("link"))), None), (None, Some("slides"))]
    {
        let row = resource::ActiveModel {
            submission_id: Set(session.id),
            link: Set(link),
            resource: Set(file.map(|name| format!("example2026/submissions/{}.pdf", secret(name)))),
            description: text("resource"),
            is_public: Set(false),
            ..Default::default()
        };
        row.insert(db).await.unwrap();
    }
    let row = review::ActiveModel {
        submission_id: Set(session.id),
        account_id: Set(organiser),
        text: some("review"),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = submission_comment::ActiveModel {
        submission_id: Set(session.id),
        account_id: Set(organiser),
        text: text("comment"),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = tag::ActiveModel {
        event_id: Set(event),
        tag: text("tag"),
        description: Set(secret("tag-description").as_str().into()),
        color: Set("#123456".to_owned()),
        is_public: Set(false),
        ..Default::default()
    };
    let tag = row.insert(db).await.unwrap().id;
    let row = submission_tag::ActiveModel { submission_id: Set(session.id), tag_id: Set(tag) };
    submission_tag::Entity::insert(row).exec_without_returning(db).await.unwrap();
    let row = feedback::ActiveModel {
        submission_id: Set(session.id),
        review: text("feedback"),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = submission_invitation::ActiveModel {
        submission_id: Set(session.id),
        email: Set(format!("{}@mail.example", secret("invited"))),
        token: text("invited-token"),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = access_code::ActiveModel {
        event_id: Set(event),
        code: text("access"),
        redeemed: Set(0),
        internal_notes: some("access-notes"),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = speaker_information::ActiveModel {
        event_id: Set(event),
        target_group: Set(TargetGroup::Submitters),
        title: Set(secret("information").as_str().into()),
        text: Set(secret("information-text").as_str().into()),
        resource: Set(Some(format!("example2026/speaker_information/{}.pdf", secret("handout")))),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = queued_mail::ActiveModel {
        event_id: Set(Some(event)),
        recipients: Set(Some(format!("{}@mail.example", secret("recipient")))),
        subject: text("subject"),
        text: text("mail-text"),
        state: Set(MailState::Draft),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    let row = api_token::ActiveModel {
        name: text("token"),
        account_id: Set(organiser),
        all_events: Set(true),
        endpoints: Set(serde_json::json!({})),
        token_hash: text("token-hash"),
        token_start: Set("zq7".to_owned()),
        ..Default::default()
    };
    row.insert(db).await.unwrap();
    for row in team::Entity::find().all(db).await.unwrap() {
        let mut change = row.into_active_model();
        change.name = text("team");
        change.update(db).await.unwrap();
    }
    let cellar =
        room::create(tx, &setting.organiser, &setting.event, secret("room").as_str().into(), None).await;
    let cellar = plenary_store::entity::room::ActiveModel {
        id: Set(cellar.unwrap().id),
        hidden: Set(true),
        ..Default::default()
    };
    cellar.update(db).await.unwrap();
    let hall = plenary_store::entity::room::ActiveModel {
        id: Set(setting.rooms[0]),
        speaker_info: Set(secret("room-for-speakers").as_str().into()),
        ..Default::default()
    };
    hall.update(db).await.unwrap();
    setting
        .change_event(
            tx,
            plenary_store::entity::event::ActiveModel {
                mail_settings: Set(serde_json::json!({
                    "smtp_password": secret("smtp"), "smtp_username": secret("smtp-user"), "signature": secret("signature"),
                })),
                review_settings: Set(serde_json::json!({"help_text": secret("review-help")})),
                plugins: some("plugin"),
                ..Default::default()
            },
        )
        .await;
}

/// An event that is not public, of another organiser, with a release; slug and codes.
async fn other_event(tx: &Tx, setting: &Setting) -> (String, Vec<String>) {
    let owner = person(tx, &secret("owner"), &format!("{}@mail.example", secret("owner"))).await;
    let by = secret("organisation");
    let owned = organiser::create(tx, &Actor::System, &by.as_str().into(), "zq7other", owner.account())
        .await
        .unwrap();
    let new = NewEvent {
        organiser: owned,
        name: secret("event").as_str().into(),
        slug: "quietly2026".to_owned(),
        date_from: setting.event.date_from,
        date_to: setting.event.date_to,
        time_zone: "UTC".to_owned(),
        email: format!("{}@mail.example", secret("event-mail")),
        locales: vec!["en".to_owned()],
        deadline: Some(at("2026-07-01T00:00:00Z")),
        primary_color: Some("#a7a7a7".to_owned()),
    };
    let event = events::create(tx, &owner, new).await.unwrap();
    let mut change = event.into_active_model();
    change.landing_page_text = Set(secret("landing").as_str().into());
    change.featured_sessions_text = Set(secret("featured-text").as_str().into());
    // Only for as long as its speaker submits.
    change.is_public = Set(true);
    let event = change.update(tx.db()).await.unwrap();
    let link = event_link::ActiveModel {
        event_id: Set(event.id),
        label: Set(secret("event-link").as_str().into()),
        url: Set(format!("https://x.example/{}", secret("event-link"))),
        role: Set(LinkRole::Header),
        ..Default::default()
    };
    link.insert(tx.db()).await.unwrap();
    let room = room::create(tx, &owner, &event, secret("other-room").as_str().into(), None).await.unwrap().id;
    let speaker =
        person(tx, &secret("other-speaker"), &format!("{}@mail.example", secret("other-mail"))).await;
    let theirs = Setting {
        event,
        organiser: owner,
        speakers: vec![speaker],
        stranger: setting.stranger.clone(),
        rooms: vec![room],
    };
    let title = secret("other-session");
    let change = submission::ActiveModel { is_featured: Set(true), ..texts("other") };
    let session = theirs.session(tx, Wanted { title: &title, change, ..Default::default() }).await;
    theirs.release(tx, "1.0").await;
    events::set_public(tx, &theirs.organiser, &theirs.event, false).await.unwrap();
    let profile = speaker_profile::Entity::find()
        .filter(speaker_profile::Column::EventId.eq(theirs.event.id))
        .one(tx.db())
        .await
        .unwrap()
        .unwrap();
    (theirs.event.slug, vec![session.code, profile.code])
}

/// Changes to the working version that are in no release: a session, another room for one that is
/// public, a break. What nobody may see of them contains [`super::LATER`].
pub async fn plan_on(test: &TestDatabase, secrets: &Secrets) -> String {
    let setting = &secrets.setting;
    let tx = test.database.begin().await.unwrap();
    // Names of rooms that are not hidden are public, whether they are used or not.
    let room = room::create(&tx, &setting.organiser, &setting.event, "Annex".into(), None).await.unwrap().id;
    let planned = Setting {
        event: setting.event.clone(),
        organiser: setting.organiser.clone(),
        speakers: vec![setting.speakers[1].clone()],
        stranger: setting.stranger.clone(),
        rooms: vec![room],
    };
    let title = format!("{}-session", super::LATER);
    let start = "2026-09-12T08:00:00Z";
    let row = planned.session(&tx, Wanted { title: &title, start, ..Default::default() }).await;
    planned.pause(&tx, &format!("{}-break", super::LATER), 0, "2026-09-12T10:00:00Z", 30).await;
    let wip = plenary_schedule::working::load(tx.db(), &setting.organiser, &setting.event).await.unwrap();
    let of_session = |id: Option<i32>| id == Some(secrets.session.id);
    let slot = wip.slots.iter().find(|slot| of_session(slot.slot.submission_id)).unwrap().slot.id;
    planned.place(&tx, slot, 0, "2026-09-12T12:37:00Z", 30).await;
    tx.commit().await.unwrap();
    row.code
}
