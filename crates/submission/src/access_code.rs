//! Access codes: they open the call, or parts of it, to whoever knows them (data-model §1.2.22, §3.4).

use std::collections::HashMap;

use plenary_event::rights;
use plenary_mail::{address, outbox};
use plenary_model::code::LONG_CODE_LENGTH;
use plenary_model::error::Problems;
use plenary_model::{Actor, Error, Message, ObjectType, Result, SubmissionState, Timestamp};
use plenary_store::entity::access_code::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{access_code_track, access_code_type, event, submission};
use plenary_store::{Tx, log, unique};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Map, Value, json};

use crate::described::{snapshot, write_log};
use crate::limits;

pub const CODE_LENGTH: usize = 255;
pub const NOTES_LENGTH: usize = 10_000;
pub const SUBJECT_LENGTH: usize = 200;
pub const MAIL_LENGTH: usize = 20_000;
pub const MOST_USES: i32 = 1_000_000;
const MOST: usize = 10_000;
/// An address of the site stands there.
const RESERVED: &str = "new";

/// A code as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Letters and digits. Empty: one is drawn.
    pub code: String,
    pub valid_until: Option<Timestamp>,
    /// Nothing or 0: as often as one likes.
    pub maximum_uses: Option<i32>,
    /// Empty: those that need no code.
    pub tracks: Vec<i32>,
    /// Empty: those that need no code, whatever their deadlines.
    pub submission_types: Vec<i32>,
    pub internal_notes: String,
}

impl From<&AccessCode> for Wanted {
    fn from(code: &AccessCode) -> Self {
        Self {
            code: code.row.code.clone(),
            valid_until: code.row.valid_until,
            maximum_uses: code.row.maximum_uses,
            tracks: code.tracks.clone(),
            submission_types: code.submission_types.clone(),
            internal_notes: code.row.internal_notes.clone().unwrap_or_default(),
        }
    }
}

impl Wanted {
    fn snapshot(&self) -> Map<String, Value> {
        snapshot([
            ("code", json!(self.code)),
            ("valid_until", json!(self.valid_until.map(|at| at.to_string()))),
            ("maximum_uses", json!(self.maximum_uses)),
            ("tracks", json!(self.tracks)),
            ("submission_types", json!(self.submission_types)),
            ("internal_notes", json!(self.internal_notes)),
        ])
    }
}

/// A code with what it opens.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessCode {
    pub row: Model,
    /// By id.
    pub tracks: Vec<i32>,
    pub submission_types: Vec<i32>,
}

impl AccessCode {
    /// Whether it opens anything now.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.row.valid_until.is_none_or(|until| until > now) && !self.is_used_up()
    }

    pub fn is_used_up(&self) -> bool {
        self.row.maximum_uses.is_some_and(|most| most > 0 && self.row.redeemed >= most)
    }
}

async fn require(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<()> {
    rights::require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    Ok(())
}

async fn with_limits(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<AccessCode>> {
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let tracks = access_code_track::Entity::find()
        .filter(access_code_track::Column::AccessCodeId.is_in(ids.iter().copied()))
        .order_by_asc(access_code_track::Column::TrackId)
        .all(db)
        .await?;
    let types = access_code_type::Entity::find()
        .filter(access_code_type::Column::AccessCodeId.is_in(ids))
        .order_by_asc(access_code_type::Column::SubmissionTypeId)
        .all(db)
        .await?;
    let mut tracks = limits::by_owner(tracks.into_iter().map(|link| (link.access_code_id, link.track_id)));
    let mut types =
        limits::by_owner(types.into_iter().map(|link| (link.access_code_id, link.submission_type_id)));
    let with = |row: Model| AccessCode {
        tracks: tracks.remove(&row.id).unwrap_or_default(),
        submission_types: types.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(with).collect())
}

/// A code with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub code: AccessCode,
    /// Made with it, without drafts.
    pub proposals: u64,
}

/// The codes of an event, newest first. Five statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<Listed>> {
    require(db, actor, event).await?;
    let rows = Entity::find().filter(Column::EventId.eq(event.id)).order_by_desc(Column::Id).all(db).await?;
    let codes = with_limits(db, rows).await?;
    let counts: Vec<(Option<i32>, i64)> = submission::Entity::find()
        .select_only()
        .column(submission::Column::AccessCodeId)
        .column_as(submission::Column::Id.count(), "number")
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::AccessCodeId.is_not_null())
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .group_by(submission::Column::AccessCodeId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<Option<i32>, i64> = counts.into_iter().collect();
    let listed = |code: AccessCode| Listed {
        proposals: counts.get(&Some(code.row.id)).map_or(0, |count| count.unsigned_abs()),
        code,
    };
    Ok(codes.into_iter().map(listed).collect())
}

