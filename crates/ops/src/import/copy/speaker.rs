//! Speakers: in the original an account is the speaker, here each has one profile per event, with
//! the account's code and name.

use std::collections::{BTreeSet, HashMap};

use plenary_model::{ProfileOrigin, guid};
use plenary_store::entity::{
    feedback, speaker_information, speaker_information_track, speaker_information_type, speaker_profile,
    speaker_role,
};

use crate::import::context::{Context, Mapped, Skip, Stop};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{
    ANSWER, EVENT, FEEDBACK, INFORMATION, INFORMATION_TRACK, INFORMATION_TYPE, PROFILE, SPEAKER_ROLE,
    SUBMISSION, TRACK, TYPE,
};

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    let newest = newest_profiles(importer).await?;
    importer.copy(&PROFILE, |cx, row| profile(cx, row, &newest)).await?;
    let roles = roles(importer).await?;
    create_missing_profiles(importer, &roles).await?;
    let positions = positions(&roles);
    importer.copy(&SPEAKER_ROLE, |cx, row| role(cx, row, &positions)).await?;
    importer.copy(&FEEDBACK, feedback).await
}

pub async fn copy_information(importer: &mut Importer<'_>) -> Result<()> {
    importer.copy(&INFORMATION, information).await?;
    importer.copy(&INFORMATION_TRACK, information_track).await?;
    importer.copy(&INFORMATION_TYPE, information_type).await
}

/// (account, event) → the profile to keep, where there are several.
async fn newest_profiles(importer: &mut Importer<'_>) -> Result<HashMap<(i32, i32), i32>> {
    let sql = "SELECT CAST(user_id AS TEXT), CAST(event_id AS TEXT), CAST(max(id) AS TEXT) \
               FROM person_speakerprofile WHERE user_id IS NOT NULL GROUP BY user_id, event_id";
    let newest = importer.numbers(&PROFILE, sql).await?;
    Ok(newest.into_iter().map(|[account, event, profile]| ((account, event), profile)).collect())
}

fn profile(cx: &mut Context, row: &Row, newest: &HashMap<(i32, i32), i32>) -> Mapped<speaker_profile::Model> {
    let id = row.id()?;
    let event_id = cx.event(row)?;
    let account_id = match row.int_opt("user_id")? {
        Some(_) => Some(cx.account(row, "user_id")?),
        None => None,
    };
    if let Some(account) = account_id {
        let kept = newest.get(&(account, event_id)).copied().unwrap_or(id);
        if kept != id {
            cx.merged_profiles.insert(id, kept);
            return Err(Stop::Skip(Skip::Duplicate));
        }
        cx.profiles.insert((account, event_id), id);
    }
    Ok(speaker_profile::Model {
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        biography: row.text_opt("biography"),
        has_arrived: row.flag("has_arrived")?,
        internal_notes: row.text_opt("internal_notes"),
        ..new_profile(cx, id, account_id, event_id)
    })
}

fn new_profile(cx: &Context, id: i32, account_id: Option<i32>, event_id: i32) -> speaker_profile::Model {
    let person = account_id.and_then(|account| cx.people.get(&account));
    let code =
        person.map_or_else(|| super::person::made_up_code(cx.instance, "profile", id, 0), |p| p.code.clone());
    let guid = match person {
        Some(person) => guid::speaker_with_account(cx.instance, &person.code),
        None => guid::managed_speaker(cx.instance, &code),
    };
    speaker_profile::Model {
        id,
        created: None,
        updated: None,
        account_id,
        event_id,
        name: person.map(|person| person.name.clone()),
        code,
        email: None,
        locale: None,
        invitation_token: None,
        invitation_sent: None,
        origin: ProfileOrigin::Cfp,
        guid: guid.to_string(),
        biography: None,
        has_arrived: false,
        internal_notes: None,
        // The picture has the key of its account.
        profile_picture_id: account_id.filter(|_| person.is_some_and(|person| person.picture)),
    }
}

/// Role, proposal, account, in the order in which speakers of a proposal are shown.
async fn roles(importer: &mut Importer<'_>) -> Result<Vec<[i32; 3]>> {
    let sql = "SELECT CAST(id AS TEXT), CAST(submission_id AS TEXT), CAST(user_id AS TEXT) \
               FROM submission_speakerrole";
    let mut roles = importer.numbers(&SPEAKER_ROLE, sql).await?;
    roles.sort_by_key(|[role, submission, account]| (*submission, *account, *role));
    importer.cx.with_speakers = roles.iter().map(|[_, submission, _]| *submission).collect();
    Ok(roles)
}

