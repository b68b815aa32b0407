//! Finding proposals and speakers of all events somebody works on (pages-orga §3.4).

use plenary_event::rights::reached_with;
use plenary_model::{Actor, I18nText, Result, SubmissionState};
use plenary_store::contains::all_words;
use plenary_store::entity::{
    account, event, review_phase, speaker_profile, speaker_role, submission, team, team_track,
};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

/// The event of something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub slug: String,
    pub name: I18nText,
    pub locale: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// A title, or a person's name.
    pub name: String,
    pub code: String,
    pub event: Event,
    /// Whether the actor works on the event's proposals; otherwise they only review.
    pub organises: bool,
}

/// A part of what there is.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub offset: u64,
    pub most: u64,
}

#[derive(FromQueryResult)]
struct Row {
    name: Option<String>,
    account_name: Option<String>,
    code: String,
    event_slug: String,
    event_name: I18nText,
    event_locale: String,
    organises: bool,
}

impl From<Row> for Found {
    fn from(row: Row) -> Self {
        let own = row.name.filter(|name| !name.is_empty());
        Self {
            name: own.or(row.account_name).unwrap_or_default(),
            code: row.code,
            event: Event { slug: row.event_slug, name: row.event_name, locale: row.event_locale },
            organises: row.organises,
        }
    }
}

/// Events on whose proposals the actor works. Nobody's are everyone's but administrators'.
fn organised(actor: &Actor) -> Condition {
    match actor.account() {
        _ if actor.is_administrator() => Condition::all(),
        Some(account) => {
            reached_with(account, Condition::all().add(team::Column::CanChangeSubmissions.eq(true)))
        }
        None => Condition::all().add(Expr::val(false)),
    }
}

/// What is called exactly so comes first.
fn exact(columns: &[SimpleExpr], query: &str) -> SimpleExpr {
    let same = columns.iter().fold(Condition::any(), |any, column| {
        any.add(SimpleExpr::from(Func::lower(column.clone())).eq(Func::lower(Expr::val(query))))
    });
    Expr::case(same, 0).finally(1).into()
}

/// Proposals, drafts left out, of which every word stands in title or code. One statement.
pub async fn submissions(
    db: &impl ConnectionTrait,
    actor: &Actor,
    words: &[String],
    part: Part,
) -> Result<Vec<Found>> {
    use submission::Column::{Code, EventId, Id, State, Title};
    if words.is_empty() || !actor.is_logged_in() {
        return Ok(Vec::new());
    }
    let of_event = submission::Entity::belongs_to(event::Entity).from(EventId).to(event::Column::Id);
    let first = exact(&[Title.into_expr(), Code.into_expr()], &words.join(" "));
    let found = submission::Entity::find()
        .select_only()
        .column_as(Title, "name")
        .expr_as(Expr::val(None::<String>), "account_name")
        .column(Code)
        .expr_as(Expr::val(true), "organises")
        .join(JoinType::InnerJoin, of_event.into())
        .filter(State.ne(SubmissionState::Draft))
        .filter(organised(actor))
        .filter(all_words(words, &[Title, Code]));
    read(db, found.order_by(first, Order::Asc).order_by_desc(Id), part).await
}

/// Speakers with proposals, of which every word stands in the profile's name, address or code. Events
/// that the actor only reviews count while the active phase shows names, for members of a team that
/// neither hides them nor is limited to tracks. One statement.
pub async fn speakers(
    db: &impl ConnectionTrait,
    actor: &Actor,
    words: &[String],
    part: Part,
) -> Result<Vec<Found>> {
    use speaker_profile::Column::{AccountId, Code, Email, EventId, Id, Name};
    if words.is_empty() || !actor.is_logged_in() {
        return Ok(Vec::new());
    }
    let of_event = speaker_profile::Entity::belongs_to(event::Entity).from(EventId).to(event::Column::Id);
    let of_account =
        speaker_profile::Entity::belongs_to(account::Entity).from(AccountId).to(account::Column::Id);
    let proposals = Query::select()
        .expr(Expr::val(1))
        .from(speaker_role::Entity)
        .inner_join(
            submission::Entity,
            Expr::col((submission::Entity, submission::Column::Id))
                .equals((speaker_role::Entity, speaker_role::Column::SubmissionId)),
        )
        .and_where(
            Expr::col((speaker_role::Entity, speaker_role::Column::SpeakerId))
                .equals((speaker_profile::Entity, Id)),
        )
        .and_where(submission::Column::State.ne(SubmissionState::Draft))
        .to_owned();
    let matching = words.iter().fold(Condition::all(), |all, word| {
        let word = std::slice::from_ref(word);
        let of_account = all_words(word, &[account::Column::Name, account::Column::Email]);
        all.add(Condition::any().add(all_words(word, &[Name, Email, Code])).add(of_account))
    });
    let first =
        exact(&[Name.into_expr(), account::Column::Name.into_expr(), Code.into_expr()], &words.join(" "));
    let mine = organised(actor);
    let found = speaker_profile::Entity::find()
        .select_only()
        .column_as(Name, "name")
        .column_as(account::Column::Name, "account_name")
        .column(Code)
        .expr_as(Expr::case(mine.clone(), true).finally(false), "organises")
        .join(JoinType::InnerJoin, of_event.into())
        .join(JoinType::LeftJoin, of_account.into())
        .filter(Condition::any().add(mine).add(reviewed_with_names(actor)))
        .filter(Expr::exists(proposals))
        .filter(matching);
    read(db, found.order_by(first, Order::Asc).order_by_desc(Id), part).await
}

/// One part of what was found, with the events that are joined to it.
async fn read<E: EntityTrait>(db: &impl ConnectionTrait, found: Select<E>, part: Part) -> Result<Vec<Found>> {
    let rows = found
        .column_as(event::Column::Slug, "event_slug")
        .column_as(event::Column::Name, "event_name")
        .column_as(event::Column::Locale, "event_locale")
        .offset(part.offset)
        .limit(part.most)
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Found::from).collect())
}

/// Events of which the actor, as a reviewer, may know everyone who speaks.
fn reviewed_with_names(actor: &Actor) -> Condition {
    let Some(account) = actor.account() else { return Condition::all().add(Expr::val(false)) };
    let tracks = Query::select()
        .expr(Expr::val(1))
        .from(team_track::Entity)
        .and_where(
            Expr::col((team_track::Entity, team_track::Column::TeamId))
                .equals((team::Entity, team::Column::Id)),
        )
        .to_owned();
    let open = Condition::all()
        .add(team::Column::IsReviewer.eq(true))
        .add(team::Column::ForceHideSpeakerNames.eq(false))
        .add(Expr::exists(tracks).not());
    let phase = Query::select()
        .expr(Expr::val(1))
        .from(review_phase::Entity)
        .and_where(
            Expr::col((review_phase::Entity, review_phase::Column::EventId))
                .equals((event::Entity, event::Column::Id)),
        )
        .and_where(review_phase::Column::IsActive.eq(true))
        .and_where(review_phase::Column::CanSeeSpeakerNames.eq(true))
        .to_owned();
    reached_with(account, open).add(Expr::exists(phase))
}
