//! Everything that is asked of somebody about one thing: a form before it is drawn, and what was
//! sent with it once it is checked.

use std::collections::{BTreeMap, HashMap};

use plenary_model::error::Problems;
use plenary_model::settings::Settings;
use plenary_model::{Actor, Error, Message, QuestionTarget, QuestionVariant, Result, Timestamp};
use plenary_store::entity::{cfp, event, submission, team_member};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::answers::{self, About, Stored};
use super::check::{self, Given, Rules};
use super::condition::{Answered, is_asked};
use super::file::NewFile;
use super::load::{self, Question};
use super::value;

/// What is asked about. A proposal that is being written has a type and a track before it exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Submission { submission_type: i32, track: Option<i32> },
    Speaker,
    Review,
}

impl Subject {
    pub fn of_submission(row: &submission::Model) -> Self {
        Self::Submission { submission_type: row.submission_type_id, track: row.track_id }
    }

    fn of(about: About<'_>) -> Self {
        match about {
            About::Submission(row) => Self::of_submission(row),
            About::Speaker(_) => Self::Speaker,
            About::Review(_) => Self::Review,
        }
    }

    /// Whether a question is about this, within its limits.
    pub fn fits(self, question: &Question) -> bool {
        match (self, question.row.target) {
            (Self::Submission { submission_type, track }, QuestionTarget::Submission) => {
                (question.types.is_empty() || question.types.contains(&submission_type))
                    && (question.tracks.is_empty()
                        || track.is_some_and(|track| question.tracks.contains(&track)))
            }
            (Self::Speaker, QuestionTarget::Speaker) | (Self::Review, QuestionTarget::Reviewer) => true,
            _ => false,
        }
    }
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answerer {
    /// Speakers about their proposals and themselves, reviewers in their reviews.
    Author,
    /// Organisers on behalf of others: nothing is locked or required, and what is limited to other
    /// teams is not there.
    Organiser,
}

/// What was sent for a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The values of a field: ids of options, `on` for a box.
    Values(Vec<String>),
    File(NewFile),
    /// The stored file goes.
    RemoveFile,
}

/// What was sent, by the id of the question. A question that is missing counts as empty, one for a
/// file as unchanged.
pub type Posted = BTreeMap<i32, Input>;

/// The questions with what was answered.
#[derive(Clone, Debug)]
pub struct Sheet {
    questions: Vec<Question>,
    answers: BTreeMap<i32, Stored>,
    rules: Rules,
    answerer: Answerer,
    now: Timestamp,
}

/// One question of a form.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    pub question: &'a Question,
    pub required: bool,
    /// The answer can't be changed any more.
    pub frozen: bool,
    /// For the field: what was answered, else the default answer where there is nothing yet.
    pub values: Vec<String>,
    /// Media path of the file that is there.
    pub file: Option<&'a str>,
    /// The question that decides whether this one is asked. It is in the same form.
    pub depends_on: Option<&'a Question>,
    /// Whether it is asked, going by what is stored.
    pub shown: bool,
}

/// The answers that were sent, in order. Questions that can't be answered or are not asked are
/// missing; `None` takes an answer away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked(pub(super) Vec<(i32, Option<Given>)>);

impl Sheet {
    /// For something that does not exist yet. Six statements, one more for organisers.
    pub async fn blank(
        db: &impl ConnectionTrait,
        actor: &Actor,
        event: &event::Model,
        subject: Subject,
        answerer: Answerer,
        now: Timestamp,
    ) -> Result<Self> {
        let mut questions = load::of_event(db, event.id).await?;
        questions.retain(|question| question.row.active && subject.fits(question));
        if answerer == Answerer::Organiser {
            limit_to_teams(db, actor, &mut questions).await?;
        }
        let call = cfp::Entity::find().filter(cfp::Column::EventId.eq(event.id)).one(db).await?;
        let settings = Settings::new(&call.ok_or(Error::NotFound)?.settings);
        let rules = Rules {
            zone: event.zone(),
            locale: event.locale.clone(),
            in_words: settings.text("count_length_in", "chars") == "words",
            upload_limit: DEFAULT_UPLOAD_LIMIT,
        };
        Ok(Self { questions, answers: BTreeMap::new(), rules, answerer, now })
    }

    /// For something that exists, with its answers. Eight statements, one more for organisers. The
    /// caller has checked that the actor may see them.
    pub async fn about(
        db: &impl ConnectionTrait,
        actor: &Actor,
        event: &event::Model,
        about: About<'_>,
        answerer: Answerer,
        now: Timestamp,
    ) -> Result<Self> {
        let mut sheet = Self::blank(db, actor, event, Subject::of(about), answerer, now).await?;
        sheet.answers = answers::stored(db, about).await?;
        Ok(sheet)
    }

    /// How large files may be, in bytes: the instance's limit.
    pub fn upload_limit(mut self, bytes: u64) -> Self {
        self.rules.upload_limit = bytes;
        self
    }

    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// Whether lengths are counted in words.
    pub fn counts_words(&self) -> bool {
        self.rules.in_words
    }

    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// What was answered to a question, if anything.
    pub fn answer(&self, question: i32) -> Option<&Stored> {
        self.answers.get(&question)
    }

