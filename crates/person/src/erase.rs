//! Erasing a person: what names them goes from everywhere, what belongs to events stays without a name
//! (docs/user/account.md says which is which).

use std::collections::{HashMap, HashSet};

use plenary_mail::delivery;
use plenary_mail::system::{self, SystemMail};
use plenary_model::{Actor, EmailVerification, Error, MailState, ObjectType, Result, SubmissionState, code};
use plenary_queue::job;
use plenary_store::Tx;
use plenary_store::entity::account::{self, Model};
use plenary_store::entity::{
    access_code, activity_log, address_check, answer, api_token, attendee_profile, availability, cached_file,
    event, favourite, feedback, job as jobs, preference, profile_picture, question, queued_mail,
    queued_mail_speaker, queued_mail_submission, resource, review, session, speaker_profile, speaker_role,
    submission, submission_comment, submission_invitation, submission_reviewer, team_invite, team_member,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QuerySelect,
};
use serde_json::{Value, json};

use crate::account::{normalise_email, note};
use crate::administrator;
use crate::picture::{REMOVE_CARDS, REMOVE_UNUSED};
use crate::scrub::{self, Traces};
use crate::{password, picture, profile, second_factor, session as sessions};

/// The name of whoever was erased.
pub const NAME: &str = "Deleted User";
const ADDRESS_LENGTH: usize = 12;

/// What erasing would take away and leave, as numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// They stay, under another name.
    pub proposals: u64,
    /// Never submitted: they go.
    pub drafts: u64,
    pub profiles: u64,
    pub pictures: u64,
    pub mails: u64,
    pub tokens: u64,
    pub teams: u64,
    /// They stay, under another name.
    pub log_entries: u64,
}

/// What would happen to whoever acts.
pub async fn preview(db: &impl ConnectionTrait, actor: &Actor) -> Result<Preview> {
    preview_of(db, crate::account::own(db, actor).await?.id).await
}

/// The same of any account. Whoever calls has found out that the actor may know.
pub(crate) async fn preview_of(db: &impl ConnectionTrait, account: i32) -> Result<Preview> {
    let profiles = || profiles_of(account);
    let of_state = |draft: bool| {
        let state = submission::Column::State;
        let condition =
            if draft { state.eq(SubmissionState::Draft) } else { state.ne(SubmissionState::Draft) };
        submission::Entity::find()
            .filter(submission::Column::Id.in_subquery(submissions_of(profiles())))
            .filter(condition)
    };
    let mails = queued_mail_speaker::Entity::find()
        .filter(queued_mail_speaker::Column::SpeakerId.in_subquery(profiles()));
    Ok(Preview {
        proposals: of_state(false).count(db).await?,
        drafts: of_state(true).count(db).await?,
        profiles: speaker_profile::Entity::find()
            .filter(speaker_profile::Column::AccountId.eq(account))
            .count(db)
            .await?,
        pictures: profile_picture::Entity::find()
            .filter(profile_picture::Column::AccountId.eq(account))
            .count(db)
            .await?,
        mails: mails.count(db).await?,
        tokens: api_token::Entity::find().filter(api_token::Column::AccountId.eq(account)).count(db).await?,
        teams: team_member::Entity::find()
            .filter(team_member::Column::AccountId.eq(account))
            .count(db)
            .await?,
        log_entries: activity_log::Entity::find()
            .filter(activity_log::Column::AccountId.eq(account))
            .count(db)
            .await?,
    })
}

fn profiles_of(account: i32) -> SelectStatement {
    Query::select()
        .column(speaker_profile::Column::Id)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::AccountId.eq(account))
        .to_owned()
}

fn submissions_of(profiles: SelectStatement) -> SelectStatement {
    Query::select()
        .column(speaker_role::Column::SubmissionId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SpeakerId.in_subquery(profiles))
        .to_owned()
}

fn reviews_of(account: i32) -> SelectStatement {
    Query::select()
        .column(review::Column::Id)
        .from(review::Entity)
        .and_where(review::Column::AccountId.eq(account))
        .to_owned()
}

