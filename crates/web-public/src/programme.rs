//! The one place where pages and exports read a programme: who asks, for which version of which
//! event, in which language → what they may see, from one state of the database.

use std::sync::Arc;

use plenary_export as export;
use plenary_locale::Locale;
use plenary_model::Result;
use plenary_model::programme::{Programme, ProgrammeSpeaker};
use plenary_schedule::programme::{Reading, read};
use plenary_schedule::version::{self, Which};
use plenary_store::Snapshot;
use plenary_store::entity::{event, schedule};
use plenary_web::entrance::{Entrance, enter_for_all};
use plenary_web::finished::ProgrammeKey;
use plenary_web::{AppState, EventHead, EventUrls, Visit};

/// A version of an event's programme, as the visitor may see it.
pub struct Shown {
    pub event: event::Model,
    pub programme: Arc<Programme>,
    /// The version in `programme`.
    pub schedule: schedule::Model,
    /// The released version with the latest date.
    pub current: Option<schedule::Model>,
}

impl Shown {
    /// `language`: the code that was asked for (`?lang=`), `None` for the language of the page.
    ///
    /// What everyone may see is read as for an anonymous visitor, and the answer is one for everyone.
    /// What is left to few, such as the working version, is read as the visitor.
    ///
    /// Ten statements, however long the programme is, two if it is remembered; one more for a version
    /// by name, two for the session and its account, two for a preview.
    pub async fn read(
        state: &AppState,
        visit: &Visit,
        slug: &str,
        which: Which<'_>,
        language: Option<&str>,
    ) -> Result<Self> {
        let snapshot = state.database.snapshot().await?;
        let db = snapshot.db();
        let released = !matches!(which, Which::Working);
        let Entrance { event, visibility } =
            enter_for_all(state, db, visit, slug, |_, visible| released && visible.agenda).await?;
        let schedule = version::choose(db, &event, &visibility, which).await?;
        let locale = match language {
            Some(code) => offered(&event, code),
            None => visit.locale().code().to_owned(),
        };
        let programme = programme(state, &snapshot, visit, &event, &schedule, &locale).await?;
        Ok(Self { event, programme, schedule, current: visibility.current })
    }

    pub fn urls(&self) -> EventUrls {
        EventUrls::new(&self.event.slug)
    }

    pub fn is_current(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.id == self.schedule.id)
    }

    /// Whether sessions may be in different languages, so that it is worth saying in which one is.
    pub fn is_multilingual(&self) -> bool {
        self.event.proposal_locales().len() > 1
    }

    /// What exports need to know of the installation.
    pub fn site(&self, state: &AppState) -> export::Site {
        let url = &state.site.url;
        let locale = Locale::find(&self.programme.event.locale).unwrap_or_default();
        export::Site {
            host: url.split_once("://").map_or(url.as_str(), |(_, host)| host).to_owned(),
            media_prefix: "/media/".to_owned(),
            version: state.site.version.to_owned(),
            unnamed_speaker: locale.t("public-unnamed-speaker").into_owned(),
        }
    }

    /// What a speaker is called on a page.
    pub fn name_of(&self, locale: Locale, speaker: &ProgrammeSpeaker) -> String {
        match speaker.name.trim() {
            "" => locale.t("public-unnamed-speaker").into_owned(),
            name => name.to_owned(),
        }
    }

    /// The names of a session's speakers, in its order.
    pub fn names_of(&self, locale: Locale, speakers: &[usize]) -> Vec<String> {
        speakers
            .iter()
            .filter_map(|index| self.programme.speakers.get(*index))
            .map(|s| self.name_of(locale, s))
            .collect()
    }
}

/// The programme of a version that the visitor may see: remembered where everyone may.
pub async fn programme(
    state: &AppState,
    snapshot: &Snapshot,
    visit: &Visit,
    event: &event::Model,
    schedule: &schedule::Model,
    locale: &str,
) -> Result<Arc<Programme>> {
    let key = ProgrammeKey { revision: event.revision, schedule: schedule.id, locale: locale.to_owned() };
    let shared = visit.is_shared();
    if let Some(programme) = state.programmes.get(&key).filter(|_| shared) {
        return Ok(programme);
    }
    let base_url = base_url(state, event);
    let instance = state.directory.get().await?.instance;
    let reading = Reading { locale, base_url: &base_url, instance };
    let programme = Arc::new(read(snapshot.db(), event, schedule, reading).await?);
    if shared {
        state.programmes.keep(key, programme.clone());
    }
    Ok(programme)
}

/// Scheme and host of the event's site.
pub fn base_url(state: &AppState, event: &event::Model) -> String {
    EventHead::new(event).site_url.unwrap_or_else(|| state.site.url.clone())
}

/// The event's language with this code; one that it does not have is its default.
pub fn offered(event: &event::Model, code: &str) -> String {
    event
        .page_locales()
        .into_iter()
        .find(|own| own.eq_ignore_ascii_case(code))
        .unwrap_or_else(|| event.locale.clone())
}