    /// Every question, in order. `prefill`: with the default answers, for something new.
    pub fn asked(&self, prefill: bool) -> Vec<Asked<'_>> {
        let answered: HashMap<i32, Answered> =
            self.questions.iter().map(|question| (question.row.id, self.answered(question))).collect();
        let all: Vec<&Question> = self.questions.iter().collect();
        self.questions
            .iter()
            .map(|question| {
                let stored = self.answers.get(&question.row.id);
                let default = question.row.default_answer.as_deref().filter(|_| prefill);
                let values = match (stored, default) {
                    (Some(stored), _) => value::of_stored(question, stored, &self.rules.zone),
                    (None, Some(default)) => value::of_text(question, default, &self.rules.zone),
                    (None, None) => Vec::new(),
                };
                let depends_on = question.row.depends_on_id;
                Asked {
                    required: self.is_required(question),
                    frozen: self.is_locked(question),
                    values,
                    file: stored.and_then(|stored| stored.file.as_deref()),
                    depends_on: self.questions.iter().find(|other| Some(other.row.id) == depends_on),
                    shown: is_asked(&all, question, &answered),
                    question,
                }
            })
            // Without the other question there is no answer that would let this one be asked.
            .filter(|asked| asked.question.row.depends_on_id.is_none() || asked.depends_on.is_some())
            .collect()
    }

    /// Checks what was sent. Problems name the fields, `question_<id>`.
    pub fn check(&self, posted: &Posted) -> Result<Checked> {
        let mut problems = Problems::default();
        let nothing = Input::Values(Vec::new());
        let mut given: BTreeMap<i32, Result<Option<Given>, Message>> = BTreeMap::new();
        let mut answered = HashMap::new();
        for question in &self.questions {
            let id = question.row.id;
            if self.is_locked(question) {
                answered.insert(id, self.answered(question));
                continue;
            }
            let outcome = check::check(question, posted.get(&id).unwrap_or(&nothing), &self.rules);
            if let Ok(Some(given)) = &outcome {
                let ticked = value::is_ticked(&given.text);
                answered.insert(id, Answered { ticked, options: given.options.clone() });
            }
            given.insert(id, outcome);
        }
        let all: Vec<&Question> = self.questions.iter().collect();
        let mut checked = Vec::new();
        for question in &self.questions {
            let Some(outcome) = given.remove(&question.row.id) else { continue };
            if !is_asked(&all, question, &answered) {
                checked.push((question.row.id, None));
                continue;
            }
            match outcome {
                Ok(Some(given)) => checked.push((question.row.id, Some(given))),
                Ok(None) => {
                    let keeps_file = self.keeps_file(question, posted.get(&question.row.id));
                    if !keeps_file {
                        if self.is_required(question) {
                            problems.add(question.field(), missing(question.row.variant));
                        }
                        checked.push((question.row.id, None));
                    }
                }
                Err(message) => problems.add(question.field(), message),
            }
        }
        problems.done()?;
        Ok(Checked(checked))
    }

    /// No new file, and the one that is there was not taken away.
    fn keeps_file(&self, question: &Question, input: Option<&Input>) -> bool {
        question.row.variant == QuestionVariant::File
            && input != Some(&Input::RemoveFile)
            && self.answers.get(&question.row.id).is_some_and(|stored| stored.file.is_some())
    }

    fn is_locked(&self, question: &Question) -> bool {
        self.answerer == Answerer::Author && question.is_frozen(self.now)
    }

    fn is_required(&self, question: &Question) -> bool {
        self.answerer == Answerer::Author && !self.is_locked(question) && question.is_required(self.now)
    }

    /// What is stored, as far as other questions depend on it.
    fn answered(&self, question: &Question) -> Answered {
        let Some(stored) = self.answers.get(&question.row.id) else { return Answered::default() };
        let options = value::of_stored(question, stored, &self.rules.zone);
        Answered {
            ticked: value::is_ticked(&stored.text),
            options: match question.has_options() {
                true => options.iter().filter_map(|id| id.parse().ok()).collect(),
                false => Vec::new(),
            },
        }
    }

    pub(super) fn answers(&self) -> &BTreeMap<i32, Stored> {
        &self.answers
    }
}

/// 10 MB, as an instance allows unless it is configured otherwise.
const DEFAULT_UPLOAD_LIMIT: u64 = 10 * 1024 * 1024;

/// What to do about an answer that must be given.
fn missing(variant: QuestionVariant) -> &'static str {
    match variant {
        QuestionVariant::Boolean => "error-required-tick",
        QuestionVariant::Choices | QuestionVariant::MultipleChoice => "error-required-choice",
        QuestionVariant::File => "question-error-file-missing",
        _ => "error-required",
    }
}

/// Leaves those out that are for teams in which the actor is not.
async fn limit_to_teams(
    db: &impl ConnectionTrait,
    actor: &Actor,
    questions: &mut Vec<Question>,
) -> Result<()> {
    let mine = teams_of(db, actor).await?;
    questions.retain(|question| is_for(question, actor, &mine));
    Ok(())
}

/// The ids of the actor's teams. One statement.
pub(super) async fn teams_of(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<i32>> {
    let Some(account) = actor.account() else { return Ok(Vec::new()) };
    Ok(team_member::Entity::find()
        .select_only()
        .column(team_member::Column::TeamId)
        .filter(team_member::Column::AccountId.eq(account))
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether the answers are for somebody in these teams; administrators see all.
pub(super) fn is_for(question: &Question, actor: &Actor, teams: &[i32]) -> bool {
    question.teams.is_empty()
        || actor.is_administrator()
        || question.teams.iter().any(|team| teams.contains(team))
}
