//! What a new event takes over from another one (data-model §3.8, “Copy from”).

use plenary_model::settings::Settings;
use plenary_model::{QuestionTarget, Result, Timestamp};
use plenary_store::Tx;
use plenary_store::entity::{
    answer_option, availability, cfp, event, event_link, event_setting, mail_template, preference, question,
    question_track, question_type, review_phase, room, score, score_category, score_category_track,
    speaker_information, speaker_information_track, speaker_information_type, submission_type, track,
};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PrimaryKeyTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::Value;

use super::rows::{Map, insert, map};
use crate::initial;
use crate::settings::clock::Shift;

/// Copies from `model` into `new`, which has what every event has from the start.
pub(super) async fn into(tx: &Tx, model: &event::Model, new: event::Model) -> Result<event::Model> {
    let days = new.date_from.days_since(model.date_from);
    // What was planned for ten in the morning is planned for ten in the morning, where the new event is.
    let shift = Shift { from: model.zone(), to: new.zone(), days };
    let copy = Copy { tx, from: model.id, to: new.id, shift };
    let new = settings(tx, model, new).await?;
    let types = copy.types().await?;
    copy.call(&types).await?;
    let tracks = copy.tracks().await?;
    copy.rooms().await?;
    copy.questions(&types, &tracks).await?;
    copy.information(&types, &tracks).await?;
    copy.phases().await?;
    copy.categories(&tracks).await?;
    copy.templates().await?;
    copy.links().await?;
    copy.stored_settings().await?;
    copy.preferences().await?;
    initial::ensure(tx, &new, None).await?;
    Ok(new)
}

/// The columns of the event itself.
async fn settings(tx: &Tx, model: &event::Model, new: event::Model) -> Result<event::Model> {
    let mut display = Settings::new(&model.display_settings);
    // Where the other event's copy lies is no place for this one.
    if display.get("html_export_url").is_some() {
        display.set("html_export_url", "");
    }
    let row = event::ActiveModel {
        id: Set(new.id),
        feature_flags: Set(model.feature_flags.clone()),
        display_settings: Set(display.into_json()),
        review_settings: Set(model.review_settings.clone()),
        landing_page_text: Set(model.landing_page_text.clone()),
        featured_sessions_text: Set(model.featured_sessions_text.clone()),
        ..Default::default()
    };
    Ok(row.update(tx.db()).await?)
}

struct Copy<'a> {
    tx: &'a Tx,
    from: i32,
    to: i32,
    shift: Shift,
}

/// Rows of the other event in the order of their ids.
macro_rules! of_model {
    ($copy:expr, $table:ident) => {
        $table::Entity::find()
            .filter($table::Column::EventId.eq($copy.from))
            .order_by_asc($table::Column::Id)
            .all($copy.tx.db())
            .await?
    };
}

/// The ids of the new event's rows, in their order.
macro_rules! new_ids {
    ($copy:expr, $table:ident) => {
        $copy.ids::<$table::Entity>($table::Column::Id, $table::Column::EventId.eq($copy.to)).await?
    };
}

/// A row of the other event as one of the new event.
macro_rules! as_new {
    ($copy:expr, $table:ident, $row:expr) => {
        $table::ActiveModel {
            id: NotSet,
            event_id: Set($copy.to),
            created: Set(Some($copy.tx.now())),
            updated: Set(Some($copy.tx.now())),
            ..$row.into_active_model()
        }
    };
}

/// Empties a table of what the new event has from the start.
macro_rules! clear {
    ($copy:expr, $table:ident) => {
        $table::Entity::delete_many().filter($table::Column::EventId.eq($copy.to)).exec($copy.tx.db()).await?
    };
}

