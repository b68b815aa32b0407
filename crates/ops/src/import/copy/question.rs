//! Custom fields, their options, the answers given, and resources.

use plenary_store::entity::{
    answer, answer_choice, answer_option, question, question_team, question_track, question_type, resource,
};

use crate::import::context::{Context, Mapped, Skip, Stop};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{
    ANSWER, ANSWER_CHOICE, ANSWER_OPTION, QUESTION, QUESTION_TEAM, QUESTION_TRACK, QUESTION_TYPE, RESOURCE,
    REVIEW, SUBMISSION, TEAM, TRACK, TYPE,
};

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    importer.copy(&QUESTION, question).await?;
    importer.copy(&ANSWER_OPTION, option).await?;
    importer.copy(&QUESTION_TRACK, track).await?;
    importer.copy(&QUESTION_TYPE, submission_type).await?;
    importer.copy(&QUESTION_TEAM, team).await
}

/// Answers come after speakers and reviews, about which they can be.
pub async fn copy_answers(importer: &mut Importer<'_>) -> Result<()> {
    importer.copy(&ANSWER, answer).await?;
    importer.copy(&ANSWER_CHOICE, choice).await?;
    importer.copy(&RESOURCE, resource).await
}

fn question(cx: &mut Context, row: &Row) -> Mapped<question::Model> {
    let id = row.id()?;
    let event_id = cx.event(row)?;
    cx.questions.insert(id, event_id);
    Ok(question::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id,
        variant: row.choice("variant")?,
        target: row.choice("target")?,
        deadline: row.time_opt("deadline")?,
        freeze_after: row.time_opt("freeze_after")?,
        question_required: row.choice("question_required")?,
        question: row.i18n("question"),
        help_text: row.i18n("help_text"),
        default_answer: row.text_opt("default_answer"),
        position: row.int("position")?,
        identifier: format!("Q{id}"),
        active: row.flag("active")?,
        contains_personal_data: row.flag("contains_personal_data")?,
        min_length: row.int_opt("min_length")?,
        max_length: row.int_opt("max_length")?,
        min_number: row.decimal_opt("min_number")?,
        max_number: row.decimal_opt("max_number")?,
        min_options: None,
        max_options: None,
        min_date: row.date_opt("min_date")?,
        max_date: row.date_opt("max_date")?,
        min_datetime: row.time_opt("min_datetime")?,
        max_datetime: row.time_opt("max_datetime")?,
        is_public: row.flag("is_public")?,
        is_visible_to_reviewers: row.flag("is_visible_to_reviewers")?,
        icon: row.text_opt("icon"),
        depends_on_id: None,
        depends_on_values: serde_json::json!([]),
    })
}

fn option(cx: &mut Context, row: &Row) -> Mapped<answer_option::Model> {
    let id = row.id()?;
    Ok(answer_option::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        question_id: cx.needs(row, "question_id", &QUESTION)?,
        answer: row.i18n("answer"),
        position: row.int("position")?,
        identifier: format!("O{id}"),
    })
}

fn track(cx: &mut Context, row: &Row) -> Mapped<question_track::Model> {
    Ok(question_track::Model {
        question_id: cx.needs(row, "question_id", &QUESTION)?,
        track_id: cx.needs(row, "track_id", &TRACK)?,
    })
}

fn submission_type(cx: &mut Context, row: &Row) -> Mapped<question_type::Model> {
    Ok(question_type::Model {
        question_id: cx.needs(row, "question_id", &QUESTION)?,
        submission_type_id: cx.needs(row, "submissiontype_id", &TYPE)?,
    })
}

fn team(cx: &mut Context, row: &Row) -> Mapped<question_team::Model> {
    Ok(question_team::Model {
        question_id: cx.needs(row, "question_id", &QUESTION)?,
        team_id: cx.needs(row, "team_id", &TEAM)?,
    })
}

fn answer(cx: &mut Context, row: &Row) -> Mapped<answer::Model> {
    let question_id = cx.needs(row, "question_id", &QUESTION)?;
    // An answer about something that does not come along has nothing to be about.
    let about = |cx: &Context, column: &str, table| -> Mapped<Option<i32>> {
        match row.int_opt(column)? {
            Some(_) => cx.needs(row, column, table).map(Some),
            None => Ok(None),
        }
    };
    let submission_id = about(cx, "submission_id", &SUBMISSION)?;
    let review_id = about(cx, "review_id", &REVIEW)?;
    let speaker_id = match row.int_opt("person_id")? {
        Some(person) => {
            let event = cx.questions.get(&question_id).copied();
            let profile = event.and_then(|event| cx.profiles.get(&(person, event)).copied());
            Some(profile.ok_or(Stop::Skip(Skip::Orphan))?)
        }
        None => None,
    };
    if submission_id.is_none() && speaker_id.is_none() && review_id.is_none() {
        return Err(Stop::Skip(Skip::Nothing));
    }
    Ok(answer::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        question_id,
        submission_id,
        speaker_id,
        review_id,
        answer: row.text("answer"),
        answer_file: cx.file(row, "answer_file"),
    })
}

fn choice(cx: &mut Context, row: &Row) -> Mapped<answer_choice::Model> {
    Ok(answer_choice::Model {
        answer_id: cx.needs(row, "answer_id", &ANSWER)?,
        answer_option_id: cx.needs(row, "answeroption_id", &ANSWER_OPTION)?,
    })
}

fn resource(cx: &mut Context, row: &Row) -> Mapped<resource::Model> {
    let submission_id = cx.needs(row, "submission_id", &SUBMISSION)?;
    Ok(resource::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        submission_id,
        resource: cx.file(row, "resource"),
        link: row.filled("link"),
        // Empty where there is none: exports tell that from a description, pages show the file's
        // name or the link instead.
        description: row.text_opt("description").unwrap_or_default(),
        is_public: row.flag("is_public")?,
    })
}
