//! Sessions without a place in a released schedule: the featured ones, and single ones that somebody
//! may look at already (pages-public §9.5, §11). A constant number of statements.

use plenary_event::visibility::Visibility;
use plenary_model::programme::Programme;
use plenary_model::{Error, I18nText, Result, SubmissionState};
use plenary_store::entity::{event, submission};
use plenary_store::unique;
use sea_orm::sea_query::{IntoCondition, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait};

use crate::programme::{Reading, add_resources, asked, programme_event, sessions, speakers, tracks};

/// Which sessions are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Preview<'a> {
    /// All that are featured, for whoever may see the list of them.
    Featured,
    /// The one with this secret code, for whoever knows it.
    Shared(&'a str),
    /// The one with this code, for organisers.
    Single(&'a str),
}

/// The states of proposals whose speakers may show them around.
const SHAREABLE: [SubmissionState; 4] = [
    SubmissionState::Draft,
    SubmissionState::Submitted,
    SubmissionState::Accepted,
    SubmissionState::Confirmed,
];

/// A programme without slots and rooms, its sessions by title. What the visitor may not see does not
/// exist; a list of featured sessions may be empty, a single session may not.
pub async fn read(
    db: &impl ConnectionTrait,
    event: &event::Model,
    visible: &Visibility,
    preview: Preview<'_>,
    reading: Reading<'_>,
) -> Result<Programme> {
    let wanted = wanted(event, visible, preview)?;
    let ids = ids(&wanted);
    let text = |value: &I18nText| value.get(reading.locale, &event.locale).to_owned();
    let asked = asked(db, event.id).await?;
    let tracks = tracks(db, event.id, &text).await?;
    let mut sessions = sessions(db, wanted, &ids, &tracks, &text).await?;
    sessions.sort_by_cached_key(|session| (session.title.to_lowercase(), session.id));
    let speakers = match (sessions.is_empty(), preview) {
        (true, Preview::Featured) => Vec::new(),
        (true, _) => return Err(Error::NotFound),
        (false, _) => {
            add_resources(db, &ids, &mut sessions).await?;
            speakers(db, event.id, &ids, &asked, reading.instance, &mut sessions).await?
        }
    };
    Ok(Programme {
        event: programme_event(event, &asked, reading),
        version: None,
        schedule_id: 0,
        published: None,
        slots: Vec::new(),
        sessions,
        speakers,
        rooms: Vec::new(),
        tracks,
    })
}

/// The condition on proposals, if the visitor may ask for them at all.
fn wanted(event: &event::Model, visible: &Visibility, preview: Preview<'_>) -> Result<Condition> {
    use submission::Column;
    let of_event = Condition::all().add(Column::EventId.eq(event.id));
    let known = of_event.clone().add(Column::State.ne(SubmissionState::Draft));
    match preview {
        Preview::Featured if visible.featured => Ok(known.add(Column::IsFeatured.eq(true)).add(
            Column::State.is_not_in(SubmissionState::ALL.iter().copied().filter(|state| state.is_out())),
        )),
        Preview::Shared(code) if visible.event && event.flags().submission_public_review() => {
            Ok(of_event.add(Column::ReviewCode.eq(code)).add(Column::State.is_in(SHAREABLE)))
        }
        Preview::Single(code) if visible.rights.can_change_submissions => {
            Ok(known.add(unique::same_text(Column::Code, code)))
        }
        _ => Err(Error::NotFound),
    }
}

/// The ids of the wanted proposals, as a subquery.
fn ids(wanted: &Condition) -> SelectStatement {
    Query::select()
        .column(submission::Column::Id)
        .from(submission::Entity)
        .cond_where(wanted.clone().into_condition())
        .to_owned()
}
