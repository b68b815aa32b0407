//! An event with proposals in every state, and what the test knows to be true of them.

use std::fmt::Debug;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{
    Actor, Fact, Facts, I18nText, QuestionTarget, QuestionVariant, SubmissionState, TargetGroup,
};
use plenary_person::account::{self, NewAccount};
use plenary_person::profile;
use plenary_schedule::place::{self, Place};
use plenary_schedule::{release, room, working};
use plenary_store::entity::{
    access_code as access_codes, account as accounts, activity_log, cfp, event, event_setting, favourite,
    feedback, job, organiser as organisers, question, queued_mail, review_phase, room as rooms, schedule,
    slot, speaker_information, speaker_profile, submission, submission_type as types, tag as tags, team,
    team_invite, team_member, track as tracks,
};
use plenary_store::testing::TestDatabase;
use plenary_store::{Database, Tx};
use plenary_submission::question::manage::{self, Wanted};
use plenary_submission::submit::{self, NewSubmission};
use plenary_submission::{access_code, information, state, submission_type, tag, track};
use plenary_web::testing::{SITE_URL, Visitor};
use plenary_web::{AppState, Page, Site, Visit, kit_router, layers};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::permissions::people::Role;

#[derive(Clone, Copy, Debug)]
pub struct EventState {
    pub public: bool,
    pub show_schedule: bool,
    /// Whether reviewers may know who speaks in this phase.
    pub names: bool,
}

impl EventState {
    fn agenda(self) -> bool {
        self.public && self.show_schedule
    }
}

/// The states in which proposals are there; the confirmed one is in the released schedule.
const STATES: [SubmissionState; 7] = [
    SubmissionState::Confirmed,
    SubmissionState::Submitted,
    SubmissionState::Accepted,
    SubmissionState::Rejected,
    SubmissionState::Canceled,
    SubmissionState::Withdrawn,
    SubmissionState::Draft,
];

pub struct Setting {
    state: EventState,
    pub media: tempfile::TempDir,
    pub database: Database,
    pub app: Router,
    pub event: event::Model,
    pub organiser: organisers::Model,
    proposals: Vec<submission::Model>,
    /// Of the speaker of all proposals, and of somebody whose only proposal is not accepted.
    speakers: [String; 2],
    room: i32,
    /// An entry of the event's log that tells nothing of proposals.
    entry: i32,
    /// Of the reviewers.
    team: i32,
    account: i32,
    /// Of whoever is in that team.
    member: i32,
    invite: i32,
    /// Of the speaker.
    code: String,
    /// An entry of the log that belongs to no event.
    entry_outside: i32,
    call: Call,
    /// For files, about proposals.
    question: i32,
}

/// One of each part of the call.
struct Call {
    of_type: i32,
    track: i32,
    tag: i32,
    note: i32,
}

/// Of the access code.
const CODE: &str = "ABCDEF";

async fn call(tx: &Tx, event: &event::Model) -> Call {
    let actor = &Actor::System;
    let of_type = submission_type::Wanted {
        name: "Workshop".into(),
        default_duration: 90,
        deadline: None,
        requires_access_code: true,
    };
    let track = track::Wanted {
        name: "Moss".into(),
        description: I18nText::Empty,
        color: "#2f6f9f".to_owned(),
        requires_access_code: true,
    };
    let tag = tag::Wanted {
        tag: "new".to_owned(),
        description: I18nText::Empty,
        color: "#2f6f9f".to_owned(),
        is_public: false,
    };
    let code = access_code::Wanted {
        code: CODE.to_owned(),
        valid_until: None,
        maximum_uses: None,
        tracks: Vec::new(),
        submission_types: Vec::new(),
        internal_notes: String::new(),
    };
    let note = information::Wanted {
        title: "Arrival".into(),
        text: I18nText::Empty,
        target_group: TargetGroup::Submitters,
        tracks: Vec::new(),
        submission_types: Vec::new(),
        file: information::File::Keep,
    };
    access_code::save(tx, actor, event, None, code).await.unwrap();
    Call {
        of_type: submission_type::save(tx, actor, event, None, of_type).await.unwrap().id,
        track: track::save(tx, actor, event, None, track).await.unwrap().id,
        tag: tag::save(tx, actor, event, None, tag).await.unwrap().id,
        note: information::save(tx, actor, event, None, note).await.unwrap().id,
    }
}

/// Of the event: enough of a picture to be shown as one.
const LOGO: &str = "conf/img/logo.png";
/// Of the invitation.
const TOKEN: &str = "abcdefghijklmnopqrstuvwxyz012345";

/// As the form of a log-in does it.
async fn log_in(State(state): State<AppState>, visit: Visit, Path(account): Path<i32>) -> Page {
    let account = account::load(state.database.reader(), account).await?;
    visit.log_in(&state, &account).await?;
    Ok(plenary_web::see_other(&plenary_web::SiteUrls::new().root()))
}