/// Erases an account: its holder may, and administrators. The last administrator stays. Files go as soon
/// as the worker gets to it.
pub async fn erase(tx: &Tx, actor: &Actor, account: &Model) -> Result<()> {
    if actor.account() != Some(account.id) && !actor.is_administrator() {
        return Err(Error::NotFound);
    }
    if account.is_administrator && account.is_active && administrator::is_last(tx, account.id).await? {
        return Err(Error::conflict("account-error-last-administrator"));
    }
    let (address, name, locale) = (account.email.clone(), account.name.clone(), account.locale.clone());
    let was_active = account.is_active;
    let profiles = profile::of_account(tx.db(), account.id).await?;
    let known = known(tx, account, &profiles).await?;

    remove_cards(tx, account.id, &profiles).await?;
    delete_drafts(tx, account.id).await?;
    let questions = delete_answers(tx, account.id).await?;
    clean_mails(tx, &known, account, &profiles).await?;
    clean_log(tx, &known, account, &profiles, &questions).await?;
    delete_invitations(tx, &known.proven).await?;
    delete_uploads(tx, account.id).await?;
    delete_belongings(tx, account.id).await?;
    delete_mentions(tx, &known.proven).await?;
    clean_texts(tx, &known, account.id).await?;
    anonymise_profiles(tx, account.id).await?;
    anonymise_account(tx, account.id).await?;
    profile::raise_revisions(tx, account.id).await?;

    if actor.account() != Some(account.id) {
        note(tx, actor, account.id, "plenary.user.erase", json!({})).await?;
    }
    if was_active {
        system::queue(tx, &address, &locale, SystemMail::AccountErased { name }).await?;
    }
    Ok(())
}

/// By what a person is known here, also in former times.
struct Known {
    /// Names and all addresses: looked for in what is connected with the person. Anybody can be called anything.
    all: Traces,
    /// Addresses of which the person has shown, or the instance believes, that they are theirs: looked for everywhere.
    proven: Traces,
    /// The other addresses.
    unproven: Vec<String>,
}

/// What the log says where an address was proven.
const PROOFS: [&str; 4] = [
    "pretalx.user.email.change.confirm",
    "pretalx.user.email.update",
    "pretalx.user.email.verification.confirm",
    "pretalx.user.email.verification.promote",
];

async fn known(tx: &Tx, account: &Model, profiles: &[speaker_profile::Model]) -> Result<Known> {
    let (mut all, mut proven, mut unproven) = (Traces::default(), Traces::default(), Vec::new());
    all.add(&account.name);
    all.add(&account.email);
    match account.email_verification_state {
        EmailVerification::Unverified => unproven.push(account.email.clone()),
        _ => proven.add(&account.email),
    }
    for profile in profiles {
        for text in [&profile.name, &profile.email].into_iter().flatten() {
            all.add(text);
        }
    }
    let check = address_check::Entity::find().filter(address_check::Column::AccountId.eq(account.id));
    let check = check.one(tx.db()).await?.map(|check| check.address);
    for address in account.pending_email.iter().chain(&check) {
        all.add(address);
        unproven.push(normalise_email(address));
    }
    let ids: Vec<i32> = profiles.iter().map(|profile| profile.id).collect();
    let entries = activity_log::Entity::find().filter(about(account.id, &ids)).all(tx.db()).await?;
    for entry in entries {
        let is_proof = PROOFS.contains(&entry.action_type.as_str());
        let Some(data) = entry.data else { continue };
        for key in ["email", "old_email", "new_email", "pending_email", "name"] {
            let changed = data.get("changes").and_then(|changes| changes.get(key));
            let sides = changed.into_iter().flat_map(|both| [both.get("old"), both.get("new")]).flatten();
            for text in sides.chain(data.get(key)).filter_map(Value::as_str) {
                all.add(text);
                if is_proof && text.contains('@') {
                    proven.add(text);
                }
            }
        }
    }
    Ok(Known { all: all.finish(), proven: proven.finish(), unproven })
}