/// Whoever speaks, has answered as a speaker or was given feedback has a profile.
async fn create_missing_profiles(importer: &mut Importer<'_>, roles: &[[i32; 3]]) -> Result<()> {
    let mut pairs = BTreeSet::new();
    for [_, submission, account] in roles {
        if importer.cx.is_kept(&SUBMISSION, *submission)
            && let Some(event) = importer.cx.event_of_proposal(*submission)
        {
            pairs.insert((*account, event));
        }
    }
    let sql = "SELECT CAST(person_id AS TEXT), CAST(question_id AS TEXT) FROM submission_answer \
               WHERE person_id IS NOT NULL GROUP BY person_id, question_id";
    for [person, question] in importer.numbers(&ANSWER, sql).await? {
        pairs.extend(importer.cx.questions.get(&question).map(|event| (person, *event)));
    }
    let sql = "SELECT CAST(speaker_id AS TEXT), CAST(talk_id AS TEXT) FROM submission_feedback \
               WHERE speaker_id IS NOT NULL GROUP BY speaker_id, talk_id";
    for [person, talk] in importer.numbers(&FEEDBACK, sql).await? {
        if importer.cx.is_kept(&SUBMISSION, talk) {
            pairs.extend(importer.cx.event_of_proposal(talk).map(|event| (person, event)));
        }
    }
    let cx = &mut importer.cx;
    pairs.retain(|pair| {
        cx.people.contains_key(&pair.0) && cx.is_kept(&EVENT, pair.1) && !cx.profiles.contains_key(pair)
    });
    let mut created = Vec::new();
    for (account, event) in pairs {
        let id = cx.highest.get("speaker_profile").copied().unwrap_or_default() + 1;
        cx.reserve("speaker_profile", id);
        cx.involved.insert(account);
        cx.profiles.insert((account, event), id);
        created.push(new_profile(cx, id, Some(account), event));
    }
    if !created.is_empty() {
        importer
            .cx
            .begin(PROFILE.name)
            .changed
            .insert("made for speakers without a profile".to_owned(), created.len() as u64);
    }
    importer.write(&PROFILE, &created).await
}

/// Role → place among the speakers of its proposal.
fn positions(roles: &[[i32; 3]]) -> HashMap<i32, i32> {
    let of_proposals = roles.chunk_by(|a, b| a[1] == b[1]);
    of_proposals.flat_map(|roles| (0..).zip(roles)).map(|(place, role)| (role[0], place)).collect()
}

fn role(cx: &mut Context, row: &Row, positions: &HashMap<i32, i32>) -> Mapped<speaker_role::Model> {
    let id = row.id()?;
    let submission_id = cx.needs(row, "submission_id", &SUBMISSION)?;
    let event = cx.event_of_proposal(submission_id).unwrap_or_default();
    let speaker_id =
        cx.profiles.get(&(row.int("user_id")?, event)).copied().ok_or(Stop::Skip(Skip::Orphan))?;
    Ok(speaker_role::Model {
        id,
        submission_id,
        speaker_id,
        position: positions.get(&id).copied().unwrap_or_default(),
    })
}

fn feedback(cx: &mut Context, row: &Row) -> Mapped<feedback::Model> {
    let submission_id = cx.needs(row, "talk_id", &SUBMISSION)?;
    let event = cx.event_of_proposal(submission_id).unwrap_or_default();
    let speaker_id = row.int_opt("speaker_id")?.and_then(|person| cx.profiles.get(&(person, event)).copied());
    if speaker_id.is_none() && row.int_opt("speaker_id")?.is_some() {
        cx.changed("speaker_id emptied: there is no such account");
    }
    Ok(feedback::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        submission_id,
        speaker_id,
        rating: row.int_opt("rating")?,
        review: row.text("review"),
    })
}

fn information(cx: &mut Context, row: &Row) -> Mapped<speaker_information::Model> {
    Ok(speaker_information::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        target_group: row.choice("target_group")?,
        title: row.i18n("title"),
        text: row.i18n("text"),
        resource: cx.file(row, "resource"),
    })
}

fn information_track(cx: &mut Context, row: &Row) -> Mapped<speaker_information_track::Model> {
    Ok(speaker_information_track::Model {
        speaker_information_id: cx.needs(row, "speakerinformation_id", &INFORMATION)?,
        track_id: cx.needs(row, "track_id", &TRACK)?,
    })
}

fn information_type(cx: &mut Context, row: &Row) -> Mapped<speaker_information_type::Model> {
    Ok(speaker_information_type::Model {
        speaker_information_id: cx.needs(row, "speakerinformation_id", &INFORMATION)?,
        submission_type_id: cx.needs(row, "submissiontype_id", &TYPE)?,
    })
}
