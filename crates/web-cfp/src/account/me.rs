//! One's own account: what people say about themselves, how they log in, and the ways to everything else.

use axum::extract::State;
use plenary_event::api_token;
use plenary_locale::LOCALES;
use plenary_model::{Error, Message, time};
use plenary_person::account::{Details, NAME_LENGTH};
use plenary_person::profile::{self as profiles, BIOGRAPHY_LENGTH, Description};
use plenary_person::{account, address, login, second_factor};
use plenary_store::entity::account::Model;
use plenary_web::{
    AppState, Choice, Failure, Field, Form, Frame, Notice, Page, Refusal, Submitted, Url, Visit, see_other,
};

use super::at::At;
use super::profile::{self, Earlier};
use super::tokens::{self, TokenRow};

#[derive(askama::Template)]
#[template(path = "account/me.html")]
struct MePage {
    frame: Frame,
    action: Url,
    profile: Form,
    earlier: Vec<Earlier>,
    login: Form,
    /// The address that waits to be proven.
    pending: Option<String>,
    /// Whether the address is proven.
    verified: bool,
    two_factor_on: bool,
    tokens: Option<Vec<TokenRow>>,
    /// A token that was just made.
    secret: Option<String>,
    new_token: Url,
    sessions: Url,
    two_factor: Url,
    data: Url,
    delete: Url,
}

/// The forms of the page; what is not given is filled from the account.
#[derive(Default)]
struct Forms {
    profile: Option<Form>,
    login: Option<Form>,
    secret: Option<String>,
}

fn profile_form(visit: &Visit, at: &At, picture: Option<&Url>) -> Form {
    let name = Field::text("name", visit.t("cfp-name")).required().max(NAME_LENGTH).autocomplete("name");
    let mut avatar = Field::file("avatar", visit.t("account-picture"), profile::ENDINGS)
        .hint(visit.t("account-picture-hint"));
    if let Some(url) = picture {
        avatar = avatar.current_file(visit.t("account-picture-current"), url, true);
    }
    let form = Form::new(visit.locale());
    if at.is_event() {
        return form
            .with(name.hint(visit.t("cfp-name-hint")).public())
            .with(
                Field::markdown("biography", visit.t("cfp-biography"))
                    .hint(visit.t("cfp-biography-hint"))
                    .max(BIOGRAPHY_LENGTH)
                    .public(),
            )
            .with(avatar.public());
    }
    let locales = LOCALES.iter().map(|locale| Choice::new(locale.code(), locale.native_name())).collect();
    let zones = time::zone_names().into_iter().map(|name| Choice::new(name.clone(), name)).collect();
    form.with(name)
        .with(Field::select("locale", visit.t("account-locale"), locales).required())
        .with(
            Field::select("timezone", visit.t("account-timezone"), zones)
                .hint(visit.t("account-timezone-hint"))
                .required(),
        )
        .with(avatar)
}

fn login_form(visit: &Visit, at: &At) -> Form {
    Form::new(visit.locale())
        .with(
            Field::email("email", visit.t("cfp-email"))
                .hint(visit.t("account-email-hint"))
                .required()
                .autocomplete("username"),
        )
        .with_if(at.is_event(), || {
            Field::email("contact_email", visit.t("account-contact-email"))
                .hint(visit.t("account-contact-email-hint"))
        })
        .with(
            Field::password("password", visit.t("cfp-new-password"))
                .hint(visit.t("account-new-password-hint"))
                .autocomplete("new-password"),
        )
        .with(Field::password("password_repeat", visit.t("cfp-repeat-password")).autocomplete("new-password"))
        .with(
            Field::password("old_password", visit.t("account-current-password"))
                .hint(visit.t("account-current-password-hint"))
                .required_if(!at.is_event())
                .autocomplete("current-password"),
        )
}