/// What the log says of the person as such.
fn about(account: i32, profiles: &[i32]) -> Condition {
    use activity_log::Column;
    let object = |kind: ObjectType, ids: Vec<i32>| {
        Condition::all().add(Column::ObjectType.eq(kind.to_string())).add(Column::ObjectId.is_in(ids))
    };
    let own_doing = Condition::all()
        .add(Column::AccountId.eq(account))
        .add(Column::ActionType.starts_with("pretalx.user."))
        .add(Column::ObjectType.eq(ObjectType::ApiToken.to_string()));
    Condition::any()
        .add(object(ObjectType::Account, vec![account]))
        .add(object(ObjectType::SpeakerProfile, profiles.to_vec()))
        .add(own_doing)
}

/// What it says of the person as such goes as a whole. Elsewhere the name goes where it says something of
/// their proposals, or names them by a code.
async fn clean_log(
    tx: &Tx,
    known: &Known,
    account: &Model,
    profiles: &[speaker_profile::Model],
    questions: &[i32],
) -> Result<()> {
    use activity_log::Column;
    let ids: Vec<i32> = profiles.iter().map(|profile| profile.id).collect();
    scrub::clear_log(tx, about(account.id, &ids)).await?;
    let of_proposals = Condition::all()
        .add(Column::ObjectType.eq(ObjectType::Submission.to_string()))
        .add(Column::ObjectId.in_subquery(submissions_of(profiles_of(account.id))));
    let of_reviews = Condition::all()
        .add(Column::ObjectType.eq(ObjectType::Review.to_string()))
        .add(Column::ObjectId.in_subquery(reviews_of(account.id)));
    let mut connected = Condition::any().add(of_proposals).add(of_reviews);
    for code in account.code.iter().chain(profiles.iter().map(|profile| &profile.code)) {
        connected = connected.add(scrub::log_names(code));
    }
    scrub::log(tx, &known.all, connected, questions).await?;
    scrub::log(tx, &known.proven, Condition::any().add(known.proven.may_be_in(Column::Data, true)), &[]).await
}

/// Proposals that were never submitted, of which nobody else is a speaker.
async fn delete_drafts(tx: &Tx, account: i32) -> Result<()> {
    let mine = submission::Entity::find()
        .filter(submission::Column::State.eq(SubmissionState::Draft))
        .filter(submission::Column::Id.in_subquery(submissions_of(profiles_of(account))))
        .all(tx.db())
        .await?;
    let ids: Vec<i32> = mine.iter().map(|draft| draft.id).collect();
    let shared: Vec<i32> = speaker_role::Entity::find()
        .select_only()
        .column(speaker_role::Column::SubmissionId)
        .filter(speaker_role::Column::SubmissionId.is_in(ids))
        .filter(speaker_role::Column::SpeakerId.not_in_subquery(profiles_of(account)))
        .into_tuple()
        .all(tx.db())
        .await?;
    let drafts: Vec<submission::Model> =
        mine.into_iter().filter(|draft| !shared.contains(&draft.id)).collect();
    if drafts.is_empty() {
        return Ok(());
    }
    let ids = || drafts.iter().map(|draft| draft.id).collect::<Vec<_>>();
    let answers =
        answer::Entity::find().filter(answer::Column::SubmissionId.is_in(ids())).all(tx.db()).await?;
    let resources =
        resource::Entity::find().filter(resource::Column::SubmissionId.is_in(ids())).all(tx.db()).await?;
    answer::Entity::delete_many().filter(answer::Column::SubmissionId.is_in(ids())).exec(tx.db()).await?;
    resource::Entity::delete_many().filter(resource::Column::SubmissionId.is_in(ids())).exec(tx.db()).await?;
    submission::Entity::delete_many().filter(submission::Column::Id.is_in(ids())).exec(tx.db()).await?;
    let files = drafts.iter().map(|draft| &draft.image);
    let files = files.chain(answers.iter().map(|answer| &answer.answer_file));
    let files = files.chain(resources.iter().map(|resource| &resource.resource));
    let files: Vec<String> = files.flatten().cloned().collect();
    remove_files(tx, files).await
}