async fn by_code(db: &impl ConnectionTrait, event: &event::Model, code: &str) -> Result<AccessCode> {
    let row = Entity::find()
        .filter(Column::EventId.eq(event.id))
        .filter(unique::same_text(Column::Code, code))
        .order_by_asc(Column::Id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    with_limits(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// One code for organisers, whatever the case it is written in. Four statements.
pub async fn one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    code: &str,
) -> Result<AccessCode> {
    require(db, actor, event).await?;
    by_code(db, event, code).await
}

/// The proposals that were made with a code, newest first, without drafts. Two statements.
pub async fn proposals(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    code: i32,
) -> Result<Vec<submission::Model>> {
    require(db, actor, event).await?;
    Ok(submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::AccessCodeId.eq(code))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .order_by_desc(submission::Column::Id)
        .all(db)
        .await?)
}

/// The code that somebody came with, if it opens anything now; whatever the case. Three statements.
pub async fn valid(
    db: &impl ConnectionTrait,
    event: &event::Model,
    code: &str,
    now: Timestamp,
) -> Result<Option<AccessCode>> {
    if code.is_empty() || code.len() > CODE_LENGTH {
        return Ok(None);
    }
    match by_code(db, event, code).await {
        Ok(code) => Ok(Some(code).filter(|code| code.is_valid(now))),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Uses a code once, when a proposal is handed in. A code that is used up is a conflict.
///
/// One statement, which locks the row until the transaction ends: of several at the same moment each sees
/// what the ones before it have left.
pub async fn redeem(tx: &Tx, event: &event::Model, id: i32) -> Result<()> {
    let left = Condition::any()
        .add(Column::MaximumUses.is_null())
        .add(Column::MaximumUses.eq(0))
        .add(Expr::col(Column::Redeemed).lt(Expr::col(Column::MaximumUses)));
    let used = Entity::update_many()
        .col_expr(Column::Redeemed, Expr::col(Column::Redeemed).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::EventId.eq(event.id))
        .filter(left)
        .exec(tx.db())
        .await?;
    match used.rows_affected {
        0 => Err(Error::conflict("call-error-code-used-up")),
        _ => Ok(()),
    }
}

/// Adds a code, or changes the one with this id. Errors name the fields of [`Wanted`].
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    id: Option<i32>,
    mut wanted: Wanted,
) -> Result<AccessCode> {
    require(tx.db(), actor, event).await?;
    let old = match id {
        Some(id) => {
            let row = Entity::find_by_id(id).filter(Column::EventId.eq(event.id)).one(tx.db()).await?;
            Some(with_limits(tx.db(), vec![row.ok_or(Error::NotFound)?]).await?.remove(0))
        }
        None => {
            let rows = Entity::find().select_only().column(Column::Id).filter(Column::EventId.eq(event.id));
            if rows.into_tuple::<i32>().all(tx.db()).await?.len() >= MOST {
                return Err(Error::conflict(Message::new("call-error-too-many").arg("max", MOST)));
            }
            None
        }
    };
    wanted.code = wanted.code.trim().to_owned();
    if wanted.code.is_empty() {
        wanted.code = match &old {
            Some(old) => old.row.code.clone(),
            None => unique::draw(tx, Entity::find(), Column::Code, LONG_CODE_LENGTH).await?,
        };
    }
    let mut problems = Problems::default();
    check(tx, &mut problems, event, old.as_ref(), &wanted).await?;
    (wanted.tracks, wanted.submission_types) =
        limits::check(tx.db(), &mut problems, event, &wanted.tracks, &wanted.submission_types).await?;
    problems.done()?;
    let after = wanted.snapshot();
    let data = match &old {
        Some(old) => match log::changes(&Wanted::from(old).snapshot(), &after) {
            Some(changes) => changes,
            None => return Ok(old.clone()),
        },
        None => json!({"code": after["code"]}),
    };
    let mut row = ActiveModel {
        code: Set(wanted.code),
        valid_until: Set(wanted.valid_until),
        maximum_uses: Set(wanted.maximum_uses),
        internal_notes: Set(Some(wanted.internal_notes).filter(|notes| !notes.is_empty())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let (row, action) = match &old {
        Some(old) => {
            row.id = Set(old.row.id);
            (row.update(tx.db()).await?, "pretalx.access_code.update")
        }
        None => {
            row.event_id = Set(event.id);
            row.redeemed = Set(0);
            row.created = Set(Some(tx.now()));
            (row.insert(tx.db()).await?, "pretalx.access_code.create")
        }
    };
    let saved = AccessCode { row, tracks: wanted.tracks, submission_types: wanted.submission_types };
    write_limits(tx, &saved, old.as_ref()).await?;
    write_log(tx, actor, event, (ObjectType::AccessCode, saved.row.id), action, data).await?;
    Ok(saved)
}

async fn check(
    tx: &Tx,
    problems: &mut Problems,
    event: &event::Model,
    old: Option<&AccessCode>,
    wanted: &Wanted,
) -> Result<()> {
    if wanted.code.len() > CODE_LENGTH {
        let message = Message::new("error-too-long").arg("max", CODE_LENGTH);
        problems.add("code", message.arg("length", wanted.code.chars().count()));
    } else if old.is_none_or(|old| old.row.code != wanted.code) {
        let mut others = Entity::find().filter(Column::EventId.eq(event.id));
        if let Some(old) = old {
            others = others.filter(Column::Id.ne(old.row.id));
        }
        if !wanted.code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            problems.add("code", "call-error-code-characters");
        } else if wanted.code.eq_ignore_ascii_case(RESERVED)
            || unique::exists(tx.db(), others, Column::Code, &wanted.code).await?
        {
            problems.add("code", "call-error-code-taken");
        }
    }
    match wanted.maximum_uses {
        Some(..0) => problems.add("maximum_uses", Message::new("error-number-min").arg("min", 0)),
        Some(uses) if uses > MOST_USES => {
            problems.add("maximum_uses", Message::new("error-number-max").arg("max", MOST_USES));
        }
        _ => {}
    }
    let length = wanted.internal_notes.chars().count();
    if length > NOTES_LENGTH {
        let message = Message::new("error-too-long").arg("max", NOTES_LENGTH);
        problems.add("internal_notes", message.arg("length", length));
    }
    Ok(())
}

async fn write_limits(tx: &Tx, new: &AccessCode, old: Option<&AccessCode>) -> Result<()> {
    let id = new.row.id;
    let (tracks, types) = old.map_or((&[][..], &[][..]), |old| (&old.tracks, &old.submission_types));
    if tracks != new.tracks {
        use access_code_track::{ActiveModel, Column, Entity};
        Entity::delete_many().filter(Column::AccessCodeId.eq(id)).exec(tx.db()).await?;
        if !new.tracks.is_empty() {
            let link = |track: &i32| ActiveModel { access_code_id: Set(id), track_id: Set(*track) };
            Entity::insert_many(new.tracks.iter().map(link)).exec_without_returning(tx.db()).await?;
        }
    }
    if types != new.submission_types {
        use access_code_type::{ActiveModel, Column, Entity};
        Entity::delete_many().filter(Column::AccessCodeId.eq(id)).exec(tx.db()).await?;
        if !new.submission_types.is_empty() {
            let link = |of: &i32| ActiveModel { access_code_id: Set(id), submission_type_id: Set(*of) };
            Entity::insert_many(new.submission_types.iter().map(link))
                .exec_without_returning(tx.db())
                .await?;
        }
    }
    Ok(())
}

/// Deletes a code that no proposal was made with. Drafts lose it.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, code: &str) -> Result<Model> {
    let found = one(tx.db(), actor, event, code).await?;
    delete_unused(tx, vec![found.row.id]).await?;
    let (object, data) = ((ObjectType::Event, event.id), json!({"code": found.row.code}));
    write_log(tx, actor, event, object, "pretalx.access_code.delete", data).await?;
    Ok(found.row)
}

/// The same of several, without asking who does it. One that was used is a conflict.
pub(crate) async fn delete_unused(tx: &Tx, codes: Vec<i32>) -> Result<()> {
    if codes.is_empty() {
        return Ok(());
    }
    let with_code = || submission::Column::AccessCodeId.is_in(codes.iter().copied());
    let used = submission::Entity::find()
        .filter(with_code())
        .filter(submission::Column::State.ne(SubmissionState::Draft));
    if used.one(tx.db()).await?.is_some() {
        return Err(Error::conflict("call-error-code-used"));
    }
    let change = submission::ActiveModel { access_code_id: Set(None), ..Default::default() };
    submission::Entity::update_many().set(change).filter(with_code()).exec(tx.db()).await?;
    Entity::delete_many().filter(Column::Id.is_in(codes.iter().copied())).exec(tx.db()).await?;
    Ok(())
}

/// A mail that brings somebody a code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letter {
    /// One address.
    pub to: String,
    pub subject: String,
    /// Markdown.
    pub text: String,
}

/// Sends a code to somebody, as soon as the transaction is committed. Errors name the fields of [`Letter`].
pub async fn send(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    code: &str,
    locale: &str,
    letter: Letter,
) -> Result<i32> {
    let found = one(tx.db(), actor, event, code).await?;
    let mut problems = Problems::default();
    if letter.to.trim().is_empty() {
        problems.add("to", "error-required");
    } else if address::parse(&letter.to).is_none() {
        problems.add("to", "error-email");
    }
    for (name, text, most) in
        [("subject", &letter.subject, SUBJECT_LENGTH), ("text", &letter.text, MAIL_LENGTH)]
    {
        let length = text.chars().count();
        if text.trim().is_empty() {
            problems.add(name, "error-required");
        } else if length > most {
            problems.add(name, Message::new("error-too-long").arg("max", most).arg("length", length));
        }
    }
    if letter.subject.contains(char::is_control) {
        problems.add("subject", "error-control-characters");
    }
    problems.done()?;
    let to = letter.to.trim().to_owned();
    let mail = outbox::Written {
        to: to.clone(),
        locale: locale.to_owned(),
        subject: letter.subject,
        text: letter.text,
    };
    let id = outbox::send_written(tx, event, mail).await?;
    let object = (ObjectType::AccessCode, found.row.id);
    write_log(tx, actor, event, object, "pretalx.access_code.send", json!({"email": to})).await?;
    Ok(id)
}
