//! Writing a plan into a database: one event at one stage of its life, as if people had worked on
//! it for months.
//!
//! What a domain function can do at a sensible price goes through it (organiser, event, rooms,
//! releases, moves in the timetable); the thousands of rows between are inserted many at a time, in the
//! state in which the domain functions would have left them. The suite compares both.

mod answers;
mod codes;
mod files;
mod frame;
mod opinions;
mod people;
mod proposals;
mod rows;
mod schedule;
mod timeline;

use plenary_files::MediaStore;
use plenary_model::{Actor, Error, Result, slug};
use plenary_person::{account, login};
use plenary_store::entity::event;
use plenary_store::{Database, Tx};

use crate::dice::Dice;
use crate::event::{DemoEvent, Size};
use codes::Codes;
use files::Files;
use rows::Journal;
use timeline::Timeline;

/// How far the event has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The call is open, everything has been submitted, nothing read.
    Cfp,
    /// The call is over, reviews are written, nothing is decided.
    Review,
    /// Decided, scheduled and released; the event begins in two weeks.
    Schedule,
    /// The event was last week; there is feedback.
    Over,
}

/// What to create.
#[derive(Clone, Debug)]
pub struct Request {
    pub stage: Stage,
    /// Of the event. The organiser's is the same with `org` behind it.
    pub slug: String,
    pub seed: u64,
    pub size: Size,
    /// Id of an account that is an administrator. It becomes a member of the organiser's team.
    pub administrator: i32,
}

/// Is told how far the work has come; from several threads.
pub trait Progress: Sync {
    /// A part of the work begins that has `total` steps.
    fn phase(&self, name: &str, total: u64);
    fn advance(&self, by: u64);
}

/// What has been created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Slug of the event.
    pub event: String,
    /// Slug of the organiser.
    pub organiser: String,
    pub counts: Counts,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub speakers: usize,
    /// Drafts included.
    pub proposals: usize,
    pub reviews: usize,
    /// Sessions in the last released version.
    pub scheduled: usize,
    pub releases: usize,
    pub feedback: usize,
    pub files: usize,
}

/// Creates the event, or nothing: the rows in one transaction, the files before it under new
/// names and removed again if anything fails. Errors name `slug` where that can't be used, `email` where
/// somebody has logged into an account of an earlier event at this slug.
///
/// The same seed and slug give the same content, addresses and codes (as long as nobody else has
/// those codes). Drawn anew each time are secrets (preview and invitation codes, the hashes that no
/// password matches) and the random part of file names; dates are counted from the database's clock.
pub async fn create(
    database: &Database,
    media: &MediaStore,
    request: &Request,
    progress: &dyn Progress,
) -> Result<Created> {
    let slug = request.slug.to_lowercase();
    let organiser_slug = format!("{slug}org");
    check_slug(database, &slug, &organiser_slug).await?;
    let plan = crate::plan(request.size, request.seed);
    let codes = Codes::draw(database.reader(), &plan, &slug, request.seed).await?;
    let files =
        Files::write(media, database.random().as_ref(), &plan, &codes, &slug, request.stage, progress)?;

    let tx = database.begin().await?;
    let administrator = account::load(tx.db(), request.administrator).await?;
    let actor = login::actor(&administrator);
    if !actor.is_administrator() {
        return Err(Error::Forbidden);
    }
    let times = Timeline::new(request.stage, tx.now(), plan.time_zone);
    let organiser = frame::organiser(&tx, &actor, &organiser_slug).await?;
    progress.phase("event", (plan.rooms.len() + plan.tracks.len() + plan.questions.len()) as u64);
    let event = frame::event(&tx, &actor, organiser, &plan, &times, &codes, files.names()).await?;
    let mut writer = Writer {
        tx: &tx,
        plan: &plan,
        stage: request.stage,
        dice: Dice::new(request.seed, "moments"),
        codes: &codes,
        files: files.names(),
        journal: Journal::new(event.id),
        actor,
        event,
        times,
        progress,
    };
    let mut counts = writer.write().await?;
    counts.files = files.count();
    let event = writer.event.slug.clone();
    drop(writer);
    tx.commit().await?;
    files.keep();
    Ok(Created { event, organiser: organiser_slug, counts })
}

/// What is known without drawing a single picture.
async fn check_slug(database: &Database, slug: &str, organiser: &str) -> Result<()> {
    if !slug::is_well_formed(organiser) {
        return Err(Error::invalid("slug", "error-slug"));
    }
    match plenary_event::event::find(database.reader(), slug).await {
        Ok(_) => Err(Error::invalid("slug", "error-slug-taken")),
        Err(Error::NotFound) => Ok(()),
        Err(other) => Err(other),
    }
}

/// What every part of the writing needs.
struct Writer<'a> {
    tx: &'a Tx,
    plan: &'a DemoEvent,
    stage: Stage,
    /// For moments only: who is a minute earlier than whom.
    dice: Dice,
    codes: &'a Codes,
    files: &'a files::Names,
    journal: Journal,
    actor: Actor,
    event: event::Model,
    times: Timeline,
    progress: &'a dyn Progress,
}

impl Writer<'_> {
    async fn write(&mut self) -> Result<Counts> {
        let frame = self.frame().await?;
        let submitted = self.times_of_submission();
        self.progress.phase("speakers", self.plan.speakers.len() as u64);
        let people = self.people(&submitted).await?;
        self.progress.phase("proposals", self.plan.proposals.len() as u64);
        let proposals = self.proposals(&frame, &people, &submitted).await?;
        let mut counts =
            Counts { speakers: people.speakers.len(), proposals: proposals.len(), ..Default::default() };
        let mut reviews = Vec::new();
        if self.stage >= Stage::Review {
            self.progress.phase("reviews", self.plan.reviews.len() as u64);
            reviews = self.reviews(&frame, &people, &proposals).await?;
            counts.reviews = reviews.len();
        }
        self.answers(&frame, &people, &proposals, &reviews).await?;
        if self.stage >= Stage::Schedule {
            self.progress.phase("schedule", self.plan.releases.len() as u64);
            self.schedule(&frame, &proposals).await?;
            counts.releases = self.plan.releases.len();
            counts.scheduled = self.plan.proposals.iter().filter(|proposal| proposal.slot.is_some()).count();
            self.favourites(&people, &proposals).await?;
        }
        if self.stage == Stage::Over {
            self.feedback(&proposals).await?;
            counts.feedback = self.plan.feedback.len();
        }
        self.journal.write(self.tx).await?;
        plenary_event::event::raise_revision(self.tx, self.event.id).await?;
        Ok(counts)
    }
}
