//! What is attacked: the event of the permission matrix, seen by those who may do most; and walking
//! through all that they are shown.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use plenary_store::testing::TestDatabase;
use plenary_web::Site;
use plenary_web::testing::{Answer, Visitor};

use super::parts::{Form, parts};
use crate::permissions::people::Role;
use crate::permissions::routes::ROUTES;
use crate::permissions::setting::{EventState, Setting, paths};

pub const STATE: EventState = EventState { public: true, show_schedule: true, names: true };

/// Whether this engine takes the case of a number: each takes its part where there are both, and the one that
/// takes fewer liberties with numbers and texts all of them if it is `strict`.
pub fn takes(test: &TestDatabase, number: usize, strict: bool) -> bool {
    let is_postgres = test.engine == plenary_store::Engine::Postgres;
    let both = plenary_store::testing::postgres_server().is_some();
    !both || (strict && is_postgres) || number % 2 == usize::from(is_postgres)
}

pub async fn ground(test: &TestDatabase) -> Setting {
    Setting::create_with(test, STATE, Site::default()).await
}

/// A page that somebody saw.
pub struct Seen {
    pub path: String,
    pub answer: Answer,
}

impl Seen {
    pub fn is_html(&self) -> bool {
        self.answer.header("content-type").starts_with("text/html")
    }
}

/// More than the site of the test has.
const PAGES: usize = 1_500;
/// Of one address with other queries.
const QUERIES: usize = 4;

/// Every address of the matrix that can be asked for, with each object that could be meant.
pub fn addresses(setting: &Setting) -> Vec<String> {
    let readable = ROUTES.iter().filter(|route| route.get.is_some() && !route.leaves);
    readable.flat_map(|route| paths(setting, route.pattern)).map(|asked| asked.path).collect()
}

/// The same, each with one object.
pub fn one_of_each(setting: &Setting) -> Vec<String> {
    let readable = ROUTES.iter().filter(|route| route.get.is_some() && !route.leaves);
    readable
        .filter_map(|route| paths(setting, route.pattern).into_iter().next())
        .map(|asked| asked.path)
        .collect()
}

/// Whether a link is worth following: a page of this site, of the events of this test.
fn leads_on(link: &str) -> bool {
    link.starts_with('/')
        && !link.starts_with("//")
        && !["/static/", "/test/"].iter().any(|start| link.starts_with(start))
        && !link.contains("logout")
}

/// Everything that somebody can reach: what the matrix names and where links lead.
pub async fn walk(setting: &Setting, visitor: &Visitor) -> Vec<Seen> {
    let mut waiting: VecDeque<String> = addresses(setting).into();
    waiting.push_back("/".to_owned());
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut queries: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let answer = visitor.get(&path).await;
        assert!(!answer.status.is_server_error(), "{path}: {} {}", answer.status, answer.body);
        let mut links = parts(&answer.body).links;
        links.push(answer.location().to_owned());
        for link in links {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let bare = link.split('?').next().unwrap_or_default().to_owned();
            if !leads_on(&link) || known.contains(&link) {
                continue;
            }
            let count = queries.entry(bare.clone()).or_default();
            if link != bare && *count >= QUERIES {
                continue;
            }
            *count += usize::from(link != bare);
            known.insert(link.clone());
            waiting.push_back(link);
        }
        seen.push(Seen { path, answer });
        assert!(
            seen.len() < PAGES,
            "the walk has no end: {:?}",
            seen.iter().rev().take(20).map(|s| &s.path).collect::<Vec<_>>()
        );
    }
    seen
}

/// The forms of pages, each kind once, with the page where it stands.
pub fn forms(seen: &[Seen]) -> Vec<(String, Form)> {
    let mut shapes = BTreeSet::new();
    let mut found = Vec::new();
    for page in seen.iter().filter(|page| page.is_html()) {
        for form in parts(&page.answer.body).forms {
            let target = form.target(&page.path);
            let leaves =
                target.contains("logout") || target.starts_with("/theme/") || target.starts_with("/locale/");
            if !leaves && shapes.insert(form.shape(&page.path)) {
                found.push((page.path.clone(), form));
            }
        }
    }
    found
}

/// Those before whom most is at stake.
pub const MIGHTY: [Role; 3] = [Role::Administrator, Role::Everything, Role::Speaker];

/// Borrowed, as [`Visitor::post`] takes them.
pub fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
