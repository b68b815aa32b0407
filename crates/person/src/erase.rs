//! Erasing a person: what names them goes from everywhere, what belongs to events stays without a name
//! (docs/user/account.md says which is which).

use plenary_mail::system::{self, SystemMail};
use plenary_model::{Actor, EmailVerification, Error, ObjectType, Result, SubmissionState, code};
use plenary_queue::job;
use plenary_store::Tx;
use plenary_store::entity::account::{self, Model};
use plenary_store::entity::{
    activity_log, address_check, answer, api_token, attendee_profile, availability, cached_file, favourite,
    job as jobs, preference, profile_picture, question, queued_mail, queued_mail_speaker, resource, session,
    speaker_profile, speaker_role, submission, submission_invitation, submission_reviewer, team_invite,
    team_member,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QuerySelect,
};
use serde_json::{Value, json};

use crate::account::{normalise_email, note};
use crate::administrator;
use crate::picture::REMOVE_UNUSED;
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
    let traces = traces(tx, account, &profiles).await?;

    delete_drafts(tx, account.id).await?;
    let questions = delete_answers(tx, account.id).await?;
    clean_mails(tx, &traces, account.id).await?;
    clean_log(tx, &traces, account.id, &profiles, &questions).await?;
    delete_invitations(tx, &traces).await?;
    delete_uploads(tx, account.id).await?;
    delete_belongings(tx, account.id).await?;
    delete_mentions(tx, &traces).await?;
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

/// Every name and address by which the person is known here, those of former times included.
async fn traces(tx: &Tx, account: &Model, profiles: &[speaker_profile::Model]) -> Result<Traces> {
    let mut traces = Traces::default();
    traces.add(&account.name);
    traces.add(&account.email);
    for text in [&account.pending_email].into_iter().flatten() {
        traces.add(text);
    }
    for profile in profiles {
        for text in [&profile.name, &profile.email].into_iter().flatten() {
            traces.add(text);
        }
    }
    let check = address_check::Entity::find().filter(address_check::Column::AccountId.eq(account.id));
    if let Some(check) = check.one(tx.db()).await? {
        traces.add(&check.address);
    }
    let ids: Vec<i32> = profiles.iter().map(|profile| profile.id).collect();
    let entries = activity_log::Entity::find().filter(about(account.id, &ids)).all(tx.db()).await?;
    for data in entries.iter().filter_map(|entry| entry.data.as_ref()) {
        for key in ["email", "old_email", "new_email", "pending_email", "name"] {
            let changed = data.get("changes").and_then(|changes| changes.get(key));
            let sides = changed.into_iter().flat_map(|both| [both.get("old"), both.get("new")]).flatten();
            for text in sides.chain(data.get(key)).filter_map(Value::as_str) {
                traces.add(text);
            }
        }
    }
    Ok(traces.finish())
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

async fn clean_log(
    tx: &Tx,
    traces: &Traces,
    account: i32,
    profiles: &[speaker_profile::Model],
    questions: &[i32],
) -> Result<()> {
    let ids: Vec<i32> = profiles.iter().map(|profile| profile.id).collect();
    scrub::log(tx, traces, about(account, &ids), questions).await
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

/// What the person answered about themselves, and answers about their proposals that are marked as
/// personal. Returns the questions.
async fn delete_answers(tx: &Tx, account: i32) -> Result<Vec<i32>> {
    let personal = Query::select()
        .column(question::Column::Id)
        .from(question::Entity)
        .and_where(question::Column::ContainsPersonalData.eq(true))
        .to_owned();
    let of_proposals = Condition::all()
        .add(answer::Column::QuestionId.in_subquery(personal))
        .add(answer::Column::SubmissionId.in_subquery(submissions_of(profiles_of(account))));
    let wanted =
        Condition::any().add(answer::Column::SpeakerId.in_subquery(profiles_of(account))).add(of_proposals);
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

/// Mails to the person alone go; of others the address goes, and every mention.
async fn clean_mails(tx: &Tx, traces: &Traces, account: i32) -> Result<()> {
    use queued_mail::Column;
    let linked = Query::select()
        .column(queued_mail_speaker::Column::QueuedMailId)
        .from(queued_mail_speaker::Entity)
        .and_where(queued_mail_speaker::Column::SpeakerId.in_subquery(profiles_of(account)))
        .to_owned();
    let mut wanted = Condition::any().add(Column::Id.in_subquery(linked.clone()));
    for column in [
        Column::Recipients,
        Column::ReplyTo,
        Column::Cc,
        Column::Bcc,
        Column::Subject,
        Column::Text,
        Column::TextHtml,
    ] {
        wanted = wanted.add(traces.may_be_in(column, false));
    }
    for column in [Column::ErrorData, Column::Attachments] {
        wanted = wanted.add(traces.may_be_in(column, true));
    }
    let mails = queued_mail::Entity::find().filter(wanted).all(tx.db()).await?;
    let ids: Vec<i32> = mails.iter().map(|mail| mail.id).collect();
    let links = queued_mail_speaker::Entity::find()
        .filter(queued_mail_speaker::Column::QueuedMailId.is_in(ids))
        .all(tx.db())
        .await?;
    let own: Vec<i32> = profile::of_account(tx.db(), account).await?.iter().map(|row| row.id).collect();
    let mut gone = Vec::new();
    for mail in mails {
        let of_mail = || links.iter().filter(|link| link.queued_mail_id == mail.id);
        let recipients = mail.recipients.as_deref().unwrap_or_default();
        let has_other_address = recipients
            .split(',')
            .any(|address| !address.trim().is_empty() && traces.taken_out(address).is_none());
        let to_person = of_mail().any(|link| own.contains(&link.speaker_id))
            || recipients.split(',').any(|address| traces.taken_out(address).is_some());
        let to_others = has_other_address || of_mail().any(|link| !own.contains(&link.speaker_id));
        if to_person && !to_others {
            gone.push(mail.id);
        } else {
            clean_mail(tx, traces, mail).await?;
        }
    }
    queued_mail_speaker::Entity::delete_many()
        .filter(queued_mail_speaker::Column::SpeakerId.in_subquery(profiles_of(account)))
        .exec(tx.db())
        .await?;
    queued_mail::Entity::delete_many().filter(Column::Id.is_in(gone)).exec(tx.db()).await?;
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

/// Browsers in which somebody registered with the person's address, and reasons why mails did not arrive.
async fn delete_mentions(tx: &Tx, traces: &Traces) -> Result<()> {
    let nobodys = session::Entity::delete_many().filter(session::Column::AccountId.is_null());
    nobodys.filter(traces.may_be_in(session::Column::Data, true)).exec(tx.db()).await?;
    let silent = jobs::ActiveModel { error: Set(None), ..Default::default() };
    let failed = jobs::Entity::update_many().set(silent);
    failed.filter(traces.may_be_in(jobs::Column::Error, false)).exec(tx.db()).await?;
    Ok(())
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
