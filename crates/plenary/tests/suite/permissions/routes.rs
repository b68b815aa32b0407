//! Who may come to which address.

use plenary_model::Fact;
use plenary_model::Permission::{self, *};
use plenary_web::{EventUrls, OrgaUrls, OrganiserUrls, SiteUrls};

/// All of these lists, of each one permission.
type Needed = &'static [&'static [Permission]];

pub enum Gate {
    Everyone,
    /// While these hold, whoever asks.
    While(&'static [Fact]),
    /// As the other says, while these hold; there is nothing for anybody else.
    There(&'static [Fact], &'static Gate),
    /// Visitors are asked to log in; what is asked for is nobody's here.
    Own,
    /// As one of them says.
    Either(&'static [&'static Gate]),
    /// Others get an error in the form of the API.
    Api,
    /// Others are asked to log in.
    LoggedIn,
    /// For others there is no such page.
    Public(Needed),
    /// Visitors are asked to log in, for others there is no such page.
    Organisers(Needed),
    /// The same, if the event is public.
    Speakers(Needed),
}

pub struct Route {
    pub pattern: &'static str,
    /// Nothing: the address does not take it.
    pub get: Option<&'static Gate>,
    pub post: Option<&'static Gate>,
    /// What those who may come send.
    pub form: &'static [(&'static str, &'static str)],
    /// Coming there logs out.
    pub leaves: bool,
    /// Can be done once only: the test for those who may is elsewhere.
    pub once: bool,
}

const fn route(pattern: &'static str, get: Option<&'static Gate>, post: Option<&'static Gate>) -> Route {
    Route { pattern, get, post, form: &[("action", "activate")], leaves: false, once: false }
}

impl Route {
    const fn leaves(self) -> Self {
        Self { leaves: true, ..self }
    }

    const fn once(self) -> Self {
        Self { once: true, ..self }
    }
}

const EVERYONE: Gate = Gate::Everyone;
const API: Gate = Gate::Api;
const OWN: Gate = Gate::Own;
const LOGGED_IN: Gate = Gate::LoggedIn;
const EVENT: Gate = Gate::Public(&[&[ViewEvent]]);
const PUBLIC_EVENT: Gate = Gate::While(&[Fact::Public]);
const SUBMIT: Gate = Gate::Speakers(&[&[ViewEvent]]);
const AGENDA: Gate = Gate::Public(&[&[ViewEvent], &[ListSchedule]]);
/// There are no previews of what devices keep.
const OFFLINE: Gate = Gate::While(&[Fact::Agenda]);
/// Whether or not the event is public.
const WIDGET: Gate = Gate::Public(&[&[ViewWidgetSchedule]]);
const WIDGET_SESSION: Gate = Gate::There(&[Fact::Released], &WIDGET);
const WIDGET_SPEAKER: Gate = Gate::There(&[Fact::SpeakerPublic], &WIDGET);
const FEATURED: Gate = Gate::Public(&[&[ViewEvent], &[ListFeaturedSubmission]]);
/// Who sees the schedule sees what is in it.
const SCHEDULED_SESSION: Gate = Gate::There(&[Fact::Released], &AGENDA);
const PUBLIC_SESSION: Gate =
    Gate::There(&[Fact::NotDraft], &Gate::Public(&[&[ViewEvent], &[ViewPublicSubmission]]));
const SESSION: Gate = Gate::Either(&[&SCHEDULED_SESSION, &PUBLIC_SESSION]);
/// Organisers of a speaker who is not in the schedule have a page of their own.
const SPEAKER: Gate =
    Gate::There(&[Fact::SpeakerPublic], &Gate::Public(&[&[ViewEvent], &[ViewSpeakerprofile]]));