fn person(account: &accounts::Model) -> Actor {
    plenary_person::login::actor(account)
}

impl Setting {
    pub async fn create(test: &TestDatabase, state: EventState) -> Self {
        Self::create_with(test, state, Site::default()).await
    }

    /// On a site of other settings; address and media directory are the test's.
    pub async fn create_with(test: &TestDatabase, state: EventState, site: Site) -> Self {
        let tx = test.database.begin().await.unwrap();
        let organiser =
            organiser::create(&tx, &Actor::System, &"Example".into(), "example", None).await.unwrap();
        let neighbour =
            organiser::create(&tx, &Actor::System, &"Neighbour".into(), "neighbour", None).await.unwrap();
        let event = event_of(&tx, organiser.clone(), "conf").await;
        event_of(&tx, neighbour.clone(), "other").await;
        for role in Role::ALL.into_iter().skip(1) {
            let account = join(&tx, role).await;
            if let Some(mut team) = role.team() {
                team.organiser_id = Set(if role == Role::Neighbour { neighbour.id } else { organiser.id });
                let team = team.insert(tx.db()).await.unwrap();
                organiser::add_member(&tx, team.id, account.id).await.unwrap();
            }
        }
        let speaker = account::find_by_email(tx.db(), &Role::Speaker.email()).await.unwrap().unwrap();
        let room = room::create(&tx, &Actor::System, &event, "Hall".into(), None).await.unwrap().id;
        let created = activity_log::Entity::find()
            .filter(activity_log::Column::EventId.eq(event.id))
            .filter(activity_log::Column::ActionType.eq("pretalx.event.create"));
        let entry = created.one(tx.db()).await.unwrap().unwrap().id;
        let mut proposals = Vec::new();
        for wanted in STATES {
            let row = propose(&tx, &event, &speaker, wanted).await;
            proposals.push(row);
        }
        let other = join(&tx, Role::Stranger).await;
        propose(&tx, &event, &other, SubmissionState::Submitted).await;
        let wip = working::load(tx.db(), &Actor::System, &event).await.unwrap();
        let slot = wip.slots.iter().find(|slot| slot.slot.submission_id == Some(proposals[0].id)).unwrap();
        let start: plenary_model::Timestamp = "2026-09-11T08:00:00Z".parse().unwrap();
        let place = Place { room, start, end: Some(start.plus_minutes(30)) };
        place::place(&tx, &Actor::System, &event, slot.slot.id, Some(place)).await.unwrap();
        release::release(&tx, &Actor::System, &event, "1.0", I18nText::Empty).await.unwrap();
        let event = set_state(&tx, &event, state).await;
        let profile =
            async |account: &accounts::Model| profile::ensure(&tx, account, &event).await.unwrap().code;
        let speakers = [profile(&speaker).await, profile(&other).await];
        let reviewer = account::find_by_email(tx.db(), &Role::Reviewer.email()).await.unwrap().unwrap();
        let own = team_member::Entity::find().filter(team_member::Column::AccountId.eq(reviewer.id));
        let team = own.one(tx.db()).await.unwrap().unwrap().team_id;
        let invite = team_invite::ActiveModel {
            team_id: Set(team),
            email: Set(Some("guest@example.org".to_owned())),
            token: Set(Some(TOKEN.to_owned())),
            ..Default::default()
        };
        let invite = invite.insert(tx.db()).await.unwrap().id;
        let outside = activity_log::Entity::find().filter(activity_log::Column::EventId.is_null());
        let entry_outside = outside.one(tx.db()).await.unwrap().unwrap().id;
        let call = call(&tx, &event).await;
        let wanted =
            Wanted { variant: QuestionVariant::File, question: "Slides".into(), ..Wanted::default() };
        let question = manage::save(&tx, &Actor::System, &event, QuestionTarget::Submission, None, wanted)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let pages = plenary_web_orga::router()
            .merge(plenary_web_cfp::router())
            .merge(plenary_web_public::router())
            .route("/test/log-in/{account}", get(log_in));
        let media = tempfile::tempdir().unwrap();
        let logo = media.path().join(LOGO);
        std::fs::create_dir_all(logo.parent().unwrap()).unwrap();
        std::fs::write(logo, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
        let about = Site { url: SITE_URL.to_owned(), media: media.path().to_owned(), ..site };
        let app = AppState::new(test.database.clone(), about, b"a secret of tests");
        Self {
            state,
            media,
            database: test.database.clone(),
            app: layers(kit_router(&app).merge(pages), app),
            event,
            organiser,
            proposals,
            speakers,
            room,
            entry,
            team,
            account: speaker.id,
            member: reviewer.id,
            invite,
            code: speaker.code.unwrap(),
            entry_outside,
            call,
            question,
        }
    }

    /// Somebody in front of a browser, logged in unless anonymous.
    pub async fn come(&self, role: Role) -> Visitor {
        let visitor = Visitor::new(&self.app);
        if role != Role::Anonymous {
            let account =
                account::find_by_email(self.database.reader(), &role.email()).await.unwrap().unwrap();
            assert!(visitor.get(&format!("/test/log-in/{}", account.id)).await.status.is_redirection());
        }
        visitor
    }

    /// What is true of somebody in this event.
    pub fn facts(&self, role: Role) -> Facts {
        let EventState { public, names, .. } = self.state;
        let agenda = self.state.agenda();
        role.facts()
            .with_if(Fact::Public, public)
            .with_if(Fact::Agenda, agenda)
            // Featured sessions are shown until there is a schedule.
            .with_if(Fact::Featured, public && !agenda)
            .with_if(Fact::CfpOpen, public)
            .with_if(Fact::FeedbackOn, true)
            .with_if(Fact::TracksOn, true)
            .with_if(Fact::SpeakerNames, names && role == Role::Reviewer)
    }

    /// Everything that matters, in one text.
    pub async fn digest(&self) -> String {
        let db = self.database.reader();
        let mut text = String::new();
        macro_rules! add {
            ($($entity:ident),+) => {$(
                let rows = $entity::Entity::find().order_by_asc($entity::Column::Id).all(db).await.unwrap();
                text += &lines(&rows);
            )+};
        }
        add!(
            access_codes,
            accounts,
            activity_log,
            cfp,
            event,
            event_setting,
            favourite,
            feedback,
            job,
            organisers,
            question,
            queued_mail,
            review_phase,
            rooms,
            schedule,
            slot,
            speaker_information,
            speaker_profile,
            submission,
            tags,
            team,
            team_invite,
            tracks,
            types
        );
        text + &lines(
            &team_member::Entity::find().order_by_asc(team_member::Column::TeamId).all(db).await.unwrap(),
        )
    }
}

fn lines<T: Debug>(rows: &[T]) -> String {
    rows.iter().map(|row| format!("{row:?}\n")).collect()
}

async fn event_of(tx: &Tx, organiser: organisers::Model, slug: &str) -> event::Model {
    let new = NewEvent {
        organiser,
        name: format!("Event {slug}").as_str().into(),
        slug: slug.to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned()],
        deadline: Some("2026-07-01T10:00:00Z".parse().unwrap()),
        primary_color: None,
    };
    events::create(tx, &Actor::System, new).await.unwrap()
}

