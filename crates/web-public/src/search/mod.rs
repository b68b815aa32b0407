//! Searching an event's public programme. Everything that is found is on the pages of the programme as
//! well, so that a search costs no statements of its own.

mod excerpt;
pub mod fold;
mod rank;

use axum::extract::{Path, RawQuery, State};
use plenary_model::Error;
use plenary_schedule::preview::Preview;
use plenary_schedule::version::Which;
use plenary_web::entrance::enter;
use plenary_web::{AppState, Avatar, EventUrls, Frame, Page, Url, Visit};

use crate::entry::Entry;
use crate::featured;
use crate::negotiation::parameter;
use crate::programme::Shown;
use crate::schedule::tracks_css;
use excerpt::{Marked, marked};

/// The longest text one can search for, in characters.
const LONGEST: usize = 200;
/// How many words of it count.
const MOST_WORDS: usize = 8;
/// How much of each group is shown.
const MOST: usize = 50;

#[derive(askama::Template)]
#[template(path = "public/search.html")]
struct SearchPage {
    frame: Frame,
    action: Url,
    text: String,
    longest: usize,
    /// What came of it, in words; empty before anything is asked.
    summary: String,
    sessions: Vec<FoundSession>,
    speakers: Vec<FoundSpeaker>,
    /// The best of them fit better than the best sessions.
    speakers_first: bool,
    tracks: Vec<FoundTrack>,
    /// Not everything is shown.
    more: bool,
    programme: Option<Url>,
}

struct FoundSession {
    session: Entry,
    title: Marked,
    speakers: Marked,
    excerpt: Marked,
}

struct FoundSpeaker {
    avatar: Avatar,
    url: Option<Url>,
    name: Marked,
    excerpt: Marked,
}

struct FoundTrack {
    class: String,
    url: Url,
    name: Marked,
    sessions: usize,
}

/// `/{event}/search/?q=`
pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let text: String =
        parameter(query.as_deref(), "q").unwrap_or_default().trim().chars().take(LONGEST).collect();
    let words = words(&text);
    // The programme, else what is featured of it, else nothing.
    let shown = match Shown::read(&state, &visit, &slug, Which::Current, None).await {
        Ok(shown) => Some((shown, true)),
        Err(Error::NotFound) => match featured::read(&state, &visit, &slug, Preview::Featured).await {
            Ok(shown) => Some((shown, false)),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error.into()),
        },
        Err(error) => return Err(error.into()),
    };
    let slug = match &shown {
        Some((shown, _)) => shown.event.slug.clone(),
        None => enter(&state, &visit, &slug).await?.event.slug,
    };
    let mut frame = visit
        .public_frame(&state)
        .await?
        .title(match text.is_empty() {
            true => visit.t("kit-search"),
            false => visit.t_args("pages-search-window", ("text", text.as_str())),
        })
        .hide_from_search();
    let mut page = SearchPage {
        action: EventUrls::new(&slug).search(),
        text,
        longest: LONGEST,
        summary: String::new(),
        sessions: Vec::new(),
        speakers: Vec::new(),
        speakers_first: false,
        tracks: Vec::new(),
        more: false,
        programme: shown.as_ref().map(|(shown, scheduled)| match scheduled {
            true => shown.urls().schedule(),
            false => shown.urls().featured(),
        }),
        frame: frame.clone(),
    };
    if let Some((shown, scheduled)) = &shown
        && !words.is_empty()
    {
        frame = frame.style(&tracks_css(shown));
        page.fill(shown, &visit, &words, *scheduled);
    }
    if !words.is_empty() {
        let count = page.sessions.len() + page.speakers.len() + page.tracks.len();
        page.summary = visit.t_args("pages-search-found", ("count", count));
    }
    page.frame = frame;
    visit.page(&page)
}

/// The words of a search, folded, each once.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in fold::fold(text).split_whitespace() {
        if words.len() < MOST_WORDS && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

impl SearchPage {
    fn fill(&mut self, shown: &Shown, visit: &Visit, words: &[String], scheduled: bool) {
        let programme = &shown.programme;
        let locale = visit.locale();
        let sessions = rank::sessions(programme, words);
        let speakers = rank::speakers(programme, words);
        let best = |found: &[rank::Ranked]| found.first().map_or(0, |(score, _)| *score);
        self.speakers_first = best(&speakers) > best(&sessions);
        self.more = sessions.len() > MOST || speakers.len() > MOST;
        self.sessions = sessions
            .into_iter()
            .take(MOST)
            .map(|(_, index)| {
                let session = &programme.sessions[index];
                let entry = Entry::new(shown, visit, index, session);
                let texts = [&session.abstract_text, &session.description];
                FoundSession {
                    title: marked(&session.title, words),
                    speakers: marked(&entry.speakers, words),
                    excerpt: excerpt::of_texts(texts.into_iter().flatten(), words),
                    session: entry,
                }
            })
            .collect();
        self.speakers = speakers
            .into_iter()
            .take(MOST)
            .map(|(_, index)| {
                let speaker = &programme.speakers[index];
                let name = shown.name_of(locale, speaker);
                FoundSpeaker {
                    avatar: crate::speaker::avatar(
                        &name,
                        speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref()),
                        "",
                    ),
                    url: scheduled.then(|| shown.urls().speaker(&speaker.code)),
                    name: marked(&name, words),
                    excerpt: excerpt::of_texts(speaker.biography.as_ref(), words),
                }
            })
            .collect();
        if scheduled {
            self.tracks = rank::tracks(programme, words)
                .into_iter()
                .map(|(index, sessions)| {
                    let track = &programme.tracks[index];
                    let class = format!("track-{}", track.id);
                    FoundTrack {
                        url: shown.urls().talks().anchor(&class),
                        name: marked(&track.name, words),
                        class,
                        sessions,
                    }
                })
                .collect();
        }
    }
}