/// What the person answered about themselves, and answers about their proposals and reviews that are marked
/// as personal. Returns the questions.
async fn delete_answers(tx: &Tx, account: i32) -> Result<Vec<i32>> {
    let personal = Query::select()
        .column(question::Column::Id)
        .from(question::Entity)
        .and_where(question::Column::ContainsPersonalData.eq(true))
        .to_owned();
    let of_reviews = Condition::all()
        .add(answer::Column::QuestionId.in_subquery(personal.clone()))
        .add(answer::Column::ReviewId.in_subquery(reviews_of(account)));
    let of_proposals = Condition::all()
        .add(answer::Column::QuestionId.in_subquery(personal))
        .add(answer::Column::SubmissionId.in_subquery(submissions_of(profiles_of(account))));
    let wanted = Condition::any()
        .add(answer::Column::SpeakerId.in_subquery(profiles_of(account)))
        .add(of_proposals)
        .add(of_reviews);
    let answers = answer::Entity::find().filter(wanted.clone()).all(tx.db()).await?;
    answer::Entity::delete_many().filter(wanted).exec(tx.db()).await?;
    let files: Vec<String> = answers.iter().filter_map(|answer| answer.answer_file.clone()).collect();
    remove_files(tx, files).await?;
    let mut questions: Vec<i32> = answers.iter().map(|answer| answer.question_id).collect();
    questions.sort_unstable();
    questions.dedup();
    Ok(questions)
}

async fn remove_files(tx: &Tx, paths: Vec<String>) -> Result<()> {
    for path in paths.iter().filter(|path| !path.is_empty()) {
        job::enqueue(tx, REMOVE_UNUSED, path, tx.now()).await?;
    }
    Ok(())
}

/// Mails to the person alone go; of others the address goes, and every mention in those about the person's
/// proposals.
async fn clean_mails(
    tx: &Tx,
    known: &Known,
    account: &Model,
    profiles: &[speaker_profile::Model],
) -> Result<()> {
    use queued_mail::Column;
    let linked = Query::select()
        .column(queued_mail_speaker::Column::QueuedMailId)
        .from(queued_mail_speaker::Entity)
        .and_where(queued_mail_speaker::Column::SpeakerId.in_subquery(profiles_of(account.id)))
        .to_owned();
    let about = Query::select()
        .column(queued_mail_submission::Column::QueuedMailId)
        .from(queued_mail_submission::Entity)
        .and_where(
            queued_mail_submission::Column::SubmissionId.in_subquery(submissions_of(profiles_of(account.id))),
        )
        .to_owned();
    let connected = Condition::any().add(Column::Id.in_subquery(linked)).add(Column::Id.in_subquery(about));
    let connected = queued_mail::Entity::find().filter(connected).all(tx.db()).await?;
    let connected: HashSet<i32> = connected.iter().map(|mail| mail.id).collect();
    // From the instance to an address that is not proven: those that greet the person and are not sent yet.
    let to_unproven = Condition::all()
        .add(Column::EventId.is_null())
        .add(Column::State.ne(MailState::Sent))
        .add(Column::Recipients.is_in(known.unproven.iter().map(String::as_str)));
    let mut wanted = Condition::any().add(Column::Id.is_in(connected.iter().copied())).add(to_unproven);
    for column in [
        Column::Recipients,
        Column::ReplyTo,
        Column::Cc,
        Column::Bcc,
        Column::Subject,
        Column::Text,
        Column::TextHtml,
    ] {
        wanted = wanted.add(known.proven.may_be_in(column, false));
    }
    for column in [Column::ErrorData, Column::Attachments] {
        wanted = wanted.add(known.proven.may_be_in(column, true));
    }
    let mails = queued_mail::Entity::find().filter(wanted).all(tx.db()).await?;
    let links = queued_mail_speaker::Entity::find()
        .filter(queued_mail_speaker::Column::QueuedMailId.is_in(mails.iter().map(|mail| mail.id)))
        .all(tx.db())
        .await?;
    let is_own = |speaker: i32| profiles.iter().any(|profile| profile.id == speaker);
    let (mut gone, mut touched) = (Vec::new(), Vec::new());
    for mail in mails {
        let of_mail = || links.iter().filter(|link| link.queued_mail_id == mail.id);
        let is_connected = connected.contains(&mail.id);
        let recipients = mail.recipients.as_deref().unwrap_or_default();
        let to_unproven = mail.event_id.is_none()
            && mail.state != MailState::Sent
            && known.unproven.iter().any(|address| address == recipients);
        let lists = [&mail.recipients, &mail.reply_to, &mail.cc, &mail.bcc];
        let has_address = lists.into_iter().flatten().any(|list| known.proven.taken_out(list).is_some());
        let traces = if is_connected || to_unproven || has_address { &known.all } else { &known.proven };
        let greets = mail.text.lines().next().is_some_and(|line| traces.taken_out(line).is_some());
        if to_unproven && !greets {
            continue;
        }
        let has_other_address = recipients
            .split(',')
            .any(|address| !address.trim().is_empty() && traces.taken_out(address).is_none());
        let to_person = of_mail().any(|link| is_own(link.speaker_id))
            || recipients.split(',').any(|address| traces.taken_out(address).is_some());
        let to_others = has_other_address || of_mail().any(|link| !is_own(link.speaker_id));
        touched.push(mail.id.to_string());
        if to_person && !to_others {
            gone.push(mail.id);
        } else {
            clean_mail(tx, traces, mail).await?;
        }
    }
    queued_mail_speaker::Entity::delete_many()
        .filter(queued_mail_speaker::Column::SpeakerId.in_subquery(profiles_of(account.id)))
        .exec(tx.db())
        .await?;
    queued_mail::Entity::delete_many().filter(Column::Id.is_in(gone)).exec(tx.db()).await?;
    // Why one did not arrive names who should have got it.
    let silent = jobs::ActiveModel { error: Set(None), ..Default::default() };
    jobs::Entity::update_many()
        .set(silent)
        .filter(jobs::Column::Kind.is_in([delivery::OF_EVENT, delivery::SYSTEM]))
        .filter(jobs::Column::Key.is_in(touched))
        .exec(tx.db())
        .await?;
    Ok(())
}