async fn page(state: &AppState, visit: &Visit, at: &At, forms: Forms) -> Result<MePage, Failure> {
    let (db, actor) = (state.database.reader(), visit.actor());
    let account = account::own(db, &actor).await?;
    let own_profile = match &at.event {
        Some(event) => profiles::find(db, account.id, event.id).await?,
        None => None,
    };
    let current = match at.is_event() {
        true => own_profile.as_ref().and_then(|profile| profile.profile_picture_id),
        false => account.profile_picture_id,
    };
    let (picture, earlier) = profile::shown(&state.database, &actor, current).await?;
    let profile = forms.profile.unwrap_or_else(|| {
        let form = profile_form(visit, at, picture.as_ref());
        if !at.is_event() {
            let form = form.fill("name", &account.name).fill("locale", &account.locale);
            return form.fill("timezone", &account.timezone);
        }
        let profile = own_profile.as_ref();
        let name = profile.and_then(|profile| profile.name.clone()).filter(|name| !name.is_empty());
        form.fill("name", name.unwrap_or_else(|| account.name.clone()))
            .fill_option("biography", profile.and_then(|profile| profile.biography.as_ref()))
    });
    let login = forms.login.unwrap_or_else(|| {
        let form = login_form(visit, at).fill("email", &account.email);
        match at.is_event() {
            true => form.fill_option("contact_email", own_profile.and_then(|profile| profile.email)),
            false => form,
        }
    });
    let tokens = match at.is_event() {
        false if api_token::may_have(db, &actor).await? => Some(tokens::rows(state, visit).await?),
        _ => None,
    };
    let title = if at.is_event() { "kit-my-profile" } else { "account-title" };
    Ok(MePage {
        frame: at.frame(state, visit, visit.t(title)).await?.script("src/writing.ts"),
        action: at.me(),
        profile,
        earlier,
        login,
        verified: account.email_verification_state == plenary_model::EmailVerification::Verified,
        two_factor_on: second_factor::is_on(db, account.id).await?,
        pending: account.pending_email,
        tokens,
        secret: forms.secret,
        new_token: at.me().query("new", "token"),
        sessions: at.sessions(),
        two_factor: at.two_factor(),
        data: at.data(),
        delete: at.delete(),
    })
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    visit.logged_in()?;
    if !at.is_event() && visit.here().as_str().contains("new=token") {
        return tokens::form_page(&state, &visit).await;
    }
    visit.page(&page(&state, &visit, &at, Forms::default()).await?)
}

pub async fn act(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    visit.logged_in()?;
    if submitted.has("cancel_email_change") || submitted.text("form") == "cancel_email_change" {
        let tx = state.database.begin().await?;
        address::cancel_change(&tx, &visit.actor()).await?;
        tx.commit().await?;
        visit.say(&state, Notice::success(visit.t("account-change-cancelled"))).await?;
        return Ok(see_other(&at.me()));
    }
    if !at.is_event() {
        for (name, what) in [("tokenupgrade", tokens::Act::Upgrade), ("revoke", tokens::Act::Revoke)] {
            if submitted.has(name) {
                return tokens::act(&state, &visit, submitted.text(name), what).await;
            }
        }
    }
    match submitted.text("form") {
        "profile" => save_profile(&state, &visit, &at, &submitted).await,
        "login" => save_login(&state, &visit, &at, &submitted).await,
        "token" if !at.is_event() => match tokens::create(&state, &visit, &submitted).await? {
            Ok(secret) => {
                let forms = Forms { secret: Some(secret), ..Forms::default() };
                no_store(visit.page(&page(&state, &visit, &at, forms).await?)?)
            }
            Err(answer) => Ok(answer),
        },
        _ => Ok(see_other(&at.me())),
    }
}

