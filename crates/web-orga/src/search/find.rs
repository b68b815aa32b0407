//! What is found, by kinds.

use plenary_event::{event as events, organiser as organisers};
use plenary_model::Result;
use plenary_person::lookup as accounts;
use plenary_store::contains::words;
use plenary_store::entity::{event, organiser};
use plenary_submission::lookup::{self, Found, Part};
use plenary_web::{AppState, OrgaUrls, OrganiserUrls, SiteUrls, Url, Visit};
use serde::Serialize;

/// Results of each kind on a page.
const PART: u64 = 20;
/// Events that are offered before anything is typed.
const RECENT: usize = 5;
/// Shorter searches would find half of all titles.
const SHORTEST: usize = 3;
/// Further on than anybody leafs.
const LAST_PAGE: u64 = 1_000;

/// One result, as programs read it; the fields are those of its kind.
#[derive(Serialize)]
#[serde(tag = "type")]
pub enum Hit {
    #[serde(rename = "user")]
    User { name: String, url: String },
    #[serde(rename = "organiser")]
    Organiser { name: String, url: String },
    #[serde(rename = "event")]
    Event { name: String, url: String, organiser: String, date_range: String },
    #[serde(rename = "submission")]
    Submission { name: String, url: String, event: String },
    #[serde(rename = "speaker")]
    Speaker { name: String, url: String, event: String },
    #[serde(rename = "user.admin")]
    Account { name: String, email: String, url: String },
}

/// The answer to a search.
#[derive(Default)]
pub struct Results {
    pub hits: Vec<Hit>,
    pub more: bool,
    /// Whether there are more events than are offered; `None` where something was searched for.
    pub more_events: Option<bool>,
}

/// What is asked.
pub struct Question<'a> {
    pub query: &'a str,
    /// From 1.
    pub page: u64,
    /// Only events of this organiser.
    pub organiser: Option<i32>,
}

/// Finds it: six statements at most, whatever is found.
pub async fn find(state: &AppState, visit: &Visit, question: &Question<'_>) -> Result<Results> {
    let account = visit.logged_in()?;
    let (db, actor) = (state.database.reader(), visit.actor());
    let mut all = events::accessible(db, &actor).await?;
    all.retain(|event| question.organiser.is_none_or(|organiser| event.organiser_id == Some(organiser)));
    let organisers = organisers::of_actor(db, &actor).await?;
    let names = Names { visit, organisers: &organisers };
    let words = words(question.query);
    if words.is_empty() {
        let more = all.len() > RECENT;
        let hits = all.iter().take(RECENT).map(|event| names.event(event)).collect();
        return Ok(Results { hits, more: false, more_events: Some(more) });
    }
    let page = question.page.clamp(1, LAST_PAGE);
    let offset = (page - 1) * PART;
    let mut parts = Parts { results: Results::default(), words: &words, offset };
    let own = format!("{}\n{}", account.name, account.email);
    if page == 1 && fits(&own, &words) {
        let hit = Hit::User { name: account.name.clone(), url: SiteUrls::new().orga_me().to_string() };
        parts.results.hits.push(hit);
    }
    // Organisers that somebody works for but has no team at are none here: members only.
    parts.add(organisers.iter().map(|organiser| (names.texts(organiser), names.organiser(organiser))));
    parts.add(all.iter().map(|event| (Names::texts_of(event), names.event(event))));
    let mut results = parts.results;
    if question.query.trim().chars().count() >= SHORTEST {
        let part = Part { offset, most: PART + 1 };
        let sessions = lookup::submissions(db, &actor, &words, part).await?;
        results.take(sessions, |found| {
            let url = OrgaUrls::new(&found.event.slug).submission(&found.code);
            Some(Hit::Submission { url: url.to_string(), event: names.of(&found), name: found.name })
        });
        let speakers = lookup::speakers(db, &actor, &words, part).await?;
        results.take(speakers, |found| {
            let url = speaker_url(&found)?;
            Some(Hit::Speaker { url: url.to_string(), event: names.of(&found), name: found.name })
        });
    }
    let accounts = accounts::accounts(db, &actor, &words, offset, PART + 1).await?;
    results.take(accounts, |account| {
        let url = SiteUrls::new().admin_user(account.code.as_deref()?);
        Some(Hit::Account { name: account.name, email: account.email, url: url.to_string() })
    });
    Ok(results)
}

/// Where somebody's proposals are. Reviewers have no page of speakers.
fn speaker_url(found: &Found) -> Option<Url> {
    found.organises.then(|| OrgaUrls::new(&found.event.slug).submissions().query("q", &found.name))
}

impl Results {
    fn take<T>(&mut self, found: Vec<T>, hit: impl FnMut(T) -> Option<Hit>) {
        self.more |= found.len() as u64 > PART;
        self.hits.extend(found.into_iter().take(PART as usize).filter_map(hit));
    }
}

/// What is searched in memory: few, and in several languages.
struct Parts<'a> {
    results: Results,
    words: &'a [String],
    offset: u64,
}

impl Parts<'_> {
    fn add(&mut self, all: impl Iterator<Item = (String, Hit)>) {
        let wanted = self.words.join(" ").to_lowercase();
        let mut found: Vec<(String, Hit)> = all.filter(|(texts, _)| fits(texts, self.words)).collect();
        found.sort_by_key(|(texts, _)| !texts.lines().any(|line| line.to_lowercase() == wanted));
        let from = usize::try_from(self.offset).unwrap_or(usize::MAX);
        let rest: Vec<Hit> = found.into_iter().skip(from).map(|(_, hit)| hit).collect();
        self.results.take(rest, Some);
    }
}

fn fits(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(&word.to_lowercase()))
}

struct Names<'a> {
    visit: &'a Visit,
    organisers: &'a [organiser::Model],
}

impl Names<'_> {
    fn event(&self, event: &event::Model) -> Hit {
        let locale = self.visit.locale();
        let organiser = self.organisers.iter().find(|organiser| Some(organiser.id) == event.organiser_id);
        Hit::Event {
            name: event.name_in(locale.code()).to_owned(),
            url: OrgaUrls::new(&event.slug).dashboard().to_string(),
            organiser: organiser.map(|organiser| self.name(organiser)).unwrap_or_default(),
            date_range: locale.date_range(event.date_from.0, event.date_to.0),
        }
    }

    /// Slug and names, one a line.
    fn texts_of(event: &event::Model) -> String {
        std::iter::once(event.slug.as_str()).chain(event.name.values()).collect::<Vec<_>>().join("\n")
    }

    fn organiser(&self, organiser: &organiser::Model) -> Hit {
        let url = OrganiserUrls::new(&organiser.slug).dashboard().to_string();
        Hit::Organiser { name: self.name(organiser), url }
    }

    fn texts(&self, organiser: &organiser::Model) -> String {
        std::iter::once(organiser.slug.as_str()).chain(organiser.name.values()).collect::<Vec<_>>().join("\n")
    }

    fn name(&self, organiser: &organiser::Model) -> String {
        organiser.name.get(self.visit.locale().code(), "en").to_owned()
    }

    /// The event of something found.
    fn of(&self, found: &Found) -> String {
        found.event.name.get(self.visit.locale().code(), &found.event.locale).to_owned()
    }
}
