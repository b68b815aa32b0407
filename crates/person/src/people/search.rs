//! Finding people by name, address or code.

use std::collections::HashMap;

use plenary_model::{Actor, Result, SubmissionState};
use plenary_store::entity::account::{Column, Entity, Model};
use plenary_store::entity::{speaker_profile, speaker_role, submission, team_member};
use plenary_store::unique::same_text;
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

/// More words than anybody types.
const MOST_WORDS: usize = 8;

/// Somebody in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub account: Model,
    pub teams: u64,
    /// At which there is a profile.
    pub events: u64,
    /// Drafts left out.
    pub proposals: u64,
}

/// One page of those who fit.
#[derive(Clone, Debug)]
pub struct Found {
    pub people: Vec<Listed>,
    pub total: u64,
}

/// Those of whom every word is in the name or the address, or is the code; all of them without a word.
/// By name. Capital letters beyond ASCII are told from small ones where the engine does.
/// `size` is at least 1. Five statements, two where nobody fits.
pub async fn search(
    db: &impl ConnectionTrait,
    actor: &Actor,
    text: &str,
    page: u64,
    size: u64,
) -> Result<Found> {
    actor.must_administer()?;
    let fitting =
        text.split_whitespace().take(MOST_WORDS).fold(Condition::all(), |all, word| all.add(has(word)));
    let all = Entity::find().filter(fitting);
    let total = all.clone().count(db).await?;
    // One beyond the end is the last, as in the links to the pages.
    let last = if total > size { total.div_ceil(size) } else { 1 };
    let rows = all
        .order_by_asc(Func::lower(Expr::col(Column::Name)))
        .order_by_asc(Column::Id)
        .offset((page.clamp(1, last) - 1) * size)
        .limit(size)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Found { people: Vec::new(), total });
    }
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let mut numbers = Numbers::of(db, &ids).await?;
    let listed = |account: Model| Listed {
        teams: numbers.teams.remove(&account.id).unwrap_or_default(),
        events: numbers.events.remove(&account.id).unwrap_or_default(),
        proposals: numbers.proposals.remove(&account.id).unwrap_or_default(),
        account,
    };
    Ok(Found { people: rows.into_iter().map(listed).collect(), total })
}

/// SQLite compares without case in ASCII only: the usual spellings are tried.
fn has(word: &str) -> Condition {
    let mut capital = word.chars();
    let capital: String = capital.next().into_iter().flat_map(char::to_uppercase).chain(capital).collect();
    let mut spellings = vec![word.to_owned(), word.to_lowercase(), word.to_uppercase(), capital];
    spellings.sort_unstable();
    spellings.dedup();
    let lower = |column: Column| Expr::expr(Func::lower(Expr::col(column)));
    let any = Condition::any()
        .add(same_text(Column::Code, word))
        .add(lower(Column::Name).like(pattern(&word.to_lowercase())))
        .add(lower(Column::Email).like(pattern(&word.to_lowercase())));
    spellings.iter().fold(any, |any, spelling| any.add(Column::Name.like(pattern(spelling))))
}

fn pattern(text: &str) -> LikeExpr {
    let escaped = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    LikeExpr::new(format!("%{escaped}%")).escape('!')
}

/// By account.
struct Numbers {
    teams: HashMap<i32, u64>,
    events: HashMap<i32, u64>,
    proposals: HashMap<i32, u64>,
}

impl Numbers {
    /// Three statements.
    async fn of(db: &impl ConnectionTrait, accounts: &[i32]) -> Result<Self> {
        let ids = || accounts.iter().copied();
        let teams: Vec<(i32, i64)> = team_member::Entity::find()
            .select_only()
            .column(team_member::Column::AccountId)
            .expr_as(Expr::col(team_member::Column::TeamId).count(), "number")
            .filter(team_member::Column::AccountId.is_in(ids()))
            .group_by(team_member::Column::AccountId)
            .into_tuple()
            .all(db)
            .await?;
        let events: Vec<(i32, i64)> = speaker_profile::Entity::find()
            .select_only()
            .column(speaker_profile::Column::AccountId)
            .expr_as(Expr::col(speaker_profile::Column::EventId).count(), "number")
            .filter(speaker_profile::Column::AccountId.is_in(ids()))
            .group_by(speaker_profile::Column::AccountId)
            .into_tuple()
            .all(db)
            .await?;
        let drafts = Query::select()
            .column(submission::Column::Id)
            .from(submission::Entity)
            .and_where(submission::Column::State.eq(SubmissionState::Draft))
            .to_owned();
        let profile = speaker_role::Entity::belongs_to(speaker_profile::Entity)
            .from(speaker_role::Column::SpeakerId)
            .to(speaker_profile::Column::Id);
        let proposals: Vec<(i32, i64)> = speaker_role::Entity::find()
            .select_only()
            .column(speaker_profile::Column::AccountId)
            .expr_as(
                Expr::col((speaker_role::Entity, speaker_role::Column::SubmissionId)).count_distinct(),
                "number",
            )
            .join(JoinType::InnerJoin, profile.into())
            .filter(speaker_profile::Column::AccountId.is_in(ids()))
            .filter(speaker_role::Column::SubmissionId.not_in_subquery(drafts))
            .group_by(speaker_profile::Column::AccountId)
            .into_tuple()
            .all(db)
            .await?;
        let map = |rows: Vec<(i32, i64)>| {
            rows.into_iter().map(|(id, number)| (id, u64::try_from(number).unwrap_or(0))).collect()
        };
        Ok(Self { teams: map(teams), events: map(events), proposals: map(proposals) })
    }
}
