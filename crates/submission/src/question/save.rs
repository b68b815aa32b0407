//! Storing answers: all of a form at once, in the caller's transaction.

use std::collections::BTreeMap;
use std::path::Path;

use plenary_event::rights;
use plenary_model::{Actor, Error, ObjectType, Result, SubmissionState};
use plenary_store::entity::{
    answer, answer_choice, event, review, speaker_profile, speaker_role, submission,
};
use plenary_store::{Tx, log};
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait,
};
use serde_json::{Map, Value};

use super::answers::About;
use super::check::Given;
use super::file::{self, Written};
use super::sheet::{Answerer, Posted, Sheet};
use crate::picture;

/// Rows of one statement: well below what engines can bind.
const AT_ONCE: usize = 5_000;

/// What became of a form.
#[derive(Debug)]
#[must_use = "new files go away unless they are kept"]
pub struct Saved {
    /// `question-<id>` with the text before and after, of those that differ.
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
    pub files: Written,
}

impl Saved {
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

/// Stores what was sent about something that exists, and logs it; `media` is the folder for files.
/// Problems name the fields, `question_<id>`; then nothing is stored.
///
/// Authors answer about their own proposals, profiles and reviews, organisers about those of others.
/// Whether the proposal, profile or review can be changed at all is the caller's to check.
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    about: About<'_>,
    answerer: Answerer,
    posted: &Posted,
    uploads: (&Path, u64),
) -> Result<Saved> {
    let saved = apply(tx, actor, event, about, answerer, posted, uploads).await?;
    let (object, action) = match about {
        About::Submission(row) if row.state == SubmissionState::Draft => return Ok(saved),
        About::Submission(row) => ((ObjectType::Submission, row.id), "pretalx.submission.update"),
        About::Speaker(row) => ((ObjectType::SpeakerProfile, row.id), "pretalx.user.profile.update"),
        About::Review(row) => ((ObjectType::Review, row.id), "pretalx.submission.review.update"),
    };
    if let Some(data) = log::changes(&saved.before, &saved.after) {
        let as_organiser = answerer == Answerer::Organiser;
        let entry = log::Entry { event: Some(event.id), actor, object, action, data, as_organiser };
        log::write(tx, entry).await?;
    }
    Ok(saved)
}

/// As [`save`] for callers that log the answers together with other changes of the same object.
/// A constant number of statements.
pub async fn apply(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    about: About<'_>,
    answerer: Answerer,
    posted: &Posted,
    (media, upload_limit): (&Path, u64),
) -> Result<Saved> {
    allow(tx, actor, event, about, answerer).await?;
    lock(tx, about).await?;
    let sheet = Sheet::about(tx.db(), actor, event, about, answerer, tx.now()).await?;
    let sheet = sheet.upload_limit(upload_limit);
    let mut checked = sheet.check(posted)?.0;
    let names = name_files(about, &mut checked);
    let (paths, files) =
        file::write(media, tx.random(), &format!("{}/question_uploads", event.slug), names).await?;
    let mut paths = paths.into_iter();
    let mut saved = Saved { before: Map::new(), after: Map::new(), files };
    let mut gone = Vec::new();
    let mut change = Change::default();
    for (question, given) in checked {
        let old = sheet.answers().get(&question);
        let path = given.as_ref().and_then(|given| given.file.as_ref()).and_then(|_| paths.next());
        let text = match (&given, &path) {
            (_, Some(path)) => Some(format!("file://{path}")),
            (Some(given), None) => Some(given.text.clone()),
            (None, None) => None,
        };
        let options = given.map(|given| given.options).unwrap_or_default();
        let same_options = |old: &super::answers::Stored| {
            old.options.len() == options.len() && old.options.iter().all(|id| options.contains(id))
        };
        if match (old, &text) {
            (None, None) => true,
            (Some(old), Some(text)) => old.text == *text && same_options(old) && path.is_none(),
            _ => false,
        } {
            continue;
        }
        let key = format!("question-{question}");
        saved.before.insert(key.clone(), old.map(|old| old.text.clone()).into());
        saved.after.insert(key, text.clone().into());
        if let Some(old) = old {
            change.delete.extend(&old.superseded);
            gone.extend(old.file.clone());
        }
        match (old, text) {
            (Some(old), None) => change.delete.push(old.id),
            (Some(old), Some(text)) => {
                change.update.push(row(tx, about, question, Some(old.id), text, path));
                change.rechoose.push((old.id, options));
            }
            (None, Some(text)) => {
                change.insert.push(row(tx, about, question, None, text, path));
                change.choices.insert(question, options);
            }
            (None, None) => {}
        }
    }
    change.write(tx).await?;
    if !gone.is_empty() {
        picture::unused(tx, &gone).await?;
    }
    Ok(saved)
}

