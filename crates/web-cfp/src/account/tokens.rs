//! Tokens for the API: made, limited, renewed and ended at the instance's account page.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use plenary_event::api_token::{self, ACTIONS, ENDPOINTS, Listed, NewToken, Permissions, Reach};
use plenary_event::event as events;
use plenary_model::{Error, Result, Timestamp, time};
use plenary_store::entity::event;
use plenary_web::{
    AppState, Choice, Failure, Field, Form, Frame, Notice, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use super::at::At;

/// One line of the list.
pub struct TokenRow {
    pub id: i32,
    pub name: String,
    /// The first symbols of its text.
    pub start: String,
    pub permissions: String,
    pub events: String,
    pub expires: String,
    pub last_used: String,
    pub version: String,
    pub can_upgrade: bool,
    pub edit: Url,
}

#[derive(askama::Template)]
#[template(path = "account/token_new.html")]
struct NewPage {
    frame: Frame,
    form: Form,
    endpoints: Vec<String>,
    action: Url,
    /// Whether single permissions were chosen.
    custom: bool,
}

#[derive(askama::Template)]
#[template(path = "account/token_edit.html")]
struct EditPage {
    frame: Frame,
    form: Form,
    action: Url,
    lead: String,
}

/// What can be done with one of them from the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Upgrade,
    Revoke,
}

async fn reachable(state: &AppState, visit: &Visit) -> Result<Vec<event::Model>> {
    events::accessible(state.database.reader(), &visit.actor()).await
}

fn event_name(visit: &Visit, event: &event::Model) -> String {
    event.name.get(visit.locale().code(), &event.locale).to_owned()
}

pub async fn rows(state: &AppState, visit: &Visit) -> Result<Vec<TokenRow>> {
    let (locale, now) = (visit.locale(), state.now());
    let zone = time::zone(visit.account().map_or("UTC", |account| account.time_zone.as_str()));
    let tokens = api_token::list(state.database.reader(), &visit.actor(), now).await?;
    let open = if tokens.is_empty() { Vec::new() } else { reachable(state, visit).await? };
    let when = |at: Option<Timestamp>, never: &str| match at {
        Some(at) => locale.date_time(&at.in_zone(&zone)),
        None => visit.t(never),
    };
    let row = |Listed { token, events: limits }: Listed| {
        let permissions = match Permissions::of(&token.endpoints) {
            Permissions::Read => visit.t("account-token-read"),
            Permissions::Write => visit.t("account-token-write"),
            Permissions::Custom(endpoints) => {
                visit.t_args("account-token-custom-count", ("count", endpoints.len()))
            }
        };
        let names: Vec<String> = open
            .iter()
            .filter(|event| limits.contains(&event.id))
            .map(|event| event_name(visit, event))
            .collect();
        TokenRow {
            id: token.id,
            name: token.name,
            start: format!("{}…", token.token_start),
            permissions,
            events: if token.all_events { visit.t("account-token-all-events") } else { names.join(", ") },
            expires: when(token.expires, "account-token-no-expiry"),
            last_used: match token.last_used {
                Some(at) => locale.relative(at.jiff(), now.jiff(), &zone),
                None => visit.t("account-token-never-used"),
            },
            can_upgrade: token
                .version
                .as_deref()
                .is_some_and(|version| version != api_token::CURRENT_VERSION),
            version: token.version.unwrap_or_else(|| visit.t("account-token-no-version")),
            edit: SiteUrls::new().orga_token(token.id),
        }
    };
    Ok(tokens.into_iter().map(row).collect())
}

fn reach_form(visit: &Visit, form: Form, open: &[event::Model]) -> Form {
    let options = open.iter().map(|event| Choice::new(event.id, event_name(visit, event))).collect();
    form.with(
        Field::checkbox("all_events", visit.t("account-token-all-events"))
            .hint(visit.t("account-token-all-events-hint"))
            .required_if(false),
    )
    .with(Field::choices("limit_events", visit.t("account-token-events"), options))
}

fn new_form(visit: &Visit, open: &[event::Model]) -> Form {
    let presets = vec![
        Choice::new("read", visit.t("account-token-read")).hint(visit.t("account-token-read-hint")),
        Choice::new("write", visit.t("account-token-write")).hint(visit.t("account-token-write-hint")),
        Choice::new("custom", visit.t("account-token-custom")).hint(visit.t("account-token-custom-hint")),
    ];
    let form = Form::new(visit.locale()).with(
        Field::text("name", visit.t("account-token-name"))
            .hint(visit.t("account-token-name-hint"))
            .required()
            .max(api_token::NAME_LENGTH)
            .autocomplete("off"),
    );
    let form = reach_form(visit, form, open)
        .with(
            Field::date("expires", visit.t("account-token-expires"))
                .hint(visit.t("account-token-expires-hint")),
        )
        .with(Field::radio("permission_preset", visit.t("account-token-permissions"), presets).required());
    ENDPOINTS.into_iter().fold(form, |form, endpoint| {
        let actions = ACTIONS.into_iter().map(|action| Choice::new(action, action)).collect();
        form.with(Field::choices(format!("endpoint_{endpoint}"), endpoint, actions))
    })
}