const FEEDBACK: Gate = Gate::Public(&[&[ViewFeedbackPageSubmission]]);
/// For whoever has the link.
const SHARE: Gate = Gate::Public(&[&[ViewEvent]]);
const MINE: Gate = Gate::Speakers(&[&[ViewEvent]]);
const OWN_PROPOSAL: Gate = Gate::Speakers(&[&[ViewEvent], &[IsSpeakerSubmission]]);
const CONFIRM: Gate = Gate::Speakers(&[&[ViewEvent], &[IsSpeakerSubmission], &[ConfirmSubmission]]);
const WITHDRAW: Gate = Gate::Speakers(&[&[ViewEvent], &[WithdrawSubmission]]);
const ANY_RIGHT: Gate = Gate::Organisers(&[&[OrgaAccessEvent]]);
const SETTINGS: Gate = Gate::Organisers(&[&[UpdateEvent]]);
const CREATE_EVENT: Gate = Gate::Organisers(&[&[CreateEvent]]);
const ADMINISTRATORS: Gate = Gate::Organisers(&[&[AdministratorUser]]);
const ROOMS: Gate = Gate::Organisers(&[&[OrgaListRoom, UpdateRoom]]);
const QUESTIONS: Gate = Gate::Organisers(&[&[OrgaListQuestion]]);
/// The list is theirs to see, its order only for who changes the event.
const ORDER_QUESTIONS: Gate = Gate::Organisers(&[&[OrgaListQuestion], &[UpdateQuestion]]);
const CREATE_QUESTIONS: Gate = Gate::Organisers(&[&[CreateQuestion]]);
const CHANGE_QUESTIONS: Gate = Gate::Organisers(&[&[UpdateQuestion]]);
const DELETE_QUESTIONS: Gate = Gate::Organisers(&[&[DeleteQuestion]]);
const QUESTION_ANSWERS: Gate = Gate::Organisers(&[&[OrgaViewQuestion]]);
const PROGRAMME: Gate = Gate::Organisers(&[&[OrgaUpdateSubmission]]);
/// Others' drafts are nobody's business.
const PROPOSAL: Gate = Gate::Organisers(&[&[OrgaUpdateSubmission], &[RemoveSubmission]]);
const ORGANISERS: Gate = Gate::Organisers(&[&[ListOrganiser]]);
const ORGANISER: Gate = Gate::Organisers(&[&[ViewOrganiser]]);
const ORGANISER_SETTINGS: Gate = Gate::Organisers(&[&[UpdateOrganiser]]);
const LIST_TEAMS: Gate = Gate::Organisers(&[&[ListTeam]]);
const CREATE_TEAMS: Gate = Gate::Organisers(&[&[CreateTeam]]);
const TEAMS: Gate = Gate::Organisers(&[&[ViewTeam], &[UpdateTeam], &[InviteTeam]]);
const DELETE_TEAMS: Gate = Gate::Organisers(&[&[DeleteTeam]]);
const REMOVE_MEMBERS: Gate = Gate::Organisers(&[&[RemoveMemberTeam]]);
const INVITE: Gate = Gate::Organisers(&[&[InviteTeaminvite]]);
const RETRACT: Gate = Gate::Organisers(&[&[DeleteTeaminvite]]);
const TYPES: Gate = Gate::Organisers(&[&[OrgaListSubmissiontype]]);
const TYPE: Gate = Gate::Organisers(&[&[OrgaViewSubmissiontype]]);
const CREATE_TYPES: Gate = Gate::Organisers(&[&[CreateSubmissiontype]]);
const UPDATE_TYPES: Gate = Gate::Organisers(&[&[UpdateSubmissiontype]]);
const DELETE_TYPES: Gate = Gate::Organisers(&[&[DeleteSubmissiontype]]);
const TRACKS: Gate = Gate::Organisers(&[&[OrgaListTrack]]);
const TRACK: Gate = Gate::Organisers(&[&[OrgaViewTrack]]);
const CREATE_TRACKS: Gate = Gate::Organisers(&[&[CreateTrack]]);
const UPDATE_TRACKS: Gate = Gate::Organisers(&[&[UpdateTrack]]);
const DELETE_TRACKS: Gate = Gate::Organisers(&[&[DeleteTrack]]);
const LIST_CODES: Gate = Gate::Organisers(&[&[ListSubmitteraccesscode]]);
const CREATE_CODES: Gate = Gate::Organisers(&[&[CreateSubmitteraccesscode]]);
const CODES: Gate = Gate::Organisers(&[&[ViewSubmitteraccesscode], &[UpdateSubmitteraccesscode]]);
const DELETE_CODES: Gate = Gate::Organisers(&[&[DeleteSubmitteraccesscode]]);
const TAGS: Gate = Gate::Organisers(&[&[ListTag]]);
const TAG: Gate = Gate::Organisers(&[&[ViewTag]]);
const CREATE_TAGS: Gate = Gate::Organisers(&[&[CreateTag]]);
const UPDATE_TAGS: Gate = Gate::Organisers(&[&[UpdateTag]]);
const DELETE_TAGS: Gate = Gate::Organisers(&[&[DeleteTag]]);
const NOTES: Gate = Gate::Organisers(&[&[ListSpeakerinformation]]);
const NOTE: Gate = Gate::Organisers(&[&[OrgaViewSpeakerinformation]]);
const CREATE_NOTES: Gate = Gate::Organisers(&[&[CreateSpeakerinformation]]);
const UPDATE_NOTES: Gate = Gate::Organisers(&[&[UpdateSpeakerinformation]]);
const DELETE_NOTES: Gate = Gate::Organisers(&[&[DeleteSpeakerinformation]]);
const SHORT_LINK: Gate =
    Gate::There(&[Fact::NotDraft], &Gate::Public(&[&[ViewPublicSubmission, RemoveSubmission]]));

