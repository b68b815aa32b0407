//! The web kit: what every page stands on. Layout and components, forms, messages, sessions, errors,
//! addresses, security headers, the front end's files.
//!
//! What never lives here: pages of the product, rules of the domain, SQL beyond the session's own
//! table and the account of the visitor.
//!
//! # How a page is made
//!
//! A page crate has an `askama.toml` beside its `Cargo.toml`, so that its templates can extend and
//! import the kit's:
//!
//! ```toml
//! [general]
//! dirs = ["templates", "../web/templates"]
//! whitespace = "minimize"
//! ```
//!
//! A template extends a layout; everything it says comes from the catalogues through its frame:
//!
//! ```html
//! {% extends "layout/public.html" %}
//! {% import "components/ui.html" as ui %}
//! {% block content %}
//! {% call ui::page_head(frame.t("cfp-edit-title"), "") %}{% endcall %}
//! <form class="form" method="post" enctype="{{ form.enctype() }}" data-guard novalidate>
//!   {{ form.errors() }}
//!   {{ form.field("title") }}
//!   {{ form.field("abstract") }}
//!   <div class="action-bar"><button class="button button--primary">{{ frame.t("kit-save") }}</button></div>
//! </form>
//! {% endblock %}
//! ```
//!
//! And the handlers:
//!
//! ```text
//! use plenary_web::{AppState, EventUrls, Field, Form, Frame, Notice, Page, Submitted, Visit};
//!
//! #[derive(askama::Template)]
//! #[template(path = "edit.html")]
//! struct EditPage { frame: Frame, form: Form }   // a frame is all that the layouts ask for
//!
//! pub fn router() -> Router<AppState> {
//!     Router::new().route(EventUrls::MY_SUBMISSION, get(show).post(save))
//! }
//!
//! fn form(visit: &Visit) -> Form {
//!     Form::new(visit.locale())
//!         .with(Field::text("title", visit.t("cfp-title")).required().max(200).public())
//!         .with(Field::markdown("abstract", visit.t("cfp-abstract")).hint(visit.t("cfp-abstract-hint")))
//! }
//!
//! async fn show(State(state): State<AppState>, visit: Visit, Path((event, code)): Path<(String, String)>) -> Page {
//!     let actor = visit.logged_in()?;                        // else to the log-in page and back
//!     let (event, submission) = load(&state, &visit, event, code).await?;  // calls visit.enter(EventHead)
//!     let form = form(&visit).fill("title", &submission.title).fill_option("abstract", submission.abstract_text);
//!     visit.page(&EditPage { frame: visit.public_frame(&state).await?.title(submission.title), form })
//! }
//!
//! async fn save(…, submitted: Submitted) -> Page {
//!     let mut form = form(&visit).read(&submitted);          // everything typed is kept
//!     let outcome = match form.check() {
//!         Ok(()) => change(&state, &visit.actor(), form.text("title"), form.optional("abstract")).await,
//!         Err(problems) => Err(problems),
//!     };
//!     match outcome {
//!         Ok(saved) => {
//!             let url = event.urls().my_submission(&saved.code);
//!             let text = visit.t_args("kit-saved-object", ("name", &saved.title));
//!             visit.say(&state, Notice::success(text).about(saved.title, &url)).await?;
//!             Ok(see_other(&url))
//!         }
//!         Err(error) => {
//!             form.refuse(error)?;                           // beside the fields; other errors go on
//!             visit.again(&EditPage { frame, form })         // 422
//!         }
//!     }
//! }
//! ```
//!
//! Rules of thumb: addresses come from [`urls`]; colours and placements go through
//! [`Frame::style`] (there are no `style` attributes and no inline scripts); a badge, an icon, an
//! avatar and a pagination print themselves; `templates/components/*.html` holds the macros.
//! `/_styleguide/` shows every component in debug mode.

pub mod assets;
pub mod colour;
pub mod component;
mod encoding;
pub mod entrance;
pub mod event_head;
mod failure;
pub mod finished;
pub mod form;
mod frame;
pub mod grid;
mod hosts;
mod media;
pub mod nav;
mod notice;
pub mod outbound;
mod pagination;
mod preferences;
pub mod qr;
pub mod question;
mod router;
mod security;
pub mod sending;
pub mod session;
mod state;
mod styleguide;
mod submitted;
#[cfg(feature = "testing")]
pub mod testing;
pub mod urls;
mod visit;

pub use component::{Avatar, Badge, Icon, StateBadge, state_name};
pub use event_head::EventHead;
pub use failure::{Failure, Finished, Page, found, see_other, status_of};
pub use form::{Choice, Field, Form, Refusal, ShownIf};
pub use frame::{Frame, FrameKind};
pub use notice::{Level, Notice};
pub use pagination::{DEFAULT_SIZE, Pagination};
pub use preferences::{ACCOUNT_COOKIE, LANGUAGE_COOKIE, THEME_COOKIE, Theme};
pub use router::{kit_router, layers};
pub use state::{AppState, ExtraSources, Site};
pub use submitted::{Submitted, Upload};
pub use urls::{EventUrls, OrgaUrls, OrganiserUrls, SiteUrls, Url};
pub use visit::{Account, Context, Pending, Visit};
