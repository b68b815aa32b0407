//! Proposals and what directly hangs on them.

use std::collections::HashSet;

use plenary_model::SubmissionState;
use plenary_store::entity::{favourite, submission, submission_comment, submission_reviewer, submission_tag};
use serde_json::{Value as Json, json};

use crate::import::context::{Context, Mapped, Proposal, Skip, Stop};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{
    ACCESS_CODE, COMMENT, FAVOURITE, SUBMISSION, SUBMISSION_REVIEWER, SUBMISSION_TAG, TAG, TRACK, TYPE,
};

/// The state in which pretalx 2025.2.2 keeps proposals that were deleted.
const DELETED: &str = "deleted";

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    importer.copy(&SUBMISSION, submission).await?;
    importer.copy(&SUBMISSION_TAG, tag).await?;
    importer.copy(&SUBMISSION_REVIEWER, reviewer).await?;
    importer.copy(&FAVOURITE, favourite).await?;
    let kept = kept_comments(importer).await?;
    importer.copy(&COMMENT, |cx, row| comment(cx, row, &kept)).await
}

fn submission(cx: &mut Context, row: &Row) -> Mapped<submission::Model> {
    let id = row.id()?;
    let event_id = cx.event(row)?;
    if row.text("state") == DELETED {
        return Err(Stop::Skip(Skip::Deleted));
    }
    let pending_state = match row.filled("pending_state") {
        Some(state) if state == DELETED => {
            cx.changed("a pending deletion was dropped");
            None
        }
        Some(_) => Some(row.choice::<SubmissionState>("pending_state")?),
        None => None,
    };
    let submission_type_id = cx.needs(row, "submission_type_id", &TYPE)?;
    let track_id = cx.may_need(row, "track_id", &TRACK)?;
    cx.proposals.insert(id, Proposal { event: event_id, track: track_id });
    Ok(submission::Model {
        id,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        code: row.text("code"),
        event_id,
        title: row.text("title"),
        submission_type_id,
        track_id,
        state: row.choice("state")?,
        pending_state,
        abstract_text: row.text_opt("abstract"),
        description: row.text_opt("description"),
        notes: row.text_opt("notes"),
        internal_notes: row.text_opt("internal_notes"),
        duration: row.int_opt("duration")?,
        slot_count: row.int("slot_count")?,
        attendee_signup_required: None,
        attendee_signup_capacity: None,
        content_locale: row.text("content_locale"),
        is_featured: row.flag("is_featured")?,
        do_not_record: row.flag("do_not_record")?,
        image: cx.file(row, "image"),
        invitation_token: row.text("invitation_token"),
        access_code_id: cx.may_need(row, "access_code_id", &ACCESS_CODE)?,
        review_code: row.filled("review_code"),
        anonymised: anonymised(row)?,
        draft_additional_speakers: json!([]),
    })
}

/// JSON as text; nothing unless it holds something.
fn anonymised(row: &Row) -> Result<Option<Json>> {
    if row.filled("anonymised_data").is_none() {
        return Ok(None);
    }
    let object = row.object("anonymised_data")?;
    let empty = object.as_object().is_none_or(serde_json::Map::is_empty);
    Ok((!empty).then_some(object))
}

fn tag(cx: &mut Context, row: &Row) -> Mapped<submission_tag::Model> {
    Ok(submission_tag::Model {
        submission_id: cx.needs(row, "submission_id", &SUBMISSION)?,
        tag_id: cx.needs(row, "tag_id", &TAG)?,
    })
}

fn reviewer(cx: &mut Context, row: &Row) -> Mapped<submission_reviewer::Model> {
    let submission_id = cx.needs(row, "submission_id", &SUBMISSION)?;
    Ok(submission_reviewer::Model { submission_id, account_id: cx.account(row, "user_id")? })
}

fn favourite(cx: &mut Context, row: &Row) -> Mapped<favourite::Model> {
    let submission_id = cx.needs(row, "submission_id", &SUBMISSION)?;
    Ok(favourite::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        account_id: cx.account(row, "user_id")?,
        submission_id,
    })
}

/// A comment may answer a later one, so which of them stay has to be known beforehand.
async fn kept_comments(importer: &mut Importer<'_>) -> Result<HashSet<i32>> {
    let sql = "SELECT CAST(id AS TEXT), CAST(submission_id AS TEXT), CAST(user_id AS TEXT) \
               FROM submission_submissioncomment";
    let comments = importer.numbers(&COMMENT, sql).await?;
    let cx = &importer.cx;
    let kept = comments.into_iter().filter(|[_, submission, account]| {
        cx.is_kept(&SUBMISSION, *submission) && cx.people.contains_key(account)
    });
    Ok(kept.map(|[comment, ..]| comment).collect())
}

fn comment(cx: &mut Context, row: &Row, kept: &HashSet<i32>) -> Mapped<submission_comment::Model> {
    let submission_id = cx.needs(row, "submission_id", &SUBMISSION)?;
    let account_id = cx.account(row, "user_id")?;
    let reply_to_id = row.int_opt("reply_to_id")?.filter(|id| kept.contains(id));
    if reply_to_id.is_none() && row.int_opt("reply_to_id")?.is_some() {
        cx.changed("reply_to_id emptied: there is no such row here");
    }
    Ok(submission_comment::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        submission_id,
        account_id,
        text: row.text("text"),
        reply_to_id,
    })
}