impl Copy<'_> {
    async fn ids<E: EntityTrait>(
        &self,
        column: E::Column,
        which: impl sea_orm::sea_query::IntoCondition,
    ) -> Result<Vec<i32>>
    where
        E::PrimaryKey: PrimaryKeyTrait<ValueType = i32>,
    {
        let query = E::find().select_only().column(column).filter(which.into_condition());
        Ok(query.order_by_asc(column).into_tuple().all(self.tx.db()).await?)
    }

    fn moved(&self, at: Option<Timestamp>) -> Option<Timestamp> {
        at.map(|at| self.shift.of(at))
    }

    /// The first type of the new event gives way to those of the other one.
    async fn types(&self) -> Result<Map> {
        let old = of_model!(self, submission_type);
        let before = new_ids!(self, submission_type);
        let rows = old.iter().cloned().map(|row| submission_type::ActiveModel {
            deadline: Set(self.moved(row.deadline)),
            ..as_new!(self, submission_type, row)
        });
        insert(self.tx, rows.collect()).await?;
        let after = new_ids!(self, submission_type).into_iter().filter(|id| !before.contains(id));
        let types = map(old.iter().map(|row| row.id), after);
        if !types.is_empty() {
            // The call must let go of them first.
            let first = types.values().copied().min().unwrap_or_default();
            cfp::Entity::update_many()
                .set(cfp::ActiveModel { default_type_id: Set(first), ..Default::default() })
                .filter(cfp::Column::EventId.eq(self.to))
                .exec(self.tx.db())
                .await?;
            submission_type::Entity::delete_many()
                .filter(submission_type::Column::Id.is_in(before))
                .exec(self.tx.db())
                .await?;
        }
        Ok(types)
    }

    /// Texts and fields of the call. Its deadline is the new event's own.
    async fn call(&self, types: &Map) -> Result<()> {
        let call = cfp::Entity::find().filter(cfp::Column::EventId.eq(self.from)).one(self.tx.db()).await?;
        let Some(call) = call else { return Ok(()) };
        let mut row = cfp::ActiveModel {
            headline: Set(call.headline),
            text: Set(call.text),
            opening: Set(self.moved(call.opening)),
            settings: Set(call.settings),
            fields: Set(call.fields),
            updated: Set(Some(self.tx.now())),
            ..Default::default()
        };
        if let Some(default) = types.get(&call.default_type_id) {
            row.default_type_id = Set(*default);
        }
        cfp::Entity::update_many()
            .set(row)
            .filter(cfp::Column::EventId.eq(self.to))
            .exec(self.tx.db())
            .await?;
        Ok(())
    }

    async fn tracks(&self) -> Result<Map> {
        let old = of_model!(self, track);
        insert(self.tx, old.iter().cloned().map(|row| as_new!(self, track, row)).collect()).await?;
        Ok(map(old.iter().map(|row| row.id), new_ids!(self, track)))
    }

    /// Those that are shown, with the times at which they are open.
    async fn rooms(&self) -> Result<()> {
        let mut old = of_model!(self, room);
        old.retain(|row| !row.hidden);
        let rows = old.iter().cloned();
        // What stands for the room elsewhere stands for that one.
        let rows = rows.map(|row| room::ActiveModel { guid: Set(None), ..as_new!(self, room, row) });
        insert(self.tx, rows.collect()).await?;
        let rooms = map(old.iter().map(|row| row.id), new_ids!(self, room));
        let open = of_model!(self, availability);
        let rows = open.into_iter().filter_map(|row| {
            let room = *rooms.get(&row.room_id?)?;
            Some(availability::ActiveModel {
                speaker_id: Set(None),
                room_id: Set(Some(room)),
                starts: Set(self.shift.of(row.starts)),
                ends: Set(self.shift.of(row.ends)),
                ..as_new!(self, availability, row)
            })
        });
        insert(self.tx, rows.collect()).await
    }

    /// Those that are asked of speakers and for proposals now.
    async fn questions(&self, types: &Map, tracks: &Map) -> Result<()> {
        let mut old = of_model!(self, question);
        old.retain(|row| row.active && row.target != QuestionTarget::Reviewer);
        // What depends on a question that stays behind is not asked either.
        loop {
            let ids: Vec<i32> = old.iter().map(|row| row.id).collect();
            old.retain(|row| row.depends_on_id.is_none_or(|id| ids.contains(&id)));
            if old.len() == ids.len() {
                break;
            }
        }
        let rows = old.iter().cloned().map(|row| question::ActiveModel {
            deadline: Set(self.moved(row.deadline)),
            freeze_after: Set(self.moved(row.freeze_after)),
            ..as_new!(self, question, row)
        });
        insert(self.tx, rows.collect()).await?;
        let questions = map(old.iter().map(|row| row.id), new_ids!(self, question));
        if old.iter().any(|row| row.depends_on_id.is_some()) {
            let new = questions.iter().fold(CaseStatement::new(), |new, (from, to)| {
                new.case(question::Column::DependsOnId.eq(*from), Expr::value(*to))
            });
            question::Entity::update_many()
                .col_expr(question::Column::DependsOnId, new.into())
                .filter(question::Column::EventId.eq(self.to))
                .exec(self.tx.db())
                .await?;
        }
        let ids = || questions.keys().copied();
        let options = answer_option::Entity::find()
            .filter(answer_option::Column::QuestionId.is_in(ids()))
            .order_by_asc(answer_option::Column::Id)
            .all(self.tx.db())
            .await?;
        let rows = options.into_iter().filter_map(|row| {
            let question = *questions.get(&row.question_id)?;
            Some(answer_option::ActiveModel {
                id: NotSet,
                question_id: Set(question),
                created: Set(Some(self.tx.now())),
                updated: Set(Some(self.tx.now())),
                ..row.into_active_model()
            })
        });
        insert(self.tx, rows.collect()).await?;
        let limits = question_type::Entity::find()
            .filter(question_type::Column::QuestionId.is_in(ids()))
            .all(self.tx.db())
            .await?;
        let rows = limits.into_iter().filter_map(|row| {
            let (question, of_type) = (questions.get(&row.question_id)?, types.get(&row.submission_type_id)?);
            Some(question_type::ActiveModel {
                question_id: Set(*question),
                submission_type_id: Set(*of_type),
            })
        });
        insert(self.tx, rows.collect()).await?;
        let limits = question_track::Entity::find()
            .filter(question_track::Column::QuestionId.is_in(ids()))
            .all(self.tx.db())
            .await?;
        let rows = limits.into_iter().filter_map(|row| {
            let (question, track) = (questions.get(&row.question_id)?, tracks.get(&row.track_id)?);
            Some(question_track::ActiveModel { question_id: Set(*question), track_id: Set(*track) })
        });
        insert(self.tx, rows.collect()).await
    }

    /// Notes for speakers; both events refer to the same file.
    async fn information(&self, types: &Map, tracks: &Map) -> Result<()> {
        let old = of_model!(self, speaker_information);
        let rows = old.iter().cloned().map(|row| as_new!(self, speaker_information, row));
        insert(self.tx, rows.collect()).await?;
        let notes = map(old.iter().map(|row| row.id), new_ids!(self, speaker_information));
        let ids = || notes.keys().copied();
        let limits = speaker_information_type::Entity::find()
            .filter(speaker_information_type::Column::SpeakerInformationId.is_in(ids()))
            .all(self.tx.db())
            .await?;
        let rows = limits.into_iter().filter_map(|row| {
            let note = *notes.get(&row.speaker_information_id)?;
            let of_type = *types.get(&row.submission_type_id)?;
            Some(speaker_information_type::ActiveModel {
                speaker_information_id: Set(note),
                submission_type_id: Set(of_type),
            })
        });
        insert(self.tx, rows.collect()).await?;
        let limits = speaker_information_track::Entity::find()
            .filter(speaker_information_track::Column::SpeakerInformationId.is_in(ids()))
            .all(self.tx.db())
            .await?;
        let rows = limits.into_iter().filter_map(|row| {
            let (note, track) = (*notes.get(&row.speaker_information_id)?, *tracks.get(&row.track_id)?);
            Some(speaker_information_track::ActiveModel {
                speaker_information_id: Set(note),
                track_id: Set(track),
            })
        });
        insert(self.tx, rows.collect()).await
    }

    /// None is active: which one is, the date will say.
    async fn phases(&self) -> Result<()> {
        let old = of_model!(self, review_phase);
        if old.is_empty() {
            return Ok(());
        }
        clear!(self, review_phase);
        let rows = old.into_iter().map(|row| review_phase::ActiveModel {
            starts: Set(self.moved(row.starts)),
            ends: Set(self.moved(row.ends)),
            is_active: Set(false),
            ..as_new!(self, review_phase, row)
        });
        insert(self.tx, rows.collect()).await
    }

    async fn categories(&self, tracks: &Map) -> Result<()> {
        let old = of_model!(self, score_category);
        if old.is_empty() {
            return Ok(());
        }
        clear!(self, score_category);
        let rows = old.iter().cloned().map(|row| as_new!(self, score_category, row));
        insert(self.tx, rows.collect()).await?;
        let categories = map(old.iter().map(|row| row.id), new_ids!(self, score_category));
        let scores = score::Entity::find()
            .filter(score::Column::CategoryId.is_in(categories.keys().copied()))
            .order_by_asc(score::Column::Id)
            .all(self.tx.db())
            .await?;
        let rows = scores.into_iter().filter_map(|row| {
            let category = *categories.get(&row.category_id)?;
            Some(score::ActiveModel {
                id: NotSet,
                category_id: Set(category),
                created: Set(Some(self.tx.now())),
                updated: Set(Some(self.tx.now())),
                ..row.into_active_model()
            })
        });
        insert(self.tx, rows.collect()).await?;
        let limits = score_category_track::Entity::find()
            .filter(score_category_track::Column::ScoreCategoryId.is_in(categories.keys().copied()))
            .all(self.tx.db())
            .await?;
        let rows = limits.into_iter().filter_map(|row| {
            let (category, track) = (categories.get(&row.score_category_id)?, tracks.get(&row.track_id)?);
            Some(score_category_track::ActiveModel {
                score_category_id: Set(*category),
                track_id: Set(*track),
            })
        });
        insert(self.tx, rows.collect()).await
    }

    /// What organisers wrote; roles that are left get their first text again.
    async fn templates(&self) -> Result<()> {
        let mut old = of_model!(self, mail_template);
        old.retain(|row| !row.is_auto_created);
        clear!(self, mail_template);
        insert(self.tx, old.into_iter().map(|row| as_new!(self, mail_template, row)).collect()).await
    }

    async fn links(&self) -> Result<()> {
        let old = of_model!(self, event_link);
        insert(self.tx, old.into_iter().map(|row| as_new!(self, event_link, row)).collect()).await
    }

    /// Without files, and without what says that a mail has been sent.
    async fn stored_settings(&self) -> Result<()> {
        let old = of_model!(self, event_setting);
        let rows = old
            .into_iter()
            .filter(|row| !row.value.starts_with("file://") && !row.key.starts_with("sent_mail_"))
            .map(|row| event_setting::ActiveModel {
                event_id: Set(self.to),
                key: Set(row.key),
                value: Set(row.value),
                ..Default::default()
            });
        insert(self.tx, rows.collect()).await
    }

    async fn preferences(&self) -> Result<()> {
        let old = of_model!(self, preference);
        let rows =
            old.into_iter().filter(|row| row.preferences != Value::Null).map(|row| preference::ActiveModel {
                id: NotSet,
                event_id: Set(Some(self.to)),
                created: Set(Some(self.tx.now())),
                updated: Set(Some(self.tx.now())),
                ..row.into_active_model()
            });
        insert(self.tx, rows.collect()).await
    }
}
