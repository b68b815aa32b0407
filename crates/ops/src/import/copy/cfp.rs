//! The call for proposals: tracks, session types, tags, texts, access codes.

use plenary_store::entity::{
    access_code, access_code_track, access_code_type, cfp, submission_type, tag, track,
};

use super::event;
use crate::import::context::{Context, Mapped};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{ACCESS_CODE, CFP, TAG, TRACK, TYPE};

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    importer.copy(&TRACK, track).await?;
    importer.copy(&TYPE, submission_type).await?;
    importer.copy(&TAG, tag).await?;
    importer.copy(&CFP, cfp).await?;
    event::copy_teams(importer).await?;
    let (mut tracks, mut types) = (Vec::new(), Vec::new());
    importer
        .copy(&ACCESS_CODE, |cx, row| {
            let code = access_code(cx, row)?;
            let access_code_id = code.id;
            let track = cx.may_need(row, "track_id", &TRACK)?;
            tracks.extend(track.map(|track_id| access_code_track::Model { access_code_id, track_id }));
            let kind = cx.may_need(row, "submission_type_id", &TYPE)?;
            types.extend(
                kind.map(|submission_type_id| access_code_type::Model { access_code_id, submission_type_id }),
            );
            Ok(code)
        })
        .await?;
    importer.write(&ACCESS_CODE, &tracks).await?;
    importer.write(&ACCESS_CODE, &types).await
}

fn track(cx: &mut Context, row: &Row) -> Mapped<track::Model> {
    Ok(track::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        name: row.i18n("name"),
        description: row.i18n("description"),
        color: row.text("color"),
        position: row.int_opt("position")?,
        requires_access_code: row.flag("requires_access_code")?,
        attendee_signup_required: false,
    })
}

fn submission_type(cx: &mut Context, row: &Row) -> Mapped<submission_type::Model> {
    Ok(submission_type::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        name: row.i18n("name"),
        default_duration: row.int("default_duration")?,
        deadline: row.time_opt("deadline")?,
        requires_access_code: row.flag("requires_access_code")?,
        attendee_signup_required: false,
    })
}

fn tag(cx: &mut Context, row: &Row) -> Mapped<tag::Model> {
    Ok(tag::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        tag: row.text("tag"),
        description: row.i18n("description"),
        color: row.text("color"),
        is_public: row.flag("is_public")?,
    })
}

fn cfp(cx: &mut Context, row: &Row) -> Mapped<cfp::Model> {
    Ok(cfp::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        headline: row.i18n("headline"),
        text: row.i18n("text"),
        default_type_id: cx.needs(row, "default_type_id", &TYPE)?,
        opening: row.time_opt("opening")?,
        deadline: row.time_opt("deadline")?,
        settings: row.object("settings")?,
        fields: row.object("fields")?,
    })
}

fn access_code(cx: &mut Context, row: &Row) -> Mapped<access_code::Model> {
    Ok(access_code::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        code: row.text("code"),
        valid_until: row.time_opt("valid_until")?,
        maximum_uses: row.int_opt("maximum_uses")?,
        redeemed: row.int("redeemed")?,
        internal_notes: row.text_opt("internal_notes"),
    })
}