async fn set_state(tx: &Tx, event: &event::Model, state: EventState) -> event::Model {
    let event = events::set_public(tx, &Actor::System, event, state.public).await.unwrap();
    let mut flags = event.feature_flags.clone();
    flags["show_schedule"] = state.show_schedule.into();
    let mut row = event.clone().into_active_model();
    row.feature_flags = Set(flags);
    row.logo = Set(Some(LOGO.to_owned()));
    let phase = review_phase::ActiveModel { can_see_speaker_names: Set(state.names), ..Default::default() };
    review_phase::Entity::update_many().set(phase).exec(tx.db()).await.unwrap();
    let first = review_phase::Entity::find()
        .filter(review_phase::Column::EventId.eq(event.id))
        .order_by_asc(review_phase::Column::Id)
        .one(tx.db())
        .await
        .unwrap()
        .unwrap();
    let active = review_phase::ActiveModel { id: Set(first.id), is_active: Set(true), ..Default::default() };
    active.update(tx.db()).await.unwrap();
    row.update(tx.db()).await.unwrap()
}

async fn join(tx: &Tx, role: Role) -> accounts::Model {
    if let Some(known) = account::find_by_email(tx.db(), &role.email()).await.unwrap() {
        return known;
    }
    let new = NewAccount {
        name: &format!("{role:?}"),
        email: &role.email(),
        password: None,
        locale: "en",
        time_zone: "UTC",
        administrator: role == Role::Administrator,
    };
    account::create(tx, new).await.unwrap()
}

async fn propose(
    tx: &Tx,
    event: &event::Model,
    by: &accounts::Model,
    wanted: SubmissionState,
) -> submission::Model {
    let profile = profile::ensure(tx, by, event).await.unwrap();
    // The call is open as soon as the event is public.
    let event = event::Model { is_public: true, ..event.clone() };
    let new = NewSubmission {
        title: format!("{wanted:?}"),
        abstract_text: "About it.".to_owned(),
        ..Default::default()
    };
    let row = submit::submit(tx, &person(by), &event, &profile, new).await.unwrap();
    match wanted {
        SubmissionState::Submitted => {}
        SubmissionState::Draft => {
            let draft = submission::ActiveModel { id: Set(row.id), state: Set(wanted), ..Default::default() };
            draft.update(tx.db()).await.unwrap();
        }
        _ => {
            state::change_as_organiser(tx, &Actor::System, &event, &row.code, wanted).await.unwrap();
        }
    }
    submission::Entity::find_by_id(row.id).one(tx.db()).await.unwrap().unwrap()
}

