//! What is limited to tracks or session types: access codes, notes, questions, teams, score categories.

use std::collections::{BTreeSet, HashMap};

use plenary_model::error::Problems;
use plenary_model::{Error, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::{event, submission_type, track};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Statement};

/// What would be for everything if its only track or type went: table, and the column of its owner.
pub(crate) const OF_TRACKS: &[(&str, &str)] = &[
    ("question_track", "question_id"),
    ("speaker_information_track", "speaker_information_id"),
    ("team_track", "team_id"),
    ("score_category_track", "score_category_id"),
];
pub(crate) const OF_TYPES: &[(&str, &str)] =
    &[("question_type", "question_id"), ("speaker_information_type", "speaker_information_id")];

/// Refuses to delete a track or type while something is limited to it alone: without the limit it would show
/// to everybody. `column` is `track_id` or `submission_type_id`. One statement.
pub(crate) async fn refuse_only_limit(
    tx: &Tx,
    tables: &[(&str, &str)],
    column: &'static str,
    id: i32,
) -> Result<()> {
    let only = |(table, owner): &(&str, &str)| {
        format!(
            "SELECT '{table}' AS found FROM {table} AS own WHERE own.{column} = {id} AND NOT EXISTS \
             (SELECT 1 FROM {table} AS other WHERE other.{owner} = own.{owner} AND other.{column} <> {id})"
        )
    };
    let sql = tables.iter().map(only).collect::<Vec<_>>().join(" UNION ALL ") + " LIMIT 1";
    let statement = Statement::from_string(tx.db().get_database_backend(), sql);
    let Some(row) = tx.db().query_one_raw(statement).await? else { return Ok(()) };
    let table: String = row.try_get("", "found")?;
    let what = table.split("_track").next().unwrap_or_default().split("_type").next().unwrap_or_default();
    Err(Error::conflict(Message::new(match what {
        "question" => "call-error-only-limit-question",
        "speaker_information" => "call-error-only-limit-information",
        "team" => "call-error-only-limit-team",
        _ => "call-error-only-limit-category",
    })))
}

/// Sorted, each once; every one of them the event's. Problems are about `tracks` and `submission_types`. Two
/// statements at most.
pub(crate) async fn check(
    db: &impl ConnectionTrait,
    problems: &mut Problems,
    event: &event::Model,
    tracks: &[i32],
    types: &[i32],
) -> Result<(Vec<i32>, Vec<i32>)> {
    let sorted = |ids: &[i32]| ids.iter().copied().collect::<BTreeSet<_>>();
    let (tracks, types) = (sorted(tracks), sorted(types));
    if !tracks.is_empty() {
        let own = track::Entity::find().select_only().column(track::Column::Id);
        let own: Vec<i32> = own.filter(track::Column::EventId.eq(event.id)).into_tuple().all(db).await?;
        if !tracks.iter().all(|id| own.contains(id)) {
            problems.add("tracks", "error-choice");
        }
    }
    if !types.is_empty() {
        let own = submission_type::Entity::find().select_only().column(submission_type::Column::Id);
        let own: Vec<i32> =
            own.filter(submission_type::Column::EventId.eq(event.id)).into_tuple().all(db).await?;
        if !types.iter().all(|id| own.contains(id)) {
            problems.add("submission_types", "error-choice");
        }
    }
    Ok((tracks.into_iter().collect(), types.into_iter().collect()))
}

/// Pairs of owner and track or type, by owner.
pub(crate) fn by_owner(pairs: impl IntoIterator<Item = (i32, i32)>) -> HashMap<i32, Vec<i32>> {
    let mut all: HashMap<i32, Vec<i32>> = HashMap::new();
    for (owner, limit) in pairs {
        all.entry(owner).or_default().push(limit);
    }
    all
}