async fn clean_mail(tx: &Tx, traces: &Traces, mail: queued_mail::Model) -> Result<()> {
    let addresses = |list: Option<String>| {
        let list = list?;
        let left: Vec<&str> =
            list.split(',').filter(|address| traces.taken_out(address).is_none()).map(str::trim).collect();
        Some(left.join(",")).filter(|left| !left.is_empty())
    };
    let text = |text: String| traces.taken_out(&text).unwrap_or(text);
    let value = |value: Option<Value>| value.map(|value| traces.taken_out_of_value(&value).unwrap_or(value));
    let change = queued_mail::ActiveModel {
        id: Set(mail.id),
        recipients: Set(addresses(mail.recipients)),
        reply_to: Set(addresses(mail.reply_to)),
        cc: Set(addresses(mail.cc)),
        bcc: Set(addresses(mail.bcc)),
        subject: Set(text(mail.subject)),
        text: Set(text(mail.text)),
        text_html: Set(mail.text_html.map(text)),
        error_data: Set(value(mail.error_data)),
        attachments: Set(value(mail.attachments)),
        ..Default::default()
    };
    change.update(tx.db()).await?;
    Ok(())
}

/// Invitations that wait for the person; tokens in them are void with it.
async fn delete_invitations(tx: &Tx, traces: &Traces) -> Result<()> {
    let to_proposals = submission_invitation::Entity::find()
        .filter(traces.may_be_in(submission_invitation::Column::Email, false))
        .all(tx.db())
        .await?;
    let ids: Vec<i32> =
        to_proposals.iter().filter(|row| traces.is(&normalise_email(&row.email))).map(|row| row.id).collect();
    let gone = submission_invitation::Entity::delete_many();
    gone.filter(submission_invitation::Column::Id.is_in(ids)).exec(tx.db()).await?;
    let to_teams = team_invite::Entity::find()
        .filter(traces.may_be_in(team_invite::Column::Email, false))
        .all(tx.db())
        .await?;
    let is_theirs = |row: &&team_invite::Model| row.email.as_deref().is_some_and(|email| traces.is(email));
    let ids: Vec<i32> = to_teams.iter().filter(is_theirs).map(|row| row.id).collect();
    team_invite::Entity::delete_many().filter(team_invite::Column::Id.is_in(ids)).exec(tx.db()).await?;
    let drafts = submission::Entity::find()
        .filter(traces.may_be_in(submission::Column::DraftAdditionalSpeakers, true))
        .all(tx.db())
        .await?;
    for draft in drafts {
        let Some(speakers) = traces.taken_out_of_value(&draft.draft_additional_speakers) else { continue };
        let change = submission::ActiveModel {
            id: Set(draft.id),
            draft_additional_speakers: Set(without_gone(speakers)),
            ..Default::default()
        };
        change.update(tx.db()).await?;
    }
    Ok(())
}