/// For pages with a secret.
pub fn no_store(mut response: axum::response::Response) -> Page {
    use axum::http::{HeaderValue, header};
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn save_profile(state: &AppState, visit: &Visit, at: &At, submitted: &Submitted) -> Page {
    let current = current_picture(state, visit, at).await?;
    let mut form = profile_form(visit, at, current.as_ref()).read(submitted);
    let wish = match form.check() {
        Ok(()) => profile::wish(state, visit, submitted).await,
        Err(problems) => Err(problems),
    };
    let outcome = match wish {
        Ok(wish) => {
            let done = write_profile(state, visit, at, &form, wish.clone()).await;
            if done.is_err() {
                profile::forget(state, wish.as_ref()).await;
            }
            done
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => {
            visit.say(state, Notice::success(visit.t("account-saved"))).await?;
            Ok(see_other(&at.me()))
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            again(state, visit, at, refused, Forms { profile: Some(form), ..Forms::default() }).await
        }
    }
}

async fn again(state: &AppState, visit: &Visit, at: &At, refused: Refusal, forms: Forms) -> Page {
    visit.again_as(refused, &page(state, visit, at, forms).await?)
}

async fn current_picture(state: &AppState, visit: &Visit, at: &At) -> Result<Option<Url>, Failure> {
    let (db, actor) = (state.database.reader(), visit.actor());
    let account = account::own(db, &actor).await?;
    let current = match &at.event {
        Some(event) => {
            profiles::find(db, account.id, event.id).await?.and_then(|profile| profile.profile_picture_id)
        }
        None => account.profile_picture_id,
    };
    Ok(profile::shown(&state.database, &actor, current).await?.0)
}

async fn write_profile(
    state: &AppState,
    visit: &Visit,
    at: &At,
    form: &Form,
    wish: Option<plenary_person::picture::Change>,
) -> Result<(), Error> {
    let actor = visit.actor();
    let tx = state.database.begin().await?;
    match &at.event {
        Some(event) => {
            let account = account::own(tx.db(), &actor).await?;
            let before = profiles::find(tx.db(), account.id, event.id).await?;
            let contact = before.and_then(|profile| profile.email).unwrap_or_default();
            let new = Description {
                name: form.text("name"),
                biography: form.text("biography"),
                contact_email: &contact,
            };
            let (profile, _) = profiles::update(&tx, &actor, event, new).await?;
            profile::apply(&tx, &actor, Some(&profile), wish).await?;
        }
        None => {
            let details = Details {
                name: form.text("name"),
                locale: form.text("locale"),
                time_zone: form.text("timezone"),
            };
            account::update(&tx, &actor, details).await?;
            profile::apply(&tx, &actor, None, wish).await?;
        }
    }
    tx.commit().await?;
    if !at.is_event() {
        visit.keep_locale(state, form.text("locale"));
    }
    Ok(())
}

async fn save_login(state: &AppState, visit: &Visit, at: &At, submitted: &Submitted) -> Page {
    let mut form = login_form(visit, at).read(submitted);
    match write_login(state, visit, at, &form).await? {
        Ok(notices) => {
            for notice in notices {
                visit.say(state, notice).await?;
            }
            Ok(see_other(&at.me()))
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            again(state, visit, at, refused, Forms { login: Some(form), ..Forms::default() }).await
        }
    }
}

/// The current password is asked for where address or password change.
async fn write_login(
    state: &AppState,
    visit: &Visit,
    at: &At,
    form: &Form,
) -> Result<Result<Vec<Notice>, Error>, Failure> {
    let actor = visit.actor();
    let account = account::own(state.database.reader(), &actor).await?;
    let new_email = account::normalise_email(form.text("email")) != account.email;
    let new_password = !form.text("password").is_empty() || !form.text("password_repeat").is_empty();
    match change_login(state, visit, at, form, &account, (new_email, new_password)).await {
        Err(error) => return Ok(Err(error)),
        Ok(None) => {}
        // Every session was ended, this one too: the holder, who is here, gets a new one.
        Ok(Some(account)) => visit.log_in(state, &account).await?,
    }
    let mut notices = Vec::new();
    if new_password {
        notices.push(Notice::success(visit.t("account-password-changed")));
    }
    if new_email {
        let email = account::normalise_email(form.text("email"));
        notices.push(Notice::info(visit.t_args("account-change-requested", ("email", email))));
    }
    if notices.is_empty() {
        notices.push(Notice::success(visit.t("account-saved")));
    }
    Ok(Ok(notices))
}

/// Returns the account if its password is another one now.
async fn change_login(
    state: &AppState,
    visit: &Visit,
    at: &At,
    form: &Form,
    account: &Model,
    (new_email, new_password): (bool, bool),
) -> Result<Option<Model>, Error> {
    form.check()?;
    if new_password && form.text("password") != form.text("password_repeat") {
        return Err(Error::invalid("password_repeat", "error-password-repeat"));
    }
    if new_email || new_password || !at.is_event() {
        let old = form.text("old_password");
        if old.is_empty() {
            return Err(Error::invalid("old_password", Message::new("error-required")));
        }
        login::confirm_password(&state.database, &state.attempts, account, old, "old_password").await?;
    }
    let actor = visit.actor();
    let tx = state.database.begin().await?;
    if let Some(event) = &at.event {
        let own = account::own(tx.db(), &actor).await?;
        let profile = profiles::find(tx.db(), own.id, event.id).await?;
        let contact = form.text("contact_email");
        if profile.is_some() || !contact.is_empty() {
            let name =
                profile.as_ref().and_then(|profile| profile.name.clone()).filter(|name| !name.is_empty());
            let new = Description {
                name: &name.unwrap_or_else(|| own.name.clone()),
                biography: profile
                    .as_ref()
                    .and_then(|profile| profile.biography.as_deref())
                    .unwrap_or_default(),
                contact_email: contact,
            };
            profiles::update(&tx, &actor, event, new).await?;
        }
    }
    if new_email {
        address::request_change(&tx, &actor, form.text("email"), &at.links(state, visit)).await?;
    }
    if new_password {
        account::set_password(&tx, &actor, account, form.text("password")).await?;
    }
    tx.commit().await?;
    Ok(new_password.then(|| account.clone()))
}
