//! Moving a pretalx 2025.2.2 instance here.
//!
//! # What an import is
//! One transaction. Every row keeps its number and code; what has no place here is skipped and the
//! [`Report`] says why. Files are copied aside first, the transaction that refers to them notes
//! where they are, and only after its commit they move into the media directory. A kill at any
//! moment leaves the target as it was, or, after the commit, complete but for files, which
//! [`finish_pending`] brings into place at the next start.
//!
//! # Importing again
//! Until the switch to this instance an import can be repeated. It replaces everything the last one
//! brought by what the source holds now; nothing is merged. People stay logged in if their account
//! is still there.
//!
//! - The first import wants an instance without events and organisers, whose accounts are all
//!   administrators (as `init` and `createsuperuser` make them). If the source has an account with
//!   the same address, it takes that one's place and becomes administrator; others stay, with
//!   numbers behind those of the source.
//! - A later one has to come from the same instance (told by its identifier), and must not leave out
//!   events that the last one brought.
//! - If people have changed something here meanwhile, it is refused and says what, unless
//!   [`Request::replace`] is set. Changes are noticed by the number of rows, the highest keys, the
//!   times at which some rows were changed, and entries in the activity log. Logging in, looking at
//!   pages and what periodic jobs do don't count.
//!
//! # One event
//! With [`Request::event`] only that event comes, with its organiser, the teams that reach it and
//! every account that something of it refers to.
//!
//! What never lives here: the command line, and any text of pretalx.

mod batch;
mod context;
mod copy;
mod error;
mod files;
mod importer;
mod pending;
mod progress;
mod report;
mod source;
mod target;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use plenary_files::MediaStore;
use plenary_model::{Timestamp, code, random};
use plenary_store::{Database, instance};
use uuid::Uuid;

pub use error::ImportError;
pub use pending::finish_pending;
pub use progress::{Phase, Progress};
pub use report::{FileReport, Finding, Level, MissingFile, Report, TableReport};
pub use source::SourceAddress;

use context::Context;
use copy::Before;
use error::Result;
use files::{Files, LazyStaging, OldMedia};
use importer::Importer;
use source::Source;
use source::layout::ALL;
use source::tables::EVENT;
use target::{Identity, Own, Standing, State};

/// What to import.
#[derive(Clone, Debug)]
pub struct Request {
    pub source: SourceAddress,
    /// The old media directory. Without it rows keep the names of their files, and a warning says
    /// that the files are not there.
    pub media: Option<PathBuf>,
    /// The file with the old instance's secret.
    pub secret: Option<PathBuf>,
    /// The slug of the only event to import.
    pub event: Option<String>,
    /// Do everything, keep nothing.
    pub dry_run: bool,
    /// Import although that undoes what was changed here since the last time.
    pub replace: bool,
}

impl Request {
    /// Everything from `source`.
    pub fn new(source: SourceAddress) -> Self {
        Self { source, media: None, secret: None, event: None, dry_run: false, replace: false }
    }
}

/// Imports into a migrated database. `data_dir` takes files while they are being copied; it should be
/// on the same file system as `media`. Blocks on the file system, so it wants a task of its own.
///
/// After an error nothing has changed, with the one exception that
/// [`ImportError::Publish`] tells of.
pub async fn import(
    request: &Request,
    database: &Database,
    data_dir: &Path,
    media: &MediaStore,
    progress: &dyn Progress,
) -> Result<Report> {
    let unavailable = |error: std::io::Error| {
        plenary_model::Error::Unavailable(format!("can't write to {}: {error}", data_dir.display()))
    };
    let _lock = pending::lock(data_dir).map_err(unavailable)?.ok_or(ImportError::Running)?;
    pending::finish(database, data_dir, media).await?;
    let random = database.random().clone();
    let mut staging = LazyStaging::new(data_dir, format!("import-{}", code::token(&*random, 12)));
    let imported = Import { request, database, media, progress }.run(&mut staging).await;
    match imported {
        Ok(report) if !request.dry_run => {
            progress.phase(Phase::Publishing, report.files.copied);
            staging.publish(media)?;
            pending::finish(database, data_dir, media).await?;
            progress.advance(report.files.copied);
            progress.phase(Phase::Finished, 0);
            Ok(report)
        }
        other => {
            staging.discard();
            other
        }
    }
}