fn without_gone(list: Value) -> Value {
    match list {
        Value::Array(items) => {
            items.into_iter().filter(|item| !item.to_string().contains("[deleted]")).collect()
        }
        other => other,
    }
}

/// Files that were uploaded for a form that was not sent yet.
async fn delete_uploads(tx: &Tx, account: i32) -> Result<()> {
    let own = Query::select()
        .column(session::Column::Id)
        .from(session::Entity)
        .and_where(session::Column::AccountId.eq(account))
        .to_owned();
    let of_sessions = cached_file::Column::SessionKey.in_subquery(own);
    let uploads = cached_file::Entity::find().filter(of_sessions.clone()).all(tx.db()).await?;
    cached_file::Entity::delete_many().filter(of_sessions).exec(tx.db()).await?;
    let files: Vec<String> = uploads.into_iter().filter_map(|upload| upload.file).collect();
    remove_files(tx, files).await
}

async fn delete_belongings(tx: &Tx, account: i32) -> Result<()> {
    sessions::end_all(tx, account).await?;
    second_factor::remove(tx, account).await?;
    macro_rules! delete {
        ($($entity:ident),*) => {
            $($entity::Entity::delete_many()
                .filter($entity::Column::AccountId.eq(account))
                .exec(tx.db())
                .await?;)*
        };
    }
    delete!(
        address_check,
        api_token,
        preference,
        favourite,
        team_member,
        submission_reviewer,
        attendee_profile
    );
    availability::Entity::delete_many()
        .filter(availability::Column::SpeakerId.in_subquery(profiles_of(account)))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Browsers in which somebody registered with the person's address, what others are told on their next page,
/// and reasons why mails did not arrive.
async fn delete_mentions(tx: &Tx, traces: &Traces) -> Result<()> {
    let found = session::Entity::find().filter(traces.may_be_in(session::Column::Data, true));
    let (others, nobodys): (Vec<_>, Vec<_>) =
        found.all(tx.db()).await?.into_iter().partition(|row| row.account_id.is_some());
    let ids =
        nobodys.into_iter().filter(|row| traces.taken_out_of_value(&row.data).is_some()).map(|row| row.id);
    session::Entity::delete_many().filter(session::Column::Id.is_in(ids)).exec(tx.db()).await?;
    for row in others {
        let Some(data) = traces.taken_out_of_value(&row.data) else { continue };
        let change = session::ActiveModel { id: Set(row.id), data: Set(data), ..Default::default() };
        change.update(tx.db()).await?;
    }
    let silent = jobs::ActiveModel { error: Set(None), ..Default::default() };
    let failed = jobs::Entity::update_many().set(silent);
    failed.filter(traces.may_be_in(jobs::Column::Error, false)).exec(tx.db()).await?;
    Ok(())
}

/// What others wrote about the person's proposals, for a few or for themselves: the name goes, the rest stays.
/// Addresses go from such texts everywhere.
async fn clean_texts(tx: &Tx, known: &Known, account: i32) -> Result<()> {
    let proposals = || submissions_of(profiles_of(account));
    let codes = Query::select()
        .column(submission::Column::AccessCodeId)
        .from(submission::Entity)
        .and_where(submission::Column::Id.in_subquery(proposals()))
        .and_where(submission::Column::AccessCodeId.is_not_null())
        .to_owned();
    macro_rules! clean {
        ($($entity:ident . $column:ident $field:ident, $theirs:expr;)+) => {$(
            let theirs = $entity::Entity::find().filter($theirs).filter($entity::Column::$column.is_not_null());
            let named = $entity::Entity::find().filter(known.proven.may_be_in($entity::Column::$column, false));
            for (rows, traces) in [(theirs, &known.all), (named, &known.proven)] {
                for row in rows.all(tx.db()).await? {
                    let text: Option<String> = row.$field.into();
                    let Some(text) = text.and_then(|text| traces.taken_out(&text)) else { continue };
                    let change =
                        $entity::ActiveModel { id: Set(row.id), $field: Set(text.into()), ..Default::default() };
                    change.update(tx.db()).await?;
                }
            }
        )+};
    }
    clean!(
        submission.InternalNotes internal_notes, submission::Column::Id.in_subquery(proposals());
        speaker_profile.InternalNotes internal_notes, speaker_profile::Column::AccountId.eq(account);
        access_code.InternalNotes internal_notes, access_code::Column::Id.in_subquery(codes);
        review.Text text, review::Column::SubmissionId.in_subquery(proposals());
        submission_comment.Text text, submission_comment::Column::SubmissionId.in_subquery(proposals());
        feedback.Review review, feedback::Column::SubmissionId.in_subquery(proposals());
    );
    Ok(())
}

/// The cards that show the person's name and picture: of their own pages and of their sessions.
async fn remove_cards(tx: &Tx, account: i32, profiles: &[speaker_profile::Model]) -> Result<()> {
    let sessions: Vec<(i32, String)> = submission::Entity::find()
        .select_only()
        .column(submission::Column::EventId)
        .column(submission::Column::Code)
        .filter(submission::Column::Id.in_subquery(submissions_of(profiles_of(account))))
        .into_tuple()
        .all(tx.db())
        .await?;
    let of_speakers = profiles.iter().map(|row| (row.event_id, format!("speaker-{}", row.code)));
    let of_sessions = sessions.into_iter().map(|(event, code)| (event, format!("talk-{code}")));
    let objects: Vec<(i32, String)> = of_speakers.chain(of_sessions).collect();
    let slugs: HashMap<i32, String> = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .column(event::Column::Slug)
        .filter(event::Column::Id.is_in(profiles.iter().map(|row| row.event_id)))
        .into_tuple()
        .all(tx.db())
        .await?
        .into_iter()
        .collect();
    let key = |(event, name): (i32, String)| slugs.get(&event).map(|slug| format!("{slug}/{name}"));
    let keys: Vec<String> = objects.into_iter().filter_map(key).collect();
    job::enqueue_all(tx, REMOVE_CARDS, &keys).await
}

async fn anonymise_profiles(tx: &Tx, account: i32) -> Result<()> {
    let nobody = speaker_profile::ActiveModel {
        name: Set(None),
        email: Set(None),
        locale: Set(None),
        invitation_token: Set(None),
        invitation_sent: Set(None),
        biography: Set(None),
        internal_notes: Set(None),
        profile_picture_id: Set(None),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let all = speaker_profile::Entity::update_many().set(nobody);
    all.filter(speaker_profile::Column::AccountId.eq(account)).exec(tx.db()).await?;
    Ok(())
}

async fn anonymise_account(tx: &Tx, id: i32) -> Result<()> {
    let nobody = account::ActiveModel {
        id: Set(id),
        password: Set(password::unusable(tx.random())),
        last_login: Set(None),
        name: Set(NAME.to_owned()),
        email: Set(format!("deleted_user_{}@localhost", code::lower_token(tx.random(), ADDRESS_LENGTH))),
        email_verification_state: Set(EmailVerification::Unverified),
        pending_email: Set(None),
        pending_email_sent: Set(None),
        is_active: Set(false),
        is_administrator: Set(false),
        locale: Set("en".to_owned()),
        timezone: Set("UTC".to_owned()),
        profile_picture_id: Set(None),
        pw_reset_token: Set(None),
        pw_reset_time: Set(None),
        ..Default::default()
    };
    nobody.update(tx.db()).await?;
    let own = profile_picture::Column::AccountId.eq(id);
    let pictures = profile_picture::Entity::find().filter(own).all(tx.db()).await?;
    picture::remove(tx, &pictures).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invited_speakers_of_a_draft() {
        assert_eq!(without_gone(json!(["a@b.org", "[deleted]"])), json!(["a@b.org"]));
        assert_eq!(without_gone(json!({})), json!({}));
    }
}