/// An address that somebody asks for, and what is there.
#[derive(Debug)]
pub struct Asked {
    pub path: String,
    what: What,
    agenda: bool,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Nothing,
    Proposal(SubmissionState),
    /// Whether they speak in the schedule.
    Speaker(bool),
    /// For all teams.
    Question,
}

impl Asked {
    pub fn facts(&self, role: Role) -> Facts {
        match self.what {
            What::Nothing => Facts::NONE,
            What::Question => Facts::NONE.with_if(Fact::QuestionAccess, true),
            What::Proposal(state) => {
                let scheduled = self.agenda && state == SubmissionState::Confirmed;
                Facts::NONE
                    .with_if(Fact::Speaker, role == Role::Speaker)
                    .with_if(Fact::Released, state == SubmissionState::Confirmed)
                    .with_if(Fact::InSchedule, scheduled)
                    .with_if(Fact::SessionPublic, scheduled)
                    .with_if(Fact::NotDraft, state != SubmissionState::Draft)
                    .with_if(
                        Fact::CanWithdraw,
                        matches!(state, SubmissionState::Submitted | SubmissionState::Accepted),
                    )
                    .with_if(Fact::CanConfirm, state == SubmissionState::Accepted)
            }
            What::Speaker(scheduled) => Facts::NONE.with_if(Fact::SpeakerPublic, scheduled),
        }
    }
}

/// The addresses of a pattern: one for each object that could be meant.
pub fn paths(setting: &Setting, pattern: &str) -> Vec<Asked> {
    let fixed =
        pattern.replace("{event}", &setting.event.slug).replace("{organiser}", &setting.organiser.slug);
    let asked = |path: String, what: What| Asked { path, what, agenda: setting.state.agenda() };
    if pattern.contains("/speaker") && pattern.contains("{code}") {
        let codes = setting.speakers.iter().zip([true, false]);
        return codes
            .map(|(code, public)| asked(fixed.replace("{code}", code), What::Speaker(public)))
            .collect();
    }
    let of_proposal = ["/talk/", "/submissions/{code}", "/quick/", "/session/", "/redirect/"]
        .iter()
        .any(|part| pattern.contains(part));
    if of_proposal && pattern.contains("{code}") {
        let filled = |proposal: &submission::Model| {
            let code = match pattern.contains("/review/") {
                true => proposal.review_code.as_deref().unwrap_or_default(),
                false => &proposal.code,
            };
            rest(setting, &fixed.replace("{code}", code))
        };
        // Links to what is no longer in question show nothing.
        let shared =
            |proposal: &&submission::Model| !pattern.contains("/review/") || !proposal.state.is_out();
        return setting
            .proposals
            .iter()
            .filter(shared)
            .map(|proposal| asked(filled(proposal), What::Proposal(proposal.state)))
            .collect();
    }
    let what = if pattern.contains("/cfp/questions/{id}/") { What::Question } else { What::Nothing };
    vec![asked(rest(setting, &fixed), what)]
}

fn rest(setting: &Setting, path: &str) -> String {
    let id = match path {
        _ if path.contains("/rooms/") => setting.room,
        _ if path.contains("/history/") => setting.entry,
        _ if path.contains("/orga/admin/logs/") => setting.entry_outside,
        _ if path.contains("/cfp/types/") => setting.call.of_type,
        _ if path.contains("/cfp/tracks/") => setting.call.track,
        _ if path.contains("/tags/") => setting.call.tag,
        _ if path.contains("/info/") => setting.call.note,
        _ if path.contains("/questions/") => setting.question,
        _ => setting.team,
    };
    let account = if path.contains("/members/") { setting.member } else { setting.account };
    let code = match path {
        _ if path.contains("/orga/invitation/") => TOKEN,
        _ if path.contains("/orga/admin/users/") => &setting.code,
        _ => CODE,
    };
    let by_account = if path.contains("by-id") { setting.account } else { id };
    path.replace("{version}", "1.0")
        .replace("{name}", "schedule.xml")
        .replace("{ending}", "json")
        .replace("{verb}", "accept")
        .replace("{id}", &by_account.to_string())
        .replace("{account}", &account.to_string())
        .replace("{team}", &setting.team.to_string())
        .replace("{invite}", &setting.invite.to_string())
        .replace("{target}", "sessions")
        .replace("{wizard}", "abcdef")
        .replace("{step}", "info")
        .replace("{code}", code)
        .replace("{token}", "abcdef")
        .replace("{invitation}", "abcdef")
        .replace("{*path}", "x")
}
