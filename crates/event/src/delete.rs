//! Deleting an event with everything in it (data-model §3.9).

use plenary_model::{Actor, Error, ObjectType, Result};
use plenary_store::entity::{
    activity_log, answer, answer_option, cfp, event, feedback, mail_template, organiser, profile_picture,
    question, queued_mail, resource, room, schedule, slot, speaker_information, speaker_profile, submission,
    submission_type, tag, track,
};
use plenary_store::{Tx, log};
use sea_orm::sea_query::{IntoCondition, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ModelTrait, QueryFilter, QuerySelect};
use serde_json::json;

/// Deletes an event for ever: proposals, speakers' profiles, schedules, mails, the log. Only
/// administrators, and who types its slug; errors name `slug`. Returns the files that nothing may refer
/// to any more. A constant number of statements.
pub async fn delete(tx: &Tx, actor: &Actor, event: event::Model, typed: &str) -> Result<Vec<String>> {
    match actor {
        Actor::Anonymous => return Err(Error::NeedsLogin),
        actor if !actor.is_administrator() => return Err(Error::NotFound),
        _ if typed.trim() != event.slug => return Err(Error::invalid("slug", "event-error-delete-slug")),
        _ => {}
    }
    let id = event.id;
    write_log(tx, actor, &event).await?;
    let mut files = files(tx, &event).await?;
    remove::<activity_log::Entity>(tx, log_of(id)).await?;
    remove::<queued_mail::Entity>(tx, queued_mail::Column::EventId.eq(id)).await?;
    remove::<mail_template::Entity>(tx, mail_template::Column::EventId.eq(id)).await?;
    remove::<cfp::Entity>(tx, cfp::Column::EventId.eq(id)).await?;
    remove::<speaker_information::Entity>(tx, speaker_information::Column::EventId.eq(id)).await?;
    let schedules = ids_of(schedule::Entity, schedule::Column::Id, schedule::Column::EventId.eq(id));
    remove::<slot::Entity>(tx, slot::Column::ScheduleId.in_subquery(schedules)).await?;
    let submissions =
        || ids_of(submission::Entity, submission::Column::Id, submission::Column::EventId.eq(id));
    remove::<feedback::Entity>(tx, feedback::Column::SubmissionId.in_subquery(submissions())).await?;
    remove::<resource::Entity>(tx, resource::Column::SubmissionId.in_subquery(submissions())).await?;
    let questions = || ids_of(question::Entity, question::Column::Id, question::Column::EventId.eq(id));
    remove::<answer::Entity>(tx, answer::Column::QuestionId.in_subquery(questions())).await?;
    remove::<answer_option::Entity>(tx, answer_option::Column::QuestionId.in_subquery(questions())).await?;
    remove::<question::Entity>(tx, question::Column::EventId.eq(id)).await?;
    remove::<submission::Entity>(tx, submission::Column::EventId.eq(id)).await?;
    remove::<track::Entity>(tx, track::Column::EventId.eq(id)).await?;
    remove::<tag::Entity>(tx, tag::Column::EventId.eq(id)).await?;
    remove::<submission_type::Entity>(tx, submission_type::Column::EventId.eq(id)).await?;
    remove::<schedule::Entity>(tx, schedule::Column::EventId.eq(id)).await?;
    let pictures = pictures(tx, id).await?;
    remove::<speaker_profile::Entity>(tx, speaker_profile::Column::EventId.eq(id)).await?;
    files.extend(remove_pictures(tx, pictures).await?);
    remove::<room::Entity>(tx, room::Column::EventId.eq(id)).await?;
    // The rest refers to the event and goes with it. Others learn that it is gone.
    plenary_store::revision::raise(tx, id).await?;
    event.delete(tx.db()).await?;
    Ok(files)
}

async fn remove<E: EntityTrait>(tx: &Tx, which: impl IntoCondition) -> Result<()> {
    E::delete_many().filter(which.into_condition()).exec(tx.db()).await?;
    Ok(())
}

fn ids_of<E: EntityTrait>(entity: E, column: E::Column, which: impl IntoCondition) -> SelectStatement {
    Query::select().column(column).from(entity).cond_where(which.into_condition()).to_owned()
}