/// Who may: up to two statements.
async fn allow(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    about: About<'_>,
    answerer: Answerer,
) -> Result<()> {
    let in_event = match about {
        About::Submission(row) => row.event_id == event.id,
        About::Speaker(row) => row.event_id == event.id,
        About::Review(row) => {
            let proposal = submission::Entity::find_by_id(row.submission_id);
            let of_event = proposal.filter(submission::Column::EventId.eq(event.id));
            of_event.count(tx.db()).await? > 0
        }
    };
    if !in_event {
        return Err(Error::NotFound);
    }
    if answerer == Answerer::Organiser {
        return rights::require(tx.db(), actor, event, |rights| rights.can_change_submissions)
            .await
            .map(drop);
    }
    if *actor == Actor::System {
        return Ok(());
    }
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let own = match about {
        About::Speaker(row) => row.account_id == Some(account),
        About::Review(row) => row.account_id == account,
        About::Submission(row) => {
            let profile = speaker_role::Entity::belongs_to(speaker_profile::Entity)
                .from(speaker_role::Column::SpeakerId)
                .to(speaker_profile::Column::Id);
            let roles = speaker_role::Entity::find()
                .join(JoinType::InnerJoin, profile.into())
                .filter(speaker_role::Column::SubmissionId.eq(row.id))
                .filter(speaker_profile::Column::AccountId.eq(account));
            roles.count(tx.db()).await? > 0
        }
    };
    if own { Ok(()) } else { Err(Error::NotFound) }
}

/// So that two forms sent at once do not both add an answer.
async fn lock(tx: &Tx, about: About<'_>) -> Result<()> {
    let there = match about {
        About::Submission(row) => {
            submission::Entity::find_by_id(row.id).lock_exclusive().one(tx.db()).await?.is_some()
        }
        About::Speaker(row) => {
            speaker_profile::Entity::find_by_id(row.id).lock_exclusive().one(tx.db()).await?.is_some()
        }
        About::Review(row) => {
            review::Entity::find_by_id(row.id).lock_exclusive().one(tx.db()).await?.is_some()
        }
    };
    if there { Ok(()) } else { Err(Error::NotFound) }
}

/// Takes the contents of new files out, with the names under which they are to be stored.
fn name_files(
    about: About<'_>,
    checked: &mut [(i32, Option<Given>)],
) -> Vec<(String, &'static str, Vec<u8>)> {
    let subject = match about {
        About::Submission(row) => row.code.clone(),
        About::Speaker(row) => row.code.clone(),
        About::Review(row) => format!("r{}", row.id),
    };
    let mut files = Vec::new();
    for (question, given) in checked {
        let Some(new) = given.as_mut().and_then(|given| given.file.as_mut()) else { continue };
        // It was checked: there is an ending for it.
        let Ok(ending) = file::check(new, u64::MAX) else { continue };
        files.push((format!("q{question}-{subject}"), ending, std::mem::take(&mut new.content)));
    }
    files
}

fn row(
    tx: &Tx,
    about: About<'_>,
    question: i32,
    id: Option<i32>,
    text: String,
    file: Option<String>,
) -> answer::ActiveModel {
    let of = |column: answer::Column| Set((about.column() as usize == column as usize).then(|| about.id()));
    let mut row = answer::ActiveModel {
        question_id: Set(question),
        submission_id: of(answer::Column::SubmissionId),
        speaker_id: of(answer::Column::SpeakerId),
        review_id: of(answer::Column::ReviewId),
        answer: Set(text),
        answer_file: Set(file),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    match id {
        Some(id) => row.id = Set(id),
        None => row.created = Set(Some(tx.now())),
    }
    row
}

/// What to do with rows: up to six statements for any number of answers.
#[derive(Default)]
struct Change {
    delete: Vec<i32>,
    update: Vec<answer::ActiveModel>,
    insert: Vec<answer::ActiveModel>,
    /// Options of answers that are there, by answer.
    rechoose: Vec<(i32, Vec<i32>)>,
    /// Options of new answers, by question.
    choices: BTreeMap<i32, Vec<i32>>,
}

impl Change {
    async fn write(self, tx: &Tx) -> Result<()> {
        if !self.delete.is_empty() {
            // The choices go with their answers.
            answer::Entity::delete_many().filter(answer::Column::Id.is_in(self.delete)).exec(tx.db()).await?;
        }
        if !self.update.is_empty() {
            let again = OnConflict::column(answer::Column::Id)
                .update_columns([answer::Column::Answer, answer::Column::AnswerFile, answer::Column::Updated])
                .to_owned();
            answer::Entity::insert_many(self.update)
                .on_conflict(again)
                .exec_without_returning(tx.db())
                .await?;
            let ids = self.rechoose.iter().map(|(id, _)| *id);
            answer_choice::Entity::delete_many()
                .filter(answer_choice::Column::AnswerId.is_in(ids))
                .exec(tx.db())
                .await?;
        }
        let mut chosen: Vec<(i32, i32)> = Vec::new();
        for (answer, options) in self.rechoose {
            chosen.extend(options.into_iter().map(|option| (answer, option)));
        }
        if !self.insert.is_empty() {
            let mut insert = answer::Entity::insert_many(self.insert).into_query();
            insert.returning(Query::returning().columns([answer::Column::Id, answer::Column::QuestionId]));
            for row in tx.db().query_all(&insert).await? {
                let (answer, question): (i32, i32) =
                    (row.try_get("", "id")?, row.try_get("", "question_id")?);
                let options = self.choices.get(&question).into_iter().flatten();
                chosen.extend(options.map(|option| (answer, *option)));
            }
        }
        for part in chosen.chunks(AT_ONCE) {
            let rows = part.iter().map(|(answer, option)| answer_choice::ActiveModel {
                answer_id: Set(*answer),
                answer_option_id: Set(*option),
            });
            answer_choice::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
        }
        Ok(())
    }
}