pub const ROUTES: &[Route] = &[
    route(SiteUrls::ORGA_LOGIN_CODE, Some(&EVERYONE), Some(&EVERYONE)),
    route(SiteUrls::ORGA_RESET, Some(&EVERYONE), Some(&EVERYONE)),
    route(SiteUrls::ORGA_RECOVER, Some(&EVERYONE), Some(&EVERYONE)).once(),
    route(SiteUrls::ORGA_VERIFICATION, Some(&EVERYONE), Some(&EVERYONE)),
    route(SiteUrls::ORGA_VERIFY, Some(&EVERYONE), Some(&EVERYONE)).once(),
    route(SiteUrls::ORGA_ME, Some(&LOGGED_IN), Some(&LOGGED_IN)).once(),
    route(SiteUrls::ORGA_ME_SESSIONS, Some(&LOGGED_IN), Some(&LOGGED_IN)).once(),
    route(SiteUrls::ORGA_ME_TWO_FACTOR, Some(&LOGGED_IN), Some(&LOGGED_IN)).once(),
    route(SiteUrls::ORGA_ME_DATA, Some(&LOGGED_IN), None),
    route(SiteUrls::ORGA_ME_DELETE, Some(&LOGGED_IN), Some(&LOGGED_IN)),
    route(EventUrls::LOGIN_CODE, Some(&PUBLIC_EVENT), Some(&PUBLIC_EVENT)),
    route(EventUrls::RESET, Some(&EVENT), Some(&EVENT)),
    route(EventUrls::RECOVER, Some(&EVENT), Some(&EVENT)).once(),
    route(EventUrls::VERIFICATION, Some(&EVENT), Some(&EVENT)),
    route(EventUrls::VERIFY, Some(&EVENT), Some(&EVENT)).once(),
    route(EventUrls::ME, Some(&MINE), Some(&MINE)).once(),
    route(EventUrls::ME_SESSIONS, Some(&MINE), Some(&MINE)).once(),
    route(EventUrls::ME_TWO_FACTOR, Some(&MINE), Some(&MINE)).once(),
    route(EventUrls::ME_DATA, Some(&MINE), None),
    route(EventUrls::ME_DELETE, Some(&MINE), Some(&MINE)),
    route(SiteUrls::ORGA_TOKEN, Some(&OWN), Some(&OWN)),
    route(EventUrls::LEGACY_INVITE, Some(&EVENT), None),
    route(SiteUrls::ROOT, Some(&EVERYONE), None),
    route(SiteUrls::ROBOTS, Some(&EVERYONE), None),
    route(SiteUrls::LOCALE_SET, Some(&EVERYONE), Some(&EVERYONE)),
    route(SiteUrls::THEME_SET, None, Some(&EVERYONE)),
    route(SiteUrls::REDIRECT, Some(&EVERYONE), None),
    route(SiteUrls::SHORT_LINK, Some(&SHORT_LINK), None),
    route(SiteUrls::FAVOURITES, Some(&API), None),
    route(SiteUrls::FAVOURITE, None, None),
    route(SiteUrls::CONTROL, Some(&EVERYONE), None),
    route(SiteUrls::WIDGET_SCRIPT, Some(&EVERYONE), None),
    route(SiteUrls::ORGA, Some(&EVERYONE), None),
    route(SiteUrls::ORGA_LOGIN, Some(&EVERYONE), Some(&EVERYONE)),
    route(SiteUrls::ORGA_LOGOUT, Some(&EVERYONE), Some(&EVERYONE)).leaves(),
    route(SiteUrls::ORGA_START, Some(&LOGGED_IN), None),
    route(SiteUrls::ORGA_TYPEAHEAD, Some(&LOGGED_IN), None),
    route(SiteUrls::ORGA_EVENTS, Some(&LOGGED_IN), None),
    route(SiteUrls::ORGA_EVENT_NEW, Some(&CREATE_EVENT), Some(&CREATE_EVENT)),
    // For whoever has the link.
    route(SiteUrls::ORGA_INVITATION, Some(&EVERYONE), Some(&EVERYONE)).once(),
    route(SiteUrls::ORGANISERS, Some(&ORGANISERS), None),
    route(SiteUrls::ORGANISER_NEW, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(SiteUrls::ADMIN, Some(&ADMINISTRATORS), None),
    route(SiteUrls::ADMIN_JOBS, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(SiteUrls::ADMIN_UPDATE, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(SiteUrls::ADMIN_TEST_MAIL, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(SiteUrls::ADMIN_LOG, Some(&ADMINISTRATORS), None),
    route(SiteUrls::ADMIN_USERS, Some(&ADMINISTRATORS), None),
    route(SiteUrls::ADMIN_USER, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(SiteUrls::ADMIN_USER_DELETE, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(SiteUrls::ADMIN_USER_VERIFICATION, None, Some(&ADMINISTRATORS)),
    // Without the powers the rest would not be an administrator's.
    route(SiteUrls::ORGA_SUBUSER, None, Some(&ADMINISTRATORS)).once(),
    route(OrganiserUrls::DASHBOARD, Some(&ORGANISER), None),
    route(OrganiserUrls::SPEAKERS, Some(&ORGANISER), None),
    route(OrganiserUrls::SETTINGS, Some(&ORGANISER_SETTINGS), Some(&ORGANISER_SETTINGS)),
    route(OrganiserUrls::DELETE, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(OrganiserUrls::TEAMS, Some(&LIST_TEAMS), None),
    route(OrganiserUrls::TEAM_NEW, Some(&CREATE_TEAMS), Some(&CREATE_TEAMS)),
    route(OrganiserUrls::TEAM, Some(&TEAMS), Some(&TEAMS)),
    route(OrganiserUrls::TEAM_DELETE, Some(&DELETE_TEAMS), Some(&DELETE_TEAMS)).once(),
    route(OrganiserUrls::MEMBER_DELETE, Some(&REMOVE_MEMBERS), Some(&REMOVE_MEMBERS)).once(),
    route(OrganiserUrls::MEMBER_RESET, Some(&REMOVE_MEMBERS), Some(&REMOVE_MEMBERS)),
    route(OrganiserUrls::INVITE_WITHDRAW, Some(&RETRACT), Some(&RETRACT)).once(),
    route(OrganiserUrls::INVITE_RESEND, Some(&INVITE), Some(&INVITE)),
    route(EventUrls::LANDING, Some(&EVENT), None),
    route(EventUrls::CFP, Some(&EVENT), None),
    route(EventUrls::CSS, Some(&EVENT), None),
    route(EventUrls::SOCIAL_IMAGE, Some(&EVENT), None),
    route(EventUrls::PREVIEW_IMAGE, Some(&EVENT), None),
    route(EventUrls::PERSONAL, Some(&EVENT), None),
    route(EventUrls::SEARCH, Some(&EVENT), None),
    route(EventUrls::SITEMAP, Some(&PUBLIC_EVENT), None),
    route(EventUrls::WEB_MANIFEST, Some(&OFFLINE), None),
    route(EventUrls::ICON, Some(&OFFLINE), None),
    route(EventUrls::SERVICE_WORKER, Some(&EVERYONE), None),
    route(EventUrls::OFFLINE, Some(&OFFLINE), None),
    route(EventUrls::OFFLINE_INDEX, Some(&OFFLINE), None),
    route(EventUrls::OFFLINE_ITEMS, Some(&OFFLINE), None),
    route(EventUrls::LOCALE_SET, Some(&EVENT), None),
    route(EventUrls::SCHEDULE, Some(&AGENDA), None),
    route(EventUrls::SCHEDULE_NOJS, Some(&AGENDA), None),
    route(EventUrls::SCHEDULE_XML, Some(&AGENDA), None),
    route(EventUrls::SCHEDULE_XCAL, Some(&AGENDA), None),
    route(EventUrls::SCHEDULE_JSON, Some(&AGENDA), None),
    route(EventUrls::SCHEDULE_ICS, Some(&AGENDA), None),
    route(EventUrls::EXPORT, Some(&AGENDA), None),
    route(EventUrls::WIDGET_DATA, Some(&WIDGET), None),
    route(EventUrls::WIDGET_DATA_LEGACY, Some(&WIDGET), None),
    route(EventUrls::WIDGET_MESSAGES, Some(&EVENT), None),
    route(EventUrls::WIDGET_MESSAGES_LEGACY, Some(&EVENT), None),
    route(EventUrls::WIDGET_SESSION, Some(&WIDGET_SESSION), None),
    route(EventUrls::WIDGET_SPEAKER, Some(&WIDGET_SPEAKER), None),
    route(EventUrls::CHANGELOG, Some(&AGENDA), None),
    route(EventUrls::CHANGELOG_ENTRY, Some(&AGENDA), None),
    route(EventUrls::FEED, Some(&AGENDA), None),
    route(EventUrls::VERSION, Some(&AGENDA), None),
    route(EventUrls::VERSION_NOJS, Some(&AGENDA), None),
    route(EventUrls::VERSION_EXPORT, Some(&AGENDA), None),
    route(EventUrls::VERSION_WIDGET_DATA, Some(&WIDGET), None),
    route(EventUrls::VERSION_WIDGET_DATA_LEGACY, Some(&WIDGET), None),
    route(EventUrls::VERSION_FILE, Some(&AGENDA), None),
    route(EventUrls::FEATURED, Some(&FEATURED), None),
    route(EventUrls::SNEAK, Some(&EVENT), None),
    route(EventUrls::TALKS, Some(&AGENDA), None),
    route(EventUrls::TALK, Some(&SESSION), None),
    route(EventUrls::TALK_ICS, Some(&AGENDA), None),
    route(EventUrls::TALK_SOCIAL_IMAGE, Some(&PUBLIC_SESSION), None),
    route(EventUrls::TALK_PREVIEW_IMAGE, Some(&SCHEDULED_SESSION), None),
    route(EventUrls::FEEDBACK, Some(&FEEDBACK), Some(&FEEDBACK)),
    route(EventUrls::SHARE, Some(&SHARE), None),
    route(EventUrls::SPEAKERS, Some(&AGENDA), None),
    route(EventUrls::SPEAKER, Some(&SPEAKER), None),
    route(EventUrls::SPEAKER_PLACEHOLDER, Some(&EVERYONE), None),
    route(EventUrls::SPEAKER_BY_ID, Some(&SPEAKER), None),
    route(EventUrls::SPEAKER_SOCIAL_IMAGE, Some(&SPEAKER), None),
    route(EventUrls::SPEAKER_PREVIEW_IMAGE, Some(&SPEAKER), None),
    route(EventUrls::SPEAKER_ICS, Some(&SPEAKER), None),
    route(EventUrls::SUBMIT, Some(&EVENT), None),
    route(EventUrls::SUBMIT_STEP, Some(&SUBMIT), Some(&SUBMIT)),
    route(EventUrls::LOGIN, Some(&PUBLIC_EVENT), None),
    route(EventUrls::LOGOUT, Some(&EVENT), Some(&EVENT)).leaves(),
    route(EventUrls::MY_SUBMISSIONS, Some(&MINE), None),
    route(EventUrls::MY_MAILS, Some(&MINE), None),
    route(EventUrls::MY_SUBMISSION, Some(&OWN_PROPOSAL), None),
    route(EventUrls::MY_SUBMISSION_WITHDRAW, Some(&OWN_PROPOSAL), Some(&WITHDRAW)),
    route(EventUrls::MY_SUBMISSION_CONFIRM, Some(&OWN_PROPOSAL), Some(&CONFIRM)),
    route(OrgaUrls::DASHBOARD, Some(&ANY_RIGHT), None),
    route(OrgaUrls::LIVE, Some(&ANY_RIGHT), Some(&SETTINGS)),
    route(OrgaUrls::DELETE, Some(&ADMINISTRATORS), Some(&ADMINISTRATORS)),
    route(OrgaUrls::SETTINGS, Some(&SETTINGS), Some(&SETTINGS)),
    route(OrgaUrls::SETTINGS_MAIL, Some(&SETTINGS), Some(&SETTINGS)),
    route(OrgaUrls::SETTINGS_WIDGET, Some(&SETTINGS), Some(&SETTINGS)),
    // Says nothing of the event, not even whether it exists.
    route(OrgaUrls::LOGIN, Some(&EVERYONE), Some(&EVERYONE)),
    route(OrgaUrls::PREFERENCES, None, Some(&ANY_RIGHT)),
    route(OrgaUrls::SETTINGS_PLUGINS, Some(&SETTINGS), None),
    route(OrgaUrls::HISTORY, Some(&SETTINGS), None),
    route(OrgaUrls::HISTORY_ENTRY, Some(&SETTINGS), None),
    route(OrgaUrls::SETTINGS_REVIEW, Some(&SETTINGS), Some(&SETTINGS)),
    // What reviewers see depends on it.
    route(OrgaUrls::REVIEW_PHASE_ACTIVATE, None, Some(&SETTINGS)).once(),
    route(OrgaUrls::CFP, Some(&SETTINGS), None),
    route(OrgaUrls::CFP_EDITOR, Some(&SETTINGS), Some(&SETTINGS)),
    route(OrgaUrls::CFP_TEXT, Some(&SETTINGS), Some(&SETTINGS)),
    route(OrgaUrls::TYPES, Some(&TYPES), None),
    route(OrgaUrls::TYPE_NEW, Some(&CREATE_TYPES), Some(&CREATE_TYPES)),
    route(OrgaUrls::TYPE_EDIT, Some(&TYPE), Some(&UPDATE_TYPES)),
    route(OrgaUrls::TYPE_DELETE, Some(&DELETE_TYPES), Some(&DELETE_TYPES)).once(),
    route(OrgaUrls::TYPE_DEFAULT, None, Some(&UPDATE_TYPES)),
    route(OrgaUrls::TRACKS, Some(&TRACKS), Some(&UPDATE_TRACKS)),
    route(OrgaUrls::TRACK_NEW, Some(&CREATE_TRACKS), Some(&CREATE_TRACKS)),
    route(OrgaUrls::TRACK, Some(&TRACK), Some(&UPDATE_TRACKS)),
    route(OrgaUrls::TRACK_DELETE, Some(&DELETE_TRACKS), Some(&DELETE_TRACKS)).once(),
    route(OrgaUrls::ACCESS_CODES, Some(&LIST_CODES), None),
    route(OrgaUrls::ACCESS_CODE_NEW, Some(&CREATE_CODES), Some(&CREATE_CODES)),
    route(OrgaUrls::ACCESS_CODE, Some(&CODES), Some(&CODES)),
    route(OrgaUrls::ACCESS_CODE_DELETE, Some(&DELETE_CODES), Some(&DELETE_CODES)).once(),
    route(OrgaUrls::ACCESS_CODE_SEND, Some(&CODES), Some(&CODES)),
    route(OrgaUrls::TAGS, Some(&TAGS), None),
    route(OrgaUrls::TAG_NEW, Some(&CREATE_TAGS), Some(&CREATE_TAGS)),
    route(OrgaUrls::TAG, Some(&TAG), Some(&UPDATE_TAGS)),
    route(OrgaUrls::TAG_DELETE, Some(&DELETE_TAGS), Some(&DELETE_TAGS)).once(),
    route(OrgaUrls::INFORMATION, Some(&NOTES), None),
    route(OrgaUrls::INFORMATION_NEW, Some(&CREATE_NOTES), Some(&CREATE_NOTES)),
    route(OrgaUrls::INFORMATION_ENTRY, Some(&NOTE), Some(&UPDATE_NOTES)),
    route(OrgaUrls::INFORMATION_DELETE, Some(&DELETE_NOTES), Some(&DELETE_NOTES)).once(),
    route(OrgaUrls::QUESTIONS, Some(&QUESTIONS), Some(&ORDER_QUESTIONS)),
    route(OrgaUrls::QUESTION_CHOICE, Some(&CREATE_QUESTIONS), None),
    route(OrgaUrls::QUESTION_NEW, Some(&CREATE_QUESTIONS), Some(&CREATE_QUESTIONS)),
    route(OrgaUrls::QUESTION, Some(&QUESTION_ANSWERS), None),
    route(OrgaUrls::QUESTION_EDIT, Some(&CHANGE_QUESTIONS), Some(&CHANGE_QUESTIONS)),
    route(OrgaUrls::QUESTION_DELETE, Some(&DELETE_QUESTIONS), Some(&DELETE_QUESTIONS)).once(),
    route(OrgaUrls::QUESTION_TOGGLE, None, Some(&CHANGE_QUESTIONS)),
    route(OrgaUrls::QUESTION_DOWNLOAD, Some(&QUESTION_ANSWERS), None),
    route(OrgaUrls::QUESTION_REMIND, Some(&CHANGE_QUESTIONS), Some(&CHANGE_QUESTIONS)),
    route(OrgaUrls::SUBMISSIONS, Some(&PROGRAMME), None),
    route(OrgaUrls::SUBMISSION, Some(&PROPOSAL), None),
    route(OrgaUrls::SUBMISSION_TRANSITION, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::SUBMISSION_SUBMIT, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::SUBMISSION_ACCEPT, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::SUBMISSION_REJECT, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::SUBMISSION_CONFIRM, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::SUBMISSION_WITHDRAW, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::SUBMISSION_CANCEL, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::SCHEDULE, Some(&PROGRAMME), None),
    route(OrgaUrls::SCHEDULE_RELEASE, Some(&PROGRAMME), Some(&PROGRAMME)),
    route(OrgaUrls::SCHEDULE_QUICK, Some(&PROPOSAL), Some(&PROPOSAL)),
    route(OrgaUrls::ROOMS, Some(&ROOMS), None),
    route(OrgaUrls::ROOM_NEW, Some(&SETTINGS), Some(&SETTINGS)),
];

/// Addresses of pages that are not there. Building one means telling here who may come.
pub const NOT_BUILT: &[&str] = &[
    // For programmers, and around the whole site.
    SiteUrls::STYLEGUIDE,
    SiteUrls::HEALTHCHECK,
    EventUrls::SIGNUP,
    EventUrls::SIGNUP_CANCEL,
    EventUrls::SUBMIT_RESTART,
    EventUrls::CLAIM,
    EventUrls::INVITATION,
    EventUrls::MY_SUBMISSION_DISCARD,
    EventUrls::MY_SUBMISSION_INVITE,
    EventUrls::MY_SUBMISSION_RETRACT,
    OrgaUrls::SUBMISSION_NEW,
    OrgaUrls::SUBMISSIONS_APPLY_PENDING,
    OrgaUrls::STATISTICS,
    OrgaUrls::ALL_FEEDBACK,
    OrgaUrls::SUBMISSION_DELETE,
    OrgaUrls::SUBMISSION_SPEAKERS,
    OrgaUrls::SUBMISSION_SPEAKER_DELETE,
    OrgaUrls::SUBMISSION_SPEAKERS_REORDER,
    OrgaUrls::SUBMISSION_INVITATION_RETRACT,
    OrgaUrls::SUBMISSION_REVIEWS,
    OrgaUrls::SUBMISSION_REVIEW_DELETE,
    OrgaUrls::SUBMISSION_FEEDBACK,
    OrgaUrls::SUBMISSION_TOGGLE_FEATURED,
    OrgaUrls::SUBMISSION_APPLY_PENDING,
    OrgaUrls::SUBMISSION_ANONYMISE,
    OrgaUrls::SUBMISSION_COMMENTS,
    OrgaUrls::SUBMISSION_COMMENT_DELETE,
    OrgaUrls::SUBMISSION_HISTORY,
    OrgaUrls::SUBMISSION_SIGNUP,
    OrgaUrls::SPEAKERS,
    OrgaUrls::SPEAKER_NEW,
    OrgaUrls::SPEAKERS_EXPORT,
    OrgaUrls::SPEAKER,
    OrgaUrls::SPEAKER_RESET,
    OrgaUrls::SPEAKER_INVITE,
    OrgaUrls::SPEAKER_ARRIVED,
    OrgaUrls::SPEAKER_DELETE,
    OrgaUrls::REVIEWS,
    OrgaUrls::REVIEWS_BULK,
    OrgaUrls::REVIEWS_ASSIGN,
    OrgaUrls::REVIEWS_EXPORT,
    OrgaUrls::SCHEDULE_TOGGLE,
    OrgaUrls::SCHEDULE_RESEND_MAILS,
    OrgaUrls::SCHEDULE_EXPORT,
    OrgaUrls::SCHEDULE_EXPORT_TRIGGER,
    OrgaUrls::SCHEDULE_EXPORT_DOWNLOAD,
    OrgaUrls::API_TALKS,
    OrgaUrls::API_TALK,
    OrgaUrls::API_AVAILABILITIES,
    OrgaUrls::API_WARNINGS,
    OrgaUrls::ROOM,
    OrgaUrls::ROOM_DELETE,
    OrgaUrls::ROOM_HIDE,
    OrgaUrls::ROOM_UNHIDE,
    OrgaUrls::OUTBOX,
    OrgaUrls::OUTBOX_SEND,
    OrgaUrls::OUTBOX_PURGE,
    OrgaUrls::MAILS_SENT,
    OrgaUrls::MAIL,
    OrgaUrls::MAIL_COPY,
    OrgaUrls::MAIL_DELETE,
    OrgaUrls::MAIL_SEND,
    OrgaUrls::MAIL_PREVIEW,
    OrgaUrls::MAIL_TEMPLATES,
    OrgaUrls::MAIL_TEMPLATE_NEW,
    OrgaUrls::MAIL_TEMPLATE,
    OrgaUrls::MAIL_TEMPLATE_DELETE,
    OrgaUrls::COMPOSE,
    OrgaUrls::COMPOSE_SESSIONS,
    OrgaUrls::COMPOSE_TEAMS,
];