async fn new_page(state: &AppState, visit: &Visit, form: Form) -> std::result::Result<NewPage, Failure> {
    let me = SiteUrls::new().orga_me();
    let frame = visit
        .public_frame(state)
        .await?
        .title(visit.t("account-token-new"))
        .hide_from_search()
        .above(visit.t("account-back"), me.clone());
    let custom = form.text("permission_preset") == "custom";
    let endpoints = ENDPOINTS.iter().map(|endpoint| format!("endpoint_{endpoint}")).collect();
    Ok(NewPage { frame, form, endpoints, action: me, custom })
}

/// The form for a new one.
pub async fn form_page(state: &AppState, visit: &Visit) -> Page {
    if !api_token::may_have(state.database.reader(), &visit.actor()).await? {
        return Err(Failure::not_found());
    }
    let form = new_form(visit, &reachable(state, visit).await?).fill("permission_preset", "read");
    visit.page(&new_page(state, visit, form).await?)
}

/// Makes one: its text, or the form again.
pub async fn create(
    state: &AppState,
    visit: &Visit,
    submitted: &Submitted,
) -> std::result::Result<std::result::Result<String, Response>, Failure> {
    let mut form = new_form(visit, &reachable(state, visit).await?).read(submitted);
    match write(state, visit, &form).await {
        Ok(secret) => Ok(Ok(secret)),
        Err(error) => {
            let refused = form.turn_down(error)?;
            visit.again_as(refused, &new_page(state, visit, form).await?).map(Err)
        }
    }
}

fn reach(form: &Form) -> Reach {
    if form.flag("all_events") { Reach::All } else { Reach::Events(form.ids("limit_events")) }
}

async fn write(state: &AppState, visit: &Visit, form: &Form) -> Result<String> {
    form.check()?;
    let zone = time::zone(visit.account().map_or("UTC", |account| account.time_zone.as_str()));
    let permissions = match form.text("permission_preset") {
        "write" => Permissions::Write,
        "custom" => Permissions::Custom(chosen(form)),
        _ => Permissions::Read,
    };
    let new = NewToken {
        name: form.text("name"),
        reach: reach(form),
        // To the end of the day.
        expires: form.date("expires").map(|date| date.plus_days(1).start_in(&zone)),
        permissions,
    };
    let tx = state.database.begin().await?;
    let (_, secret) = api_token::create(&tx, &visit.actor(), new).await?;
    tx.commit().await?;
    Ok(secret)
}

fn chosen(form: &Form) -> BTreeMap<String, Vec<String>> {
    ENDPOINTS
        .iter()
        .map(|endpoint| {
            let actions = form.list(&format!("endpoint_{endpoint}"));
            ((*endpoint).to_owned(), actions.into_iter().map(str::to_owned).collect())
        })
        .collect()
}

/// What a button of the list does.
pub async fn act(state: &AppState, visit: &Visit, id: &str, what: Act) -> Page {
    let id: i32 = id.parse().map_err(|_| Failure::not_found())?;
    let tx = state.database.begin().await?;
    let (token, key) = match what {
        Act::Upgrade => (api_token::upgrade(&tx, &visit.actor(), id).await?, "account-token-upgraded"),
        Act::Revoke => (api_token::revoke(&tx, &visit.actor(), id).await?, "account-token-revoked"),
    };
    tx.commit().await?;
    visit.say(state, Notice::success(visit.t_args(key, ("name", token.name)))).await?;
    Ok(see_other(&SiteUrls::new().orga_me()))
}

async fn edit_page(
    state: &AppState,
    visit: &Visit,
    listed: &Listed,
    form: Form,
) -> std::result::Result<EditPage, Failure> {
    let frame = visit
        .public_frame(state)
        .await?
        .title(listed.token.name.clone())
        .hide_from_search()
        .above(visit.t("account-back"), SiteUrls::new().orga_me());
    Ok(EditPage {
        frame,
        form,
        action: SiteUrls::new().orga_token(listed.token.id),
        lead: visit.t("account-token-edit-lead"),
    })
}

async fn asked(state: &AppState, visit: &Visit, at: &At) -> std::result::Result<Listed, Failure> {
    visit.logged_in()?;
    let id: i32 = at.value("id").parse().map_err(|_| Failure::not_found())?;
    Ok(api_token::find(state.database.reader(), &visit.actor(), id, state.now()).await?)
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    let listed = asked(&state, &visit, &at).await?;
    let open = reachable(&state, &visit).await?;
    let form = reach_form(&visit, Form::new(visit.locale()), &open)
        .fill_flag("all_events", listed.token.all_events)
        .fill_all("limit_events", listed.events.iter());
    visit.page(&edit_page(&state, &visit, &listed, form).await?)
}

pub async fn save(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    let listed = asked(&state, &visit, &at).await?;
    let open = reachable(&state, &visit).await?;
    let mut form = reach_form(&visit, Form::new(visit.locale()), &open).read(&submitted);
    let outcome: Result<()> = async {
        form.check()?;
        let tx = state.database.begin().await?;
        api_token::set_reach(&tx, &visit.actor(), listed.token.id, reach(&form)).await?;
        tx.commit().await
    }
    .await;
    match outcome {
        Ok(()) => {
            visit.say(&state, Notice::success(visit.t("account-saved"))).await?;
            Ok(see_other(&SiteUrls::new().orga_me()))
        }
        Err(Error::NotFound) => Err(Failure::not_found()),
        Err(error) => {
            let refused = form.turn_down(error)?;
            visit.again_as(refused, &edit_page(&state, &visit, &listed, form).await?)
        }
    }
}