/// Entries of the event, and those about it that name no event.
fn log_of(id: i32) -> Condition {
    use activity_log::Column;
    let about = Condition::all().add(Column::ObjectType.eq(ObjectType::Event.to_string()));
    Condition::any().add(Column::EventId.eq(id)).add(about.add(Column::ObjectId.eq(id)))
}

/// Pictures of people whom organisers entered: those of account holders are their own.
async fn pictures(tx: &Tx, event: i32) -> Result<Vec<profile_picture::Model>> {
    let shown = Query::select()
        .column(speaker_profile::Column::ProfilePictureId)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::EventId.eq(event))
        .and_where(speaker_profile::Column::ProfilePictureId.is_not_null())
        .to_owned();
    let nobodys = profile_picture::Entity::find()
        .filter(profile_picture::Column::AccountId.is_null())
        .filter(profile_picture::Column::Id.in_subquery(shown));
    Ok(nobodys.all(tx.db()).await?)
}

/// Removes those of them that no other event shows; returns their files.
async fn remove_pictures(tx: &Tx, pictures: Vec<profile_picture::Model>) -> Result<Vec<String>> {
    let ids = || pictures.iter().map(|picture| picture.id);
    let shown: Vec<Option<i32>> = speaker_profile::Entity::find()
        .select_only()
        .column(speaker_profile::Column::ProfilePictureId)
        .filter(speaker_profile::Column::ProfilePictureId.is_in(ids()))
        .into_tuple()
        .all(tx.db())
        .await?;
    let gone: Vec<_> = pictures.iter().filter(|picture| !shown.contains(&Some(picture.id))).collect();
    remove::<profile_picture::Entity>(tx, profile_picture::Column::Id.is_in(gone.iter().map(|row| row.id)))
        .await?;
    let files =
        gone.into_iter().flat_map(|row| [&row.avatar, &row.avatar_thumbnail, &row.avatar_thumbnail_tiny]);
    Ok(files.flatten().filter(|path| !path.is_empty()).cloned().collect())
}

/// Told of the organiser: an event that is gone has no log.
async fn write_log(tx: &Tx, actor: &Actor, event: &event::Model) -> Result<()> {
    let Some(id) = event.organiser_id else { return Ok(()) };
    let organiser = organiser::Entity::find_by_id(id).one(tx.db()).await?;
    let entry = log::Entry {
        event: None,
        actor,
        object: (ObjectType::Organiser, id),
        action: "pretalx.event.delete",
        data: json!({
            "slug": event.slug,
            "name": event.name.to_json(),
            "organiser": organiser.map(|organiser| organiser.name.to_json()),
        }),
        as_organiser: true,
    };
    log::write(tx, entry).await
}

/// The files of an event: pictures, uploads with proposals, answers and notes.
async fn files(tx: &Tx, event: &event::Model) -> Result<Vec<String>> {
    let own = [&event.logo, &event.header_image, &event.og_image, &event.custom_css];
    let mut files: Vec<String> = own.into_iter().flatten().cloned().collect();
    let submissions =
        || ids_of(submission::Entity, submission::Column::Id, submission::Column::EventId.eq(event.id));
    let questions = ids_of(question::Entity, question::Column::Id, question::Column::EventId.eq(event.id));
    files.extend(
        texts::<submission::Entity>(tx, submission::Column::Image, submission::Column::EventId.eq(event.id))
            .await?,
    );
    let of_these = resource::Column::SubmissionId.in_subquery(submissions());
    files.extend(texts::<resource::Entity>(tx, resource::Column::Resource, of_these).await?);
    let of_these = answer::Column::QuestionId.in_subquery(questions);
    files.extend(texts::<answer::Entity>(tx, answer::Column::AnswerFile, of_these).await?);
    let of_these = speaker_information::Column::EventId.eq(event.id);
    files.extend(
        texts::<speaker_information::Entity>(tx, speaker_information::Column::Resource, of_these).await?,
    );
    files.retain(|path| !path.is_empty());
    files.sort();
    files.dedup();
    Ok(files)
}

async fn texts<E: EntityTrait>(tx: &Tx, column: E::Column, which: impl IntoCondition) -> Result<Vec<String>> {
    let found: Vec<String> = E::find()
        .select_only()
        .column(column)
        .filter(Condition::all().add(which.into_condition()).add(column.is_not_null()))
        .into_tuple()
        .all(tx.db())
        .await?;
    Ok(found)
}