struct Import<'a> {
    request: &'a Request,
    database: &'a Database,
    media: &'a MediaStore,
    progress: &'a dyn Progress,
}

/// What the first look at the source and the target has shown.
struct Prepared {
    identity: Identity,
    instance: Uuid,
    scope: Option<(i32, String)>,
    secret: Option<String>,
    /// Tables of plug-ins.
    foreign: Vec<String>,
    /// Rows to be read.
    rows: u64,
}

impl Import<'_> {
    async fn run(&self, staging: &mut LazyStaging<'_>) -> Result<Report> {
        let secret = self.request.secret.as_deref().map(read_secret).transpose()?;
        let old = self.request.media.as_deref().map(OldMedia::open).transpose()?;
        let mut source = Source::open(&self.request.source).await?;
        let prepared = self.prepare(&mut source, secret).await?;
        // First without writing: a problem in the last row is found before anything is copied.
        self.progress.phase(Phase::Reading, prepared.rows);
        let context = Context::new(self.now(), prepared.instance, prepared.scope(), Files::default());
        let mut reading = Importer { source: &mut source, cx: context, tx: None, progress: self.progress };
        copy::everything(&mut reading, &Before::default()).await?;
        let found = reading.cx;
        let coming: HashSet<String> = found
            .people
            .iter()
            .filter(|(id, _)| found.brings(**id))
            .map(|(_, person)| person.email.clone())
            .collect();
        let files = match &old {
            Some(old) => {
                let aside = (!self.request.dry_run).then_some(&mut *staging);
                found.files.collect(old, self.media, aside, self.progress)?
            }
            None => found.files.uncollected(),
        };
        let staged = staging.sync()?;
        self.write(&mut source, &prepared, &coming, files, staged).await
    }

    fn now(&self) -> Timestamp {
        self.database.clock().now()
    }

    async fn prepare(&self, source: &mut Source, secret: Option<String>) -> Result<Prepared> {
        let foreign = source::recognise::recognise(source).await?;
        let identity = Identity::read(source).await?;
        let scope = match &self.request.event {
            Some(slug) => Some(find_event(source, slug).await?),
            None => None,
        };
        let here = instance::identifier(self.database.reader()).await?;
        let fresh = || if here.is_nil() { random::uuid(&**self.database.random()) } else { here };
        let instance = identity.identifier.unwrap_or_else(fresh);
        // Asked again when the tables are locked; now, so that nobody waits for a refusal.
        let tx = self.database.begin().await?;
        let event = scope.as_ref().map(|(_, slug)| slug.as_str());
        let standing = target::examine(&tx, &identity, event, self.request.replace).await;
        tx.rollback().await?;
        standing?;
        let mut rows = 0;
        for table in ALL {
            rows += source.count(table.name).await?;
        }
        Ok(Prepared { identity, instance, scope, secret, foreign, rows })
    }

    async fn write(
        &self,
        source: &mut Source,
        prepared: &Prepared,
        coming: &HashSet<String>,
        files: Files,
        staged: Option<&str>,
    ) -> Result<Report> {
        let event = prepared.scope.as_ref().map(|(_, slug)| slug.clone());
        let tx = self.database.begin().await?;
        target::lock_tables(&tx).await?;
        let standing =
            target::examine(&tx, &prepared.identity, event.as_deref(), self.request.replace).await?;
        target::defer_constraints(&tx).await?;
        let own = Own::read(&tx, &standing, coming).await?;
        let update = matches!(standing, Standing::Imported(_));
        let before = Before::read(&tx, own.replaced.clone(), update).await?;
        let sessions = target::sessions(&tx).await?;
        target::clear(&tx, self.progress).await?;

        self.progress.phase(Phase::Writing, prepared.rows);
        let context = Context::new(self.now(), prepared.instance, prepared.scope(), files);
        let mut writing = Importer { source, cx: context, tx: Some(&tx), progress: self.progress };
        copy::everything(&mut writing, &before).await?;
        for table in &prepared.foreign {
            copy::leave(&mut writing, table, "belongs to a plug-in").await?;
        }
        let Importer { mut cx, .. } = writing;
        let old_settings = match &standing {
            Standing::Imported(state) => state.settings.clone(),
            Standing::Fresh => Vec::new(),
        };
        let secret = prepared.secret.as_deref();
        let settings = target::write_settings(&tx, source, prepared.instance, &old_settings, secret).await?;
        target::check(&tx, &mut cx, self.progress).await?;
        let mut codes: HashSet<String> = cx.people.values().map(|person| person.code.clone()).collect();
        let highest = cx.highest.get("account").copied().unwrap_or_default();
        let administrators = own.replaced.clone();
        let own_accounts = own.write(&tx, highest, &mut codes).await?;
        target::restore_sessions(&tx, sessions).await?;
        target::check_references(&tx).await?;
        target::number_on(&tx, &cx.highest).await?;
        let state = State::new(event.clone(), settings, own_accounts, administrators);
        target::record(&tx, &prepared.identity, state).await?;
        if let Some(staged) = staged {
            instance::set(&tx, pending::PENDING_FILES, staged).await?;
        }
        let report = self.report(source, prepared, cx, update);
        if self.request.dry_run {
            tx.rollback().await?;
            self.progress.phase(Phase::Finished, 0);
        } else {
            self.progress.phase(Phase::Committing, 0);
            tx.commit().await?;
        }
        Ok(report)
    }

    fn report(&self, source: &Source, prepared: &Prepared, cx: Context, update: bool) -> Report {
        let Context { mut report, files, .. } = cx;
        report.source = source.name().to_owned();
        report.source_version = "2025.2.2";
        report.instance_identifier = prepared.instance.to_string();
        report.event = prepared.scope.as_ref().map(|(_, slug)| slug.clone());
        report.dry_run = self.request.dry_run;
        report.update = update;
        report.files = files.into_report();
        // Each row is read twice.
        let nul_texts = source.nul_texts() / 2;
        if nul_texts > 0 {
            report.warn(format!("{nul_texts} texts had NUL characters, which were taken out."));
        }
        if prepared.identity.identifier.is_none() {
            report.note(
                "The source has no identifier yet; exported UUIDs are made with the one of this instance.",
            );
        }
        if self.request.media.is_none() && report.files.wanted > 0 {
            report.warn(format!(
                "No media directory was given: {} files are referred to and were not copied.",
                report.files.wanted
            ));
        }
        report
    }
}

impl Prepared {
    fn scope(&self) -> Option<i32> {
        self.scope.as_ref().map(|(id, _)| *id)
    }
}

async fn find_event(source: &mut Source, slug: &str) -> Result<(i32, String)> {
    let mut known = Vec::new();
    for row in source.all(&EVENT).await? {
        let found = row.text("slug");
        if found.eq_ignore_ascii_case(slug) {
            return Ok((row.id()?, found));
        }
        known.push(found);
    }
    Err(ImportError::NoSuchEvent { slug: slug.to_owned(), known })
}

fn read_secret(path: &Path) -> Result<String> {
    let failed = |reason: String| ImportError::Secret { path: path.to_owned(), reason };
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let secret = text.trim();
    if secret.is_empty() { Err(failed("it is empty".to_owned())) } else { Ok(secret.to_owned()) }
}
