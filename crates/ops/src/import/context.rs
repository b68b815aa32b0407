//! What is known while the source's tables are read one after the other: what became of each row,
//! who is who, and the report being written. No I/O.

use std::collections::{HashMap, HashSet};

use plenary_model::Timestamp;
use uuid::Uuid;

use super::error::ImportError;
use super::files::Files;
use super::report::{Report, TableReport};
use super::source::Row;
use super::source::layout::REFERRED;
use super::source::tables::{EVENT, Table};

/// Why a row does not come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It has nothing to do with the one event that was asked for.
    OtherEvent,
    /// It is a proposal in the state that means "deleted", or hangs on one.
    Deleted,
    /// It refers to a row that does not exist.
    Orphan,
    /// It hangs on a row that was skipped.
    Below,
    SpareDraft,
    Duplicate,
    /// It says something about nothing.
    Nothing,
    Unused,
    /// Its content is spelt out in the rows that refer to it.
    Dissolved,
}

impl Skip {
    pub fn reason(self) -> &'static str {
        match self {
            Self::OtherEvent => "not part of the chosen event",
            Self::Deleted => "a proposal deleted in pretalx, or part of one",
            Self::Orphan => "refers to a row that does not exist",
            Self::Below => "refers to a row that was skipped",
            Self::SpareDraft => "part of a surplus working schedule",
            Self::Duplicate => "the same again",
            Self::Nothing => "belongs to nothing",
            Self::Unused => "has no use here",
            Self::Dissolved => "written out in the rows that refer to it",
        }
    }

    /// The reason of a row that needs one skipped for this reason.
    fn below(self) -> Self {
        match self {
            Self::Orphan | Self::Duplicate | Self::Nothing | Self::Unused | Self::Dissolved => Self::Below,
            same => same,
        }
    }
}

/// Why a row was not turned into one of ours.
pub enum Stop {
    Skip(Skip),
    Fail(ImportError),
}

impl From<ImportError> for Stop {
    fn from(error: ImportError) -> Self {
        Self::Fail(error)
    }
}

pub type Mapped<T> = std::result::Result<T, Stop>;

/// What other rows need to know of an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// Six symbols; made up for accounts that never got one.
    pub code: String,
    pub name: String,
    pub email: String,
    /// Whether it has a picture that can be taken over.
    pub picture: bool,
}

#[derive(Clone, Debug)]
pub struct Proposal {
    pub event: i32,
    pub track: Option<i32>,
}

pub struct Context {
    pub now: Timestamp,
    /// The namespace of exported UUIDs.
    pub instance: Uuid,
    /// The one event to import.
    pub scope: Option<i32>,
    pub report: Report,
    /// Index in the report of the table being read.
    current: usize,
    fates: HashMap<&'static str, HashMap<i32, Option<Skip>>>,
    /// Highest key given so far, by table here: never to be given again.
    pub highest: HashMap<&'static str, i32>,
    pub files: Files,
    pub people: HashMap<i32, Person>,
    /// Accounts that imported rows refer to.
    pub involved: HashSet<i32>,
    pub proposals: HashMap<i32, Proposal>,
    /// Question → event.
    pub questions: HashMap<i32, i32>,
    /// (account, event) → profile.
    pub profiles: HashMap<(i32, i32), i32>,
    /// Duplicated profile → the one that stays.
    pub merged_profiles: HashMap<i32, i32>,
    /// Event → slug, of those that come along.
    pub slugs: HashMap<i32, String>,
    /// Event → newest release in the source.
    pub current_schedules: HashMap<i32, i32>,
    /// Proposals that have speakers in the source.
    pub with_speakers: HashSet<i32>,
}

impl Context {
    pub fn new(now: Timestamp, instance: Uuid, scope: Option<i32>, files: Files) -> Self {
        Self {
            now,
            instance,
            scope,
            report: Report::default(),
            current: 0,
            fates: HashMap::new(),
            highest: HashMap::new(),
            files,
            people: HashMap::new(),
            involved: HashSet::new(),
            proposals: HashMap::new(),
            questions: HashMap::new(),
            profiles: HashMap::new(),
            merged_profiles: HashMap::new(),
            slugs: HashMap::new(),
            current_schedules: HashMap::new(),
            with_speakers: HashSet::new(),
        }
    }

    /// The table that the following calls are about.
    pub fn begin(&mut self, table: &str) -> &mut TableReport {
        let found = self.report.tables.iter().position(|report| report.source == table);
        self.current = found.unwrap_or_else(|| {
            self.report.tables.push(TableReport { source: table.to_owned(), ..Default::default() });
            self.report.tables.len() - 1
        });
        self.now_reading()
    }

