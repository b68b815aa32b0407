//! Where an account's page is: at the instance or at an event.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, MatchedPath, RawPathParams};
use axum::http::request::Parts;
use plenary_person::account::Links;
use plenary_store::entity::event;
use plenary_web::entrance::{enter, enter_or_log_in};
use plenary_web::{AppState, EventUrls, Failure, Frame, SiteUrls, Url, Visit};

/// The place, with what else is in the path. Where the event is not public, visitors are asked to log in, and
/// there is no log-in of its own.
pub struct At {
    pub event: Option<event::Model>,
    values: HashMap<String, String>,
}

impl FromRequestParts<AppState> for At {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let raw = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Failure::not_found())?;
        let values: HashMap<String, String> =
            raw.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let visit = Visit::from_request_parts(parts, state).await?;
        let event = match values.get("event") {
            Some(slug) if is_log_in(parts) => {
                Some(enter(state, &visit, slug).await?.event).filter(|event| event.is_public)
            }
            Some(slug) => Some(enter_or_log_in(state, &visit, slug).await?.event),
            None => return Ok(Self { event: None, values }),
        };
        if event.is_none() {
            return Err(Failure::not_found());
        }
        Ok(Self { event, values })
    }
}

/// Asking to log in there would lead in a circle.
fn is_log_in(parts: &Parts) -> bool {
    let pattern = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    [EventUrls::LOGIN, EventUrls::LOGIN_CODE].contains(&pattern)
}

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident: $of_event:ident, $of_site:ident;)+) => {
        impl At {
            $($(#[$doc])*
            pub fn $name(&self) -> Url {
                match &self.event {
                    Some(event) => EventUrls::new(&event.slug).$of_event(),
                    None => SiteUrls::new().$of_site(),
                }
            })+
        }
    };
}

places! {
    login: login, orga_login;
    login_code: login_code, orga_login_code;
    logout: logout, orga_logout;
    reset: reset, orga_reset;
    verification: verification, orga_verification;
    me: me, orga_me;
    sessions: me_sessions, orga_me_sessions;
    two_factor: me_two_factor, orga_me_two_factor;
    data: me_data, orga_me_data;
    delete: me_delete, orga_me_delete;
    /// Where somebody goes who came for nothing in particular.
    home: my_submissions, orga_events;
}

impl At {
    /// What stands at this place of the path.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    pub fn is_event(&self) -> bool {
        self.event.is_some()
    }

    /// Where a link to a new password leads.
    pub fn recover(&self, token: &str) -> Url {
        match &self.event {
            Some(event) => EventUrls::new(&event.slug).recover(token),
            None => SiteUrls::new().orga_recover(token),
        }
    }

    fn verify(&self, token: &str) -> Url {
        match &self.event {
            Some(event) => EventUrls::new(&event.slug).verify(token),
            None => SiteUrls::new().orga_verify(token),
        }
    }

    /// Addresses for mails: on the event's own domain where it has one.
    pub fn links(&self, state: &AppState, visit: &Visit) -> Links {
        let own = visit.event().filter(|_| self.is_event()).and_then(|event| event.site_url.as_deref());
        let site = own.unwrap_or(&state.site.url);
        Links {
            verify: self.verify("").absolute(site),
            recover: self.recover("").absolute(site),
            reset: self.reset().absolute(site),
        }
    }

    /// The frame of a page with this title.
    pub async fn frame(&self, state: &AppState, visit: &Visit, title: String) -> Result<Frame, Failure> {
        Ok(visit.public_frame(state).await?.title(title).hide_from_search())
    }
}

/// `?next=` if it is a page of this site.
pub fn next(visit: &Visit) -> Option<Url> {
    let query = visit.here().as_str().split_once('?')?.1.to_owned();
    let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next")?.1.into_owned();
    Url::local(&next)
}

/// An address that keeps where to go afterwards.
pub fn keeping(url: Url, next: Option<&Url>) -> Url {
    match next {
        Some(next) => url.next(next),
        None => url,
    }
}
