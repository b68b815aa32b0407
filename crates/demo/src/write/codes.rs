//! Codes and addresses: drawn before anything is written, because files are named after them.

use std::collections::{HashMap, HashSet};

use plenary_model::code::{CODE_LENGTH, IDENTIFIER_LENGTH, code};
use plenary_model::{Error, Random, Result, SeededRandom};
use plenary_store::entity::{account, submission};
use sea_orm::sea_query::{ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::dice::fingerprint;
use crate::event::DemoEvent;

/// A person of the plan: an account that is to be made, or that an earlier event has left.
pub(super) struct Person {
    pub email: String,
    pub code: String,
    pub existing: Option<i32>,
}

pub(super) struct Codes {
    /// Host of all addresses of this event. Nobody can own it.
    pub host: String,
    pub speakers: Vec<Person>,
    pub reviewers: Vec<Person>,
    pub proposals: Vec<String>,
    pub questions: Vec<String>,
    /// Of the options of each question.
    pub options: Vec<Vec<String>>,
}

/// Values in one condition.
const MANY: usize = 500;

impl Codes {
    pub async fn draw(db: &impl ConnectionTrait, plan: &DemoEvent, slug: &str, seed: u64) -> Result<Self> {
        let random = SeededRandom::new(seed ^ fingerprint(slug));
        // Two events with speakers of the same number are two different crowds.
        let label = slug.replace('.', "-");
        let on_host = |email: &str| email.replacen('@', &format!("@{label}."), 1);
        let speakers: Vec<String> = plan.speakers.iter().map(|speaker| on_host(&speaker.email)).collect();
        let reviewers: Vec<String> = (1..=plan.reviewers.len())
            .map(|number| on_host(&format!("reviewer{number:02}@demo.example")))
            .collect();
        let mut people = people(db, &random, [speakers, reviewers].concat()).await?;
        let reviewers = people.split_off(plan.speakers.len());
        Ok(Self {
            host: format!("{label}.demo.example"),
            speakers: people,
            reviewers,
            proposals: free(
                db,
                &random,
                (submission::Entity, submission::Column::Code),
                plan.proposals.len(),
            )
            .await?,
            questions: identifiers(&random, plan.questions.len()),
            options: plan
                .questions
                .iter()
                .map(|question| identifiers(&random, question.options.len()))
                .collect(),
        })
    }
}

async fn people(db: &impl ConnectionTrait, random: &dyn Random, emails: Vec<String>) -> Result<Vec<Person>> {
    let mut existing = HashMap::new();
    for emails in emails.chunks(MANY) {
        let found = account::Entity::find().filter(any_case(account::Column::Email, emails)).all(db).await?;
        existing.extend(found.into_iter().map(|account| (account.email.to_lowercase(), account)));
    }
    if existing.values().any(|account| !account.password.starts_with('!') || account.is_administrator) {
        return Err(Error::invalid("email", "error-email-taken"));
    }
    let mut codes =
        free(db, random, (account::Entity, account::Column::Code), emails.len()).await?.into_iter();
    Ok(emails
        .into_iter()
        .zip(codes.by_ref())
        .map(|(email, code)| {
            let account = existing.remove(&email);
            let existing = account.as_ref().map(|account| account.id);
            Person { email, code: account.and_then(|account| account.code).unwrap_or(code), existing }
        })
        .collect())
}

/// `count` different codes that no row has.
async fn free<E: EntityTrait>(
    db: &impl ConnectionTrait,
    random: &dyn Random,
    (_, column): (E, E::Column),
    count: usize,
) -> Result<Vec<String>> {
    let (mut codes, mut seen) = (Vec::with_capacity(count), HashSet::new());
    while codes.len() < count {
        let fresh: Vec<String> = std::iter::repeat_with(|| code(random, CODE_LENGTH))
            .filter(|code| seen.insert(code.clone()))
            .take(count - codes.len())
            .collect();
        let mut taken = HashSet::new();
        for codes in fresh.chunks(MANY) {
            let query = E::find().select_only().column(column);
            let found = query.filter(any_case(column, codes)).into_tuple::<String>().all(db).await?;
            taken.extend(found.into_iter().map(|code| code.to_uppercase()));
        }
        codes.extend(fresh.into_iter().filter(|code| !taken.contains(code)));
    }
    Ok(codes)
}

/// Unique within one event, which is new.
fn identifiers(random: &dyn Random, count: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    std::iter::repeat_with(|| code(random, IDENTIFIER_LENGTH))
        .filter(|code| seen.insert(code.clone()))
        .take(count)
        .collect()
}

fn any_case(column: impl ColumnTrait, values: &[String]) -> sea_orm::sea_query::Expr {
    Func::lower(column.into_expr()).is_in(values.iter().map(|value| value.to_lowercase()))
}