    pub fn now_reading(&mut self) -> &mut TableReport {
        &mut self.report.tables[self.current]
    }

    pub fn skip(&mut self, skip: Skip) {
        *self.now_reading().skipped.entry(skip.reason().to_owned()).or_default() += 1;
    }

    /// Notes that a row comes along with a change.
    pub fn changed(&mut self, what: &str) {
        let changes = &mut self.now_reading().changed;
        match changes.get_mut(what) {
            Some(rows) => *rows += 1,
            None => {
                changes.insert(what.to_owned(), 1);
            }
        }
    }

    pub fn wrote(&mut self, target: &str, rows: u64) {
        if rows == 0 {
            return;
        }
        *self.now_reading().written.entry(target.to_owned()).or_default() += rows;
    }

    pub fn set_fate(&mut self, table: &'static Table, id: i32, skip: Option<Skip>) {
        if REFERRED.iter().any(|referred| referred.name == table.name) {
            self.fates.entry(table.name).or_default().insert(id, skip);
        }
    }

    pub fn reserve(&mut self, target: &'static str, id: i32) {
        let highest = self.highest.entry(target).or_default();
        *highest = id.max(*highest);
    }

    pub fn is_kept(&self, table: &Table, id: i32) -> bool {
        self.fate(table, id) == Some(None)
    }

    fn fate(&self, table: &Table, id: i32) -> Option<Option<Skip>> {
        debug_assert!(REFERRED.iter().any(|referred| referred.name == table.name), "{}", table.name);
        self.fates.get(table.name).and_then(|fates| fates.get(&id)).copied()
    }

    /// The key of a row of `table` that has to come along for this one to make sense.
    pub fn needs(&self, row: &Row, column: &str, table: &Table) -> Mapped<i32> {
        let id = row.int(column)?;
        match self.fate(table, id) {
            Some(None) => Ok(id),
            Some(Some(skip)) => Err(Stop::Skip(skip.below())),
            None => Err(Stop::Skip(Skip::Orphan)),
        }
    }

    /// As [`Context::needs`], for references that may be empty. One to a row that does not come
    /// along is emptied.
    pub fn may_need(&mut self, row: &Row, column: &str, table: &Table) -> Mapped<Option<i32>> {
        let Some(id) = row.int_opt(column)? else { return Ok(None) };
        if self.is_kept(table, id) {
            return Ok(Some(id));
        }
        self.changed(&format!("{column} emptied: there is no such row here"));
        Ok(None)
    }

    /// The event a row belongs to.
    pub fn event(&self, row: &Row) -> Mapped<i32> {
        self.needs(row, "event_id", &EVENT)
    }

    fn involve(&mut self, id: i32) -> bool {
        let known = self.people.contains_key(&id);
        if known {
            self.involved.insert(id);
        }
        known
    }

    /// The account a row needs.
    pub fn account(&mut self, row: &Row, column: &str) -> Mapped<i32> {
        let id = row.int(column)?;
        if self.involve(id) { Ok(id) } else { Err(Stop::Skip(Skip::Orphan)) }
    }

    pub fn may_account(&mut self, row: &Row, column: &str) -> Mapped<Option<i32>> {
        let Some(id) = row.int_opt(column)? else { return Ok(None) };
        if self.involve(id) {
            return Ok(Some(id));
        }
        self.changed(&format!("{column} emptied: there is no such account"));
        Ok(None)
    }

    /// An account that is not dragged along by this row: in an import of one event it may be absent.
    pub fn imported_account(&self, row: &Row, column: &str) -> Mapped<i32> {
        let id = row.int(column)?;
        match (self.people.contains_key(&id), self.brings(id)) {
            (false, _) => Err(Stop::Skip(Skip::Orphan)),
            (true, false) => Err(Stop::Skip(Skip::OtherEvent)),
            (true, true) => Ok(id),
        }
    }

    /// Whether an account comes along.
    pub fn brings(&self, account: i32) -> bool {
        self.people.contains_key(&account) && (self.scope.is_none() || self.involved.contains(&account))
    }

    /// A file named by a row: `None` if there is none or it can't be taken over.
    pub fn file(&mut self, row: &Row, column: &str) -> Option<String> {
        let path = row.filled(column).filter(|path| path != "False")?;
        if self.files.take(row, column, &path) {
            return Some(path);
        }
        self.changed(&format!("{column} emptied: the file is missing"));
        None
    }

    pub fn event_of_proposal(&self, id: i32) -> Option<i32> {
        self.proposals.get(&id).map(|proposal| proposal.event)
    }
}

/// Shortens a list for a sentence.
pub fn few(items: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown = items.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if items.len() > SHOWN { format!("{shown} and {} more", items.len() - SHOWN) } else { shown }
}
