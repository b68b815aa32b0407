//! The organiser, the event and what it consists of before anybody has proposed anything.

use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser as organisers};
use plenary_model::{
    Actor, Decimal, Error, I18nText, ObjectType, QuestionRequired, QuestionTarget as Target, QuestionVariant,
    Result,
};
use plenary_store::Tx;
use plenary_store::entity::{
    activity_log, answer_option, cfp, event, organiser, question, room, score, score_category,
    submission_type, tag, track,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::codes::Codes;
use super::files::Names;
use super::timeline::Timeline;
use super::{Writer, rows};
use crate::event::{DemoEvent, QuestionKind, QuestionTarget, SessionKind, Words};

/// Ids by the indexes of the plan.
pub(super) struct Frame {
    pub tracks: Vec<i32>,
    /// In the order of [`SessionKind::ALL`].
    pub types: Vec<i32>,
    pub rooms: Vec<i32>,
    pub tags: Vec<i32>,
    pub questions: Vec<i32>,
    pub options: Vec<Vec<i32>>,
    /// Of the values 0 to 4.
    pub scores: Vec<i32>,
}

fn organiser_name() -> I18nText {
    I18nText::localised([("en", "Harbour Collective"), ("de", "Hafenkollektiv")])
}

pub(super) fn text(words: &Words) -> I18nText {
    I18nText::localised([("en", words.en.as_str()), ("de", words.de.as_str())])
}

/// The organiser of demo events at this slug; somebody else's is left alone.
pub(super) async fn organiser(tx: &Tx, actor: &Actor, slug: &str) -> Result<organiser::Model> {
    match organisers::find(tx.db(), slug).await {
        Ok(found) if found.name == organiser_name() => Ok(found),
        Ok(_) => Err(Error::invalid("slug", "error-slug-taken")),
        Err(Error::NotFound) => organisers::create(tx, actor, &organiser_name(), slug, actor.account()).await,
        Err(other) => Err(other),
    }
}

/// A public event with its texts and pictures.
pub(super) async fn event(
    tx: &Tx,
    actor: &Actor,
    organiser: organiser::Model,
    plan: &DemoEvent,
    times: &Timeline,
    codes: &Codes,
    files: &Names,
) -> Result<event::Model> {
    let slug = organiser.slug.strip_suffix("org").unwrap_or(&organiser.slug).to_owned();
    let new = NewEvent {
        organiser,
        name: text(&plan.name),
        slug,
        date_from: times.first_day,
        date_to: times.first_day.plus_days(i64::from(plan.days) - 1),
        time_zone: plan.time_zone.to_owned(),
        email: format!("team@{}", codes.host),
        locales: plan.locales.iter().map(|locale| (*locale).to_owned()).collect(),
        deadline: Some(times.deadline),
        primary_color: Some(plan.colour.clone()),
    };
    let event = events::create(tx, actor, new).await?;
    date_log(tx, event.id, "pretalx.event.create", times.planned).await?;
    let event = events::set_public(tx, actor, &event, true).await?;
    date_log(tx, event.id, "pretalx.event.activate", times.opening).await?;
    let row = event::ActiveModel {
        id: Set(event.id),
        content_locales: Set(json!(plan.content_locales)),
        landing_page_text: Set(text(&plan.introduction)),
        featured_sessions_text: Set(I18nText::localised([
            ("en", "A first look: these sessions are certain already."),
            ("de", "Ein erster Blick: Diese Beiträge stehen schon fest."),
        ])),
        logo: Set(Some(files.logo.clone())),
        header_image: Set(Some(files.header.clone())),
        created: Set(Some(times.planned)),
        updated: Set(Some(times.opening)),
        ..Default::default()
    };
    Ok(row.update(tx.db()).await?)
}

/// What has just been logged happened then.
pub(super) async fn date_log(tx: &Tx, event: i32, action: &str, at: plenary_model::Timestamp) -> Result<()> {
    activity_log::Entity::update_many()
        .col_expr(activity_log::Column::Timestamp, Expr::value(at))
        .filter(activity_log::Column::EventId.eq(event))
        .filter(activity_log::Column::ActionType.eq(action))
        .filter(activity_log::Column::Timestamp.eq(tx.now()))
        .exec(tx.db())
        .await?;
    Ok(())
}

impl Writer<'_> {
    pub(super) async fn frame(&mut self) -> Result<Frame> {
        let types = self.session_types().await?;
        self.call().await?;
        let tracks = self.tracks().await?;
        let rooms = self.rooms().await?;
        let tags = self.tags().await?;
        let (questions, options) = self.questions().await?;
        let scores = self.scores().await?;
        Ok(Frame { tracks, types, rooms, tags, questions, options, scores })
    }

    fn note(&mut self, object_type: ObjectType, ids: &[i32], action: &str) {
        for &id in ids {
            self.journal.by_organiser(&self.actor, (object_type, id), action, self.times.planned);
        }
    }

    /// The event has a type for talks already.
    async fn session_types(&mut self) -> Result<Vec<i32>> {
        use submission_type::{ActiveModel, Column, Entity};
        let more = self.plan.session_types.iter().filter(|planned| planned.kind != SessionKind::Talk);
        let more = more.map(|planned| ActiveModel {
            event_id: Set(self.event.id),
            name: Set(text(&planned.name)),
            default_duration: Set(planned.minutes.into()),
            // One is asked to give a keynote.
            requires_access_code: Set(planned.kind == SessionKind::Keynote),
            created: Set(Some(self.times.planned)),
            updated: Set(Some(self.times.planned)),
            ..Default::default()
        });
        rows::insert(self.tx, more, None).await?;
        let all = Entity::find().filter(Column::EventId.eq(self.event.id)).all(self.tx.db()).await?;
        let of_kind = |kind: &SessionKind| {
            let minutes = i32::from(kind.minutes());
            let found = all.iter().find(|row| row.default_duration == minutes);
            found.map(|row| row.id).ok_or_else(|| Error::internal("a session type is missing"))
        };
        let types: Vec<i32> = SessionKind::ALL.iter().map(of_kind).collect::<Result<_>>()?;
        self.note(ObjectType::SubmissionType, &types[1..], "pretalx.submission_type.create");
        Ok(types)
    }

    async fn call(&mut self) -> Result<()> {
        let found =
            cfp::Entity::find().filter(cfp::Column::EventId.eq(self.event.id)).one(self.tx.db()).await?;
        let call = found.ok_or(Error::NotFound)?;
        let row = cfp::ActiveModel {
            id: Set(call.id),
            headline: Set(I18nText::localised([
                ("en", "What would you like to talk about?"),
                ("de", "Worüber möchten Sie sprechen?"),
            ])),
            text: Set(I18nText::localised([
                ("en", include_str!("../../content/call/en.md")),
                ("de", include_str!("../../content/call/de.md")),
            ])),
            opening: Set(Some(self.times.opening)),
            fields: Set(json!({
                "track": {"visibility": "required"},
                "biography": {"visibility": "optional"},
                "availabilities": {"visibility": "optional"},
                "tags": {"visibility": "optional"},
                "resources": {"visibility": "optional"},
            })),
            created: Set(Some(self.times.planned)),
            updated: Set(Some(self.times.planned)),
            ..Default::default()
        };
        row.update(self.tx.db()).await?;
        self.note(ObjectType::Cfp, &[call.id], "pretalx.cfp.update");
        Ok(())
    }

    async fn tracks(&mut self) -> Result<Vec<i32>> {
        use track::{ActiveModel, Column, Entity};
        let tracks = self.plan.tracks.iter().zip(0..).map(|(planned, position)| ActiveModel {
            event_id: Set(self.event.id),
            name: Set(text(&planned.name)),
            description: Set(text(&planned.description)),
            color: Set(planned.colour.clone()),
            position: Set(Some(position)),
            created: Set(Some(self.times.planned)),
            updated: Set(Some(self.times.planned)),
            ..Default::default()
        });
        rows::insert(self.tx, tracks, Some(self.progress)).await?;
        let of_event =
            Entity::find().filter(Column::EventId.eq(self.event.id)).order_by_asc(Column::Position);
        let tracks = ids(of_event.all(self.tx.db()).await?, |row| row.id);
        self.note(ObjectType::Track, &tracks, "pretalx.track.create");
        Ok(tracks)
    }

    async fn rooms(&mut self) -> Result<Vec<i32>> {
        let mut ids = Vec::new();
        for planned in &self.plan.rooms {
            let capacity = i32::try_from(planned.capacity).ok();
            let created = plenary_schedule::room::create(
                self.tx,
                &self.actor,
                &self.event,
                text(&planned.name),
                capacity,
            )
            .await?;
            let row = room::ActiveModel {
                id: Set(created.id),
                description: Set(text(&planned.description)),
                created: Set(Some(self.times.planned)),
                updated: Set(Some(self.times.planned)),
                ..Default::default()
            };
            row.update(self.tx.db()).await?;
            ids.push(created.id);
            self.progress.advance(1);
        }
        date_log(self.tx, self.event.id, "pretalx.room.create", self.times.planned).await?;
        Ok(ids)
    }

    async fn tags(&mut self) -> Result<Vec<i32>> {
        use tag::{ActiveModel, Column, Entity};
        let tags = self.plan.tags.iter().map(|planned| ActiveModel {
            event_id: Set(self.event.id),
            tag: Set(planned.name.en.clone()),
            description: Set(I18nText::plain(planned.description.clone())),
            color: Set(planned.colour.clone()),
            is_public: Set(planned.public),
            created: Set(Some(self.times.planned)),
            updated: Set(Some(self.times.planned)),
            ..Default::default()
        });
        rows::insert(self.tx, tags, None).await?;
        let found = Entity::find().filter(Column::EventId.eq(self.event.id)).all(self.tx.db()).await?;
        let by_name = found.into_iter().map(|row| (row.tag, row.id)).collect();
        let tags: Vec<i32> = self
            .plan
            .tags
            .iter()
            .map(|planned| rows::known(&by_name, &planned.name.en))
            .collect::<Result<_>>()?;
        self.note(ObjectType::Tag, &tags, "pretalx.tag.create");
        Ok(tags)
    }

    /// Questions and their options.
    async fn questions(&mut self) -> Result<(Vec<i32>, Vec<Vec<i32>>)> {
        let planned = self.plan.questions.iter().zip(&self.codes.questions).zip(0..);
        let questions = planned.map(|((planned, identifier), position)| question::ActiveModel {
            event_id: Set(self.event.id),
            variant: Set(variant(planned.kind)),
            target: Set(match planned.target {
                QuestionTarget::Proposal => Target::Submission,
                QuestionTarget::Speaker => Target::Speaker,
                QuestionTarget::Review => Target::Reviewer,
            }),
            question_required: Set(match planned.required {
                true => QuestionRequired::Required,
                false => QuestionRequired::Optional,
            }),
            question: Set(text(&planned.prompt)),
            help_text: Set(text(&planned.help)),
            position: Set(position),
            identifier: Set(identifier.clone()),
            active: Set(true),
            contains_personal_data: Set(planned.target == QuestionTarget::Speaker),
            is_public: Set(planned.public),
            is_visible_to_reviewers: Set(planned.target == QuestionTarget::Proposal),
            created: Set(Some(self.times.planned)),
            updated: Set(Some(self.times.planned)),
            ..Default::default()
        });
        rows::insert(self.tx, questions, Some(self.progress)).await?;
        let of_event = question::Entity::find().filter(question::Column::EventId.eq(self.event.id));
        let questions =
            ids(of_event.order_by_asc(question::Column::Position).all(self.tx.db()).await?, |row| row.id);
        self.note(ObjectType::Question, &questions, "pretalx.question.create");

        let mut options = Vec::new();
        for ((planned, identifiers), &question) in
            self.plan.questions.iter().zip(&self.codes.options).zip(&questions)
        {
            for ((words, identifier), position) in planned.options.iter().zip(identifiers).zip(0..) {
                options.push(answer_option::ActiveModel {
                    question_id: Set(question),
                    answer: Set(text(words)),
                    position: Set(position),
                    identifier: Set(identifier.clone()),
                    created: Set(Some(self.times.planned)),
                    updated: Set(Some(self.times.planned)),
                    ..Default::default()
                });
            }
        }
        rows::insert(self.tx, options, None).await?;
        let found = answer_option::Entity::find()
            .filter(answer_option::Column::QuestionId.is_in(questions.iter().copied()))
            .order_by_asc(answer_option::Column::Position)
            .all(self.tx.db())
            .await?;
        let of_question = |question: &i32| {
            found.iter().filter(|option| option.question_id == *question).map(|option| option.id).collect()
        };
        let options = questions.iter().map(of_question).collect();
        Ok((questions, options))
    }

    /// The one category that every event has gets the values of the plan.
    async fn scores(&mut self) -> Result<Vec<i32>> {
        let categories = score_category::Entity::find()
            .filter(score_category::Column::EventId.eq(self.event.id))
            .order_by_asc(score_category::Column::Id);
        let category = categories.one(self.tx.db()).await?.ok_or(Error::NotFound)?.id;
        let of_category = score::Column::CategoryId.eq(category);
        score::Entity::delete_many().filter(of_category.clone()).exec(self.tx.db()).await?;
        let values = self.plan.scores.iter().zip(0..).map(|(label, value)| score::ActiveModel {
            category_id: Set(category),
            value: Set(Decimal::whole(value)),
            label: Set(Some(label.en.clone())),
            created: Set(Some(self.times.planned)),
            updated: Set(Some(self.times.planned)),
            ..Default::default()
        });
        rows::insert(self.tx, values, None).await?;
        let values = score::Entity::find().filter(of_category).order_by_asc(score::Column::Value);
        Ok(ids(values.all(self.tx.db()).await?, |row| row.id))
    }
}

fn ids<M>(models: Vec<M>, id: impl Fn(&M) -> i32) -> Vec<i32> {
    models.iter().map(id).collect()
}

fn variant(kind: QuestionKind) -> QuestionVariant {
    match kind {
        QuestionKind::Number => QuestionVariant::Number,
        QuestionKind::Line => QuestionVariant::String,
        QuestionKind::Text => QuestionVariant::Text,
        QuestionKind::Url => QuestionVariant::Url,
        QuestionKind::Date => QuestionVariant::Date,
        QuestionKind::DateTime => QuestionVariant::Datetime,
        QuestionKind::YesNo => QuestionVariant::Boolean,
        QuestionKind::File => QuestionVariant::File,
        QuestionKind::Choice => QuestionVariant::Choices,
        QuestionKind::Choices => QuestionVariant::MultipleChoice,
    }
}
