//! Every address of the site. Nobody builds one from strings.
//!
//! One line below is both the pattern that the router gets (`EventUrls::TALK`) and the function that
//! fills it (`urls.talk(code)`). The paths are those of the original (pages-public §1, pages-orga §2).

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What must be encoded in one segment of a path (RFC 3986: everything but `pchar`), and `'`.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\'');

/// What must be encoded in the name or value of a query.
const QUERY: &AsciiSet = &SEGMENT.remove(b'/').add(b'&').add(b'+').add(b'=').add(b';');

/// What is encoded in an address that is one already.
const KEPT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// Links that people wrote lead to web pages only.
pub fn is_web_address(text: &str) -> bool {
    let start = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}

/// A path on this site, with its query: starts with one slash, percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Url(String);

impl Url {
    /// `own` comes first: the values that all addresses of a group share.
    fn fill(pattern: &str, own: &[&dyn fmt::Display], values: &[&dyn fmt::Display]) -> Self {
        let mut values = own.iter().chain(values);
        let mut url = String::with_capacity(pattern.len() + 16);
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (_, behind) = after.split_once('}').unwrap_or(("", ""));
            url.push_str(before);
            if let Some(value) = values.next() {
                let text = value.to_string();
                // A segment that is all dots would be taken for a step up.
                if text == "." || text == ".." {
                    url.push_str(&text.replace('.', "%2E"));
                } else {
                    url.extend(utf8_percent_encode(&text, SEGMENT));
                }
            }
            rest = behind;
        }
        url.push_str(rest);
        Self(url)
    }

    /// A path that came from a visitor (`?next=`), if it leads nowhere but to this site.
    pub fn local(next: &str) -> Option<Self> {
        let bytes = next.as_bytes();
        let safe = bytes.first() == Some(&b'/')
            && !matches!(bytes.get(1), Some(b'/' | b'\\'))
            && next.len() <= 2000
            // Browsers drop tabs and line ends and read `\` as `/`: `/\t/host` would be another site.
            && !next.chars().any(|c| c == '\\' || c.is_control())
            && !percent_decode_str(next).any(|byte| byte == 0);
        safe.then(|| {
            // Header values are ASCII: encode what is not.
            Self(utf8_percent_encode(next, KEPT).to_string())
        })
    }

    /// With one more query parameter.
    pub fn query(mut self, name: &str, value: impl fmt::Display) -> Self {
        let (base, fragment) = match self.0.split_once('#') {
            Some((base, fragment)) => (base.to_owned(), Some(fragment.to_owned())),
            None => (std::mem::take(&mut self.0), None),
        };
        let sign = if base.contains('?') { '&' } else { '?' };
        let value = value.to_string();
        let mut url = format!(
            "{base}{sign}{}={}",
            utf8_percent_encode(name, QUERY),
            utf8_percent_encode(&value, QUERY)
        );
        if let Some(fragment) = fragment {
            url.push('#');
            url.push_str(&fragment);
        }
        Self(url)
    }

    /// With the query of another address instead of its own.
    pub fn with_query_of(&self, other: &Self) -> Self {
        match other.0.split('#').next().and_then(|address| address.split_once('?')) {
            Some((_, query)) => Self(format!("{}?{query}", self.path())),
            None => self.bare(),
        }
    }

    /// With the place on the page that carries this id.
    pub fn anchor(self, id: &str) -> Self {
        Self(format!("{}#{}", self.0.split('#').next().unwrap_or_default(), utf8_percent_encode(id, QUERY)))
    }

    /// With the page to return to.
    pub fn next(self, next: &Self) -> Self {
        self.query("next", next)
    }

    /// The whole address; `site` is scheme and host without a slash at the end.
    pub fn absolute(&self, site: &str) -> String {
        format!("{}{}", site.trim_end_matches('/'), self.0)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without query and fragment.
    pub fn bare(&self) -> Self {
        Self(self.path().to_owned())
    }

    /// The path without query and fragment.
    pub fn path(&self) -> &str {
        self.0.split(['?', '#']).next().unwrap_or_default()
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Url {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Url> for String {
    fn from(url: Url) -> Self {
        url.0
    }
}

macro_rules! urls {
    ($(#[$doc:meta])* $name:ident ($($own:ident),*) { $($(#[$udoc:meta])* $function:ident $pattern:ident $path:literal ($($value:ident),*);)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name { $($own: String),* }

        impl $name {
            pub fn new($($own: impl Into<String>),*) -> Self {
                Self { $($own: $own.into()),* }
            }

            $(
                $(#[$udoc])*
                pub const $pattern: &'static str = $path;

                #[doc = concat!("`", $path, "`")]
                pub fn $function(&self, $($value: impl fmt::Display),*) -> Url {
                    Url::fill($path, &self.own(), &[$(&$value),*])
                }
            )+

            fn own(&self) -> Vec<&dyn fmt::Display> {
                vec![$(&self.$own),*]
            }

            /// Every pattern, for tests.
            pub const ALL: &'static [&'static str] = &[$($path),+];
        }
    };
}

urls! {
    /// What belongs to no event.
    SiteUrls() {
        root ROOT "/" ();
        robots ROBOTS "/robots.txt" ();
        healthcheck HEALTHCHECK "/healthcheck/" ();
        locale_set LOCALE_SET "/locale/set" ();
        theme_set THEME_SET "/theme/set" ();
        redirect REDIRECT "/redirect/" ();
        short_link SHORT_LINK "/redirect/{code}" (code);
        /// Stars, at the addresses of the original's API.
        favourites FAVOURITES "/api/events/{event}/submissions/favourites/" (event);
        favourite FAVOURITE "/api/events/{event}/submissions/{code}/favourite/" (event, code);
        control CONTROL "/control/{*path}" (path);
        styleguide STYLEGUIDE "/_styleguide/" ();
        widget_script WIDGET_SCRIPT "/{event}/widgets/schedule.js" (event);

        orga ORGA "/orga/" ();
        orga_login ORGA_LOGIN "/orga/login/" ();
        orga_login_code ORGA_LOGIN_CODE "/orga/login/code/" ();
        orga_logout ORGA_LOGOUT "/orga/logout/" ();
        orga_reset ORGA_RESET "/orga/reset/" ();
        orga_recover ORGA_RECOVER "/orga/reset/{token}" (token);
        orga_verification ORGA_VERIFICATION "/orga/verify/" ();
        orga_verify ORGA_VERIFY "/orga/verify/{token}" (token);
        orga_me ORGA_ME "/orga/me" ();
        orga_me_sessions ORGA_ME_SESSIONS "/orga/me/sessions/" ();
        orga_me_two_factor ORGA_ME_TWO_FACTOR "/orga/me/two-factor/" ();
        orga_me_data ORGA_ME_DATA "/orga/me/data.zip" ();
        orga_me_delete ORGA_ME_DELETE "/orga/me/delete" ();
        orga_token ORGA_TOKEN "/orga/me/token/{id}/" (id);
        orga_subuser ORGA_SUBUSER "/orga/me/subuser" ();
        orga_invitation ORGA_INVITATION "/orga/invitation/{code}" (code);
        orga_start ORGA_START "/orga/start/redirect" ();
        orga_typeahead ORGA_TYPEAHEAD "/orga/nav/typeahead/" ();
        orga_events ORGA_EVENTS "/orga/event/" ();
        orga_event_new ORGA_EVENT_NEW "/orga/event/new/" ();
        organisers ORGANISERS "/orga/organiser/" ();
        organiser_new ORGANISER_NEW "/orga/organiser/new" ();

        admin ADMIN "/orga/admin/" ();
        admin_update ADMIN_UPDATE "/orga/admin/update/" ();
        admin_test_mail ADMIN_TEST_MAIL "/orga/admin/test-mail/" ();
        admin_jobs ADMIN_JOBS "/orga/admin/jobs/" ();
        admin_log ADMIN_LOG "/orga/admin/logs/{id}/" (id);
        admin_users ADMIN_USERS "/orga/admin/users/" ();
        admin_user ADMIN_USER "/orga/admin/users/{code}/" (code);
        admin_user_delete ADMIN_USER_DELETE "/orga/admin/users/{code}/delete/" (code);
        admin_user_verification ADMIN_USER_VERIFICATION "/orga/admin/users/{code}/verification/" (code);
    }
}

urls! {
    /// The public side of one event: programme, call for proposals, accounts and speakers' pages.
    EventUrls(event) {
        landing LANDING "/{event}/" ();
        cfp CFP "/{event}/cfp" ();
        css CSS "/{event}/static/event.css" ();
        /// A picture that was uploaded; other programs know the address.
        social_image SOCIAL_IMAGE "/{event}/og-image" ();
        /// The picture beside links to the event: uploaded for that, or a card.
        preview_image PREVIEW_IMAGE "/{event}/preview-image" ();
        /// What only this visitor gets: account, messages, stars.
        personal PERSONAL "/{event}/me/personal.json" ();
        search SEARCH "/{event}/search/" ();
        sitemap SITEMAP "/{event}/sitemap.xml" ();
        web_manifest WEB_MANIFEST "/{event}/manifest.webmanifest" ();
        /// What stands for the event among a device's programs.
        icon ICON "/{event}/icon.svg" ();
        service_worker SERVICE_WORKER "/{event}/service-worker.js" ();
        /// The page that the service worker shows where there is no network.
        offline OFFLINE "/{event}/offline/" ();
        offline_index OFFLINE_INDEX "/{event}/offline/index.json" ();
        offline_items OFFLINE_ITEMS "/{event}/offline/items.json" ();
        locale_set LOCALE_SET "/{event}/locale/set" ();

        schedule SCHEDULE "/{event}/schedule/" ();
        schedule_nojs SCHEDULE_NOJS "/{event}/schedule/nojs" ();
        schedule_xml SCHEDULE_XML "/{event}/schedule.xml" ();
        schedule_xcal SCHEDULE_XCAL "/{event}/schedule.xcal" ();
        schedule_json SCHEDULE_JSON "/{event}/schedule.json" ();
        schedule_ics SCHEDULE_ICS "/{event}/schedule.ics" ();
        export EXPORT "/{event}/schedule/export/{name}" (name);
        widget_data WIDGET_DATA "/{event}/schedule/widgets/schedule.json" ();
        widget_data_legacy WIDGET_DATA_LEGACY "/{event}/schedule/widget/v2.json" ();
        widget_messages WIDGET_MESSAGES "/{event}/schedule/widget/messages.json" ();
        widget_messages_legacy WIDGET_MESSAGES_LEGACY "/{event}/schedule/widget/messages.js" ();
        /// What the widget's overlay shows of a session or a speaker.
        widget_session WIDGET_SESSION "/{event}/schedule/widgets/session/{code}.json" (code);
        widget_speaker WIDGET_SPEAKER "/{event}/schedule/widgets/speaker/{code}.json" (code);
        changelog CHANGELOG "/{event}/schedule/changelog/" ();
        changelog_entry CHANGELOG_ENTRY "/{event}/schedule/changelog/{version}/" (version);
        feed FEED "/{event}/schedule/feed.xml" ();
        version VERSION "/{event}/schedule/v/{version}/" (version);
        version_nojs VERSION_NOJS "/{event}/schedule/v/{version}/nojs" (version);
        version_export VERSION_EXPORT "/{event}/schedule/v/{version}/export/{name}" (version, name);
        version_widget_data VERSION_WIDGET_DATA "/{event}/schedule/v/{version}/widgets/schedule.json" (version);
        version_widget_data_legacy VERSION_WIDGET_DATA_LEGACY "/{event}/schedule/v/{version}/widget/v2.json" (version);
        version_file VERSION_FILE "/{event}/schedule/v/{version}.{ending}" (version, ending);
        featured FEATURED "/{event}/featured/" ();
        sneak SNEAK "/{event}/sneak/" ();

        talks TALKS "/{event}/talk/" ();
        talk TALK "/{event}/talk/{code}/" (code);
        talk_ics TALK_ICS "/{event}/talk/{code}.ics" (code);
        talk_social_image TALK_SOCIAL_IMAGE "/{event}/talk/{code}/og-image" (code);
        talk_preview_image TALK_PREVIEW_IMAGE "/{event}/talk/{code}/preview-image" (code);
        feedback FEEDBACK "/{event}/talk/{code}/feedback/" (code);
        signup SIGNUP "/{event}/talk/{code}/signup/" (code);
        signup_cancel SIGNUP_CANCEL "/{event}/talk/{code}/signup/cancel/" (code);
        share SHARE "/{event}/talk/review/{code}" (code);
        speakers SPEAKERS "/{event}/speaker/" ();
        speaker SPEAKER "/{event}/speaker/{code}/" (code);
        speaker_placeholder SPEAKER_PLACEHOLDER "/{event}/speaker/avatar.svg" ();
        speaker_by_id SPEAKER_BY_ID "/{event}/speaker/by-id/{id}/" (id);
        speaker_social_image SPEAKER_SOCIAL_IMAGE "/{event}/speaker/{code}/og-image" (code);
        speaker_preview_image SPEAKER_PREVIEW_IMAGE "/{event}/speaker/{code}/preview-image" (code);
        speaker_ics SPEAKER_ICS "/{event}/speaker/{code}/talks.ics" (code);

        submit SUBMIT "/{event}/submit/" ();
        submit_step SUBMIT_STEP "/{event}/submit/{wizard}/{step}/" (wizard, step);
        submit_restart SUBMIT_RESTART "/{event}/submit/restart-{code}/" (code);
        login LOGIN "/{event}/login/" ();
        login_code LOGIN_CODE "/{event}/login/code/" ();
        logout LOGOUT "/{event}/logout" ();
        reset RESET "/{event}/reset" ();
        recover RECOVER "/{event}/reset/{token}" (token);
        verification VERIFICATION "/{event}/verify/" ();
        verify VERIFY "/{event}/verify/{token}" (token);
        /// Links of mails that are years old.
        legacy_invite LEGACY_INVITE "/{event}/invite/{token}" (token);
        claim CLAIM "/{event}/invite/speaker/{token}/" (token);
        invitation INVITATION "/{event}/invitation/{code}/{invitation}" (code, invitation);
        me ME "/{event}/me/" ();
        me_sessions ME_SESSIONS "/{event}/me/sessions/" ();
        me_two_factor ME_TWO_FACTOR "/{event}/me/two-factor/" ();
        me_data ME_DATA "/{event}/me/data.zip" ();
        me_delete ME_DELETE "/{event}/me/delete" ();
        my_submissions MY_SUBMISSIONS "/{event}/me/submissions/" ();
        my_mails MY_MAILS "/{event}/me/mails/" ();
        my_submission MY_SUBMISSION "/{event}/me/submissions/{code}/" (code);
        my_submission_withdraw MY_SUBMISSION_WITHDRAW "/{event}/me/submissions/{code}/withdraw" (code);
        my_submission_confirm MY_SUBMISSION_CONFIRM "/{event}/me/submissions/{code}/confirm" (code);
        my_submission_discard MY_SUBMISSION_DISCARD "/{event}/me/submissions/{code}/discard" (code);
        my_submission_invite MY_SUBMISSION_INVITE "/{event}/me/submissions/{code}/invite" (code);
        my_submission_retract MY_SUBMISSION_RETRACT "/{event}/me/submissions/{code}/retract-invitation" (code);
    }
}

urls! {
    /// An organiser's pages.
    OrganiserUrls(organiser) {
        dashboard DASHBOARD "/orga/organiser/{organiser}/" ();
        settings SETTINGS "/orga/organiser/{organiser}/settings/" ();
        delete DELETE "/orga/organiser/{organiser}/settings/delete/" ();
        teams TEAMS "/orga/organiser/{organiser}/teams/" ();
        team_new TEAM_NEW "/orga/organiser/{organiser}/teams/new/" ();
        team TEAM "/orga/organiser/{organiser}/teams/{id}/" (id);
        team_delete TEAM_DELETE "/orga/organiser/{organiser}/teams/{id}/delete/" (id);
        member_delete MEMBER_DELETE "/orga/organiser/{organiser}/teams/{team}/members/{account}/delete/" (team, account);
        member_reset MEMBER_RESET "/orga/organiser/{organiser}/teams/{team}/members/{account}/reset/" (team, account);
        invite_withdraw INVITE_WITHDRAW "/orga/organiser/{organiser}/teams/{team}/invites/{invite}/uninvite/" (team, invite);
        invite_resend INVITE_RESEND "/orga/organiser/{organiser}/teams/{team}/invites/{invite}/resend/" (team, invite);
        speakers SPEAKERS "/orga/organiser/{organiser}/speakers/" ();
    }
}

urls! {
    /// The organiser's side of one event.
    OrgaUrls(event) {
        dashboard DASHBOARD "/orga/event/{event}/" ();
        login LOGIN "/orga/event/{event}/login/" ();
        delete DELETE "/orga/event/{event}/delete" ();
        live LIVE "/orga/event/{event}/live" ();
        history HISTORY "/orga/event/{event}/history/" ();
        history_entry HISTORY_ENTRY "/orga/event/{event}/history/{id}/" (id);
        preferences PREFERENCES "/orga/event/{event}/preferences/" ();
        settings SETTINGS "/orga/event/{event}/settings/" ();
        settings_mail SETTINGS_MAIL "/orga/event/{event}/settings/mail" ();
        settings_plugins SETTINGS_PLUGINS "/orga/event/{event}/settings/plugins" ();
        settings_widget SETTINGS_WIDGET "/orga/event/{event}/settings/widget" ();
        settings_review SETTINGS_REVIEW "/orga/event/{event}/settings/review/" ();
        review_phase_activate REVIEW_PHASE_ACTIVATE "/orga/event/{event}/settings/review/phase/{id}/activate" (id);

        cfp CFP "/orga/event/{event}/cfp/" ();
        cfp_editor CFP_EDITOR "/orga/event/{event}/cfp/editor/" ();
        cfp_text CFP_TEXT "/orga/event/{event}/cfp/text" ();
        questions QUESTIONS "/orga/event/{event}/cfp/questions/" ();
        question_choice QUESTION_CHOICE "/orga/event/{event}/cfp/questions/new/" ();
        question_new QUESTION_NEW "/orga/event/{event}/cfp/questions/new/{target}/" (target);
        question QUESTION "/orga/event/{event}/cfp/questions/{id}/" (id);
        question_edit QUESTION_EDIT "/orga/event/{event}/cfp/questions/{id}/edit/" (id);
        question_delete QUESTION_DELETE "/orga/event/{event}/cfp/questions/{id}/delete/" (id);
        question_toggle QUESTION_TOGGLE "/orga/event/{event}/cfp/questions/{id}/toggle/" (id);
        question_download QUESTION_DOWNLOAD "/orga/event/{event}/cfp/questions/{id}/download/" (id);
        question_remind QUESTION_REMIND "/orga/event/{event}/cfp/questions/remind/" ();
        types TYPES "/orga/event/{event}/cfp/types/" ();
        type_new TYPE_NEW "/orga/event/{event}/cfp/types/new/" ();
        type_edit TYPE_EDIT "/orga/event/{event}/cfp/types/{id}/" (id);
        type_delete TYPE_DELETE "/orga/event/{event}/cfp/types/{id}/delete/" (id);
        type_default TYPE_DEFAULT "/orga/event/{event}/cfp/types/{id}/default/" (id);
        tracks TRACKS "/orga/event/{event}/cfp/tracks/" ();
        track_new TRACK_NEW "/orga/event/{event}/cfp/tracks/new/" ();
        track TRACK "/orga/event/{event}/cfp/tracks/{id}/" (id);
        track_delete TRACK_DELETE "/orga/event/{event}/cfp/tracks/{id}/delete/" (id);
        access_codes ACCESS_CODES "/orga/event/{event}/cfp/access-codes/" ();
        access_code_new ACCESS_CODE_NEW "/orga/event/{event}/cfp/access-codes/new/" ();
        access_code ACCESS_CODE "/orga/event/{event}/cfp/access-codes/{code}/" (code);
        access_code_delete ACCESS_CODE_DELETE "/orga/event/{event}/cfp/access-codes/{code}/delete/" (code);
        access_code_send ACCESS_CODE_SEND "/orga/event/{event}/cfp/access-codes/{code}/send" (code);

        submissions SUBMISSIONS "/orga/event/{event}/submissions/" ();
        submission_new SUBMISSION_NEW "/orga/event/{event}/submissions/new" ();
        submissions_apply_pending SUBMISSIONS_APPLY_PENDING "/orga/event/{event}/submissions/apply-pending/" ();
        statistics STATISTICS "/orga/event/{event}/submissions/statistics/" ();
        all_feedback ALL_FEEDBACK "/orga/event/{event}/submissions/feedback/" ();
        tags TAGS "/orga/event/{event}/submissions/tags/" ();
        tag_new TAG_NEW "/orga/event/{event}/submissions/tags/new/" ();
        tag TAG "/orga/event/{event}/submissions/tags/{id}/" (id);
        tag_delete TAG_DELETE "/orga/event/{event}/submissions/tags/{id}/delete/" (id);
        submission SUBMISSION "/orga/event/{event}/submissions/{code}/" (code);
        /// The verbs `submit`, `accept`, `reject`, `confirm`, `withdraw`, `cancel`.
        submission_transition SUBMISSION_TRANSITION "/orga/event/{event}/submissions/{code}/{verb}" (code, verb);
        submission_submit SUBMISSION_SUBMIT "/orga/event/{event}/submissions/{code}/submit" (code);
        submission_accept SUBMISSION_ACCEPT "/orga/event/{event}/submissions/{code}/accept" (code);
        submission_reject SUBMISSION_REJECT "/orga/event/{event}/submissions/{code}/reject" (code);
        submission_confirm SUBMISSION_CONFIRM "/orga/event/{event}/submissions/{code}/confirm" (code);
        submission_withdraw SUBMISSION_WITHDRAW "/orga/event/{event}/submissions/{code}/withdraw" (code);
        submission_cancel SUBMISSION_CANCEL "/orga/event/{event}/submissions/{code}/cancel" (code);
        submission_delete SUBMISSION_DELETE "/orga/event/{event}/submissions/{code}/delete" (code);
        submission_speakers SUBMISSION_SPEAKERS "/orga/event/{event}/submissions/{code}/speakers/" (code);
        submission_speaker_delete SUBMISSION_SPEAKER_DELETE "/orga/event/{event}/submissions/{code}/speakers/delete" (code);
        submission_speakers_reorder SUBMISSION_SPEAKERS_REORDER "/orga/event/{event}/submissions/{code}/speakers/reorder" (code);
        submission_invitation_retract SUBMISSION_INVITATION_RETRACT "/orga/event/{event}/submissions/{code}/speakers/invitation/retract" (code);
        submission_reviews SUBMISSION_REVIEWS "/orga/event/{event}/submissions/{code}/reviews/" (code);
        submission_review_delete SUBMISSION_REVIEW_DELETE "/orga/event/{event}/submissions/{code}/reviews/{id}/delete" (code, id);
        submission_feedback SUBMISSION_FEEDBACK "/orga/event/{event}/submissions/{code}/feedback/" (code);
        submission_toggle_featured SUBMISSION_TOGGLE_FEATURED "/orga/event/{event}/submissions/{code}/toggle_featured" (code);
        submission_apply_pending SUBMISSION_APPLY_PENDING "/orga/event/{event}/submissions/{code}/apply_pending" (code);
        submission_anonymise SUBMISSION_ANONYMISE "/orga/event/{event}/submissions/{code}/anonymise/" (code);
        submission_comments SUBMISSION_COMMENTS "/orga/event/{event}/submissions/{code}/comments/" (code);
        submission_comment_delete SUBMISSION_COMMENT_DELETE "/orga/event/{event}/submissions/{code}/comments/{id}/delete" (code, id);
        submission_history SUBMISSION_HISTORY "/orga/event/{event}/submissions/{code}/history/" (code);
        submission_signup SUBMISSION_SIGNUP "/orga/event/{event}/submissions/{code}/signup/" (code);

        speakers SPEAKERS "/orga/event/{event}/speakers/" ();
        speaker_new SPEAKER_NEW "/orga/event/{event}/speakers/new/" ();
        speakers_export SPEAKERS_EXPORT "/orga/event/{event}/speakers/export/" ();
        speaker SPEAKER "/orga/event/{event}/speakers/{code}/" (code);
        speaker_reset SPEAKER_RESET "/orga/event/{event}/speakers/{code}/reset" (code);
        speaker_invite SPEAKER_INVITE "/orga/event/{event}/speakers/{code}/invite" (code);
        speaker_arrived SPEAKER_ARRIVED "/orga/event/{event}/speakers/{code}/toggle-arrived" (code);
        speaker_delete SPEAKER_DELETE "/orga/event/{event}/speakers/{code}/delete" (code);
        information INFORMATION "/orga/event/{event}/info/" ();
        information_new INFORMATION_NEW "/orga/event/{event}/info/new/" ();
        information_entry INFORMATION_ENTRY "/orga/event/{event}/info/{id}/" (id);
        information_delete INFORMATION_DELETE "/orga/event/{event}/info/{id}/delete/" (id);

        reviews REVIEWS "/orga/event/{event}/reviews/" ();
        reviews_bulk REVIEWS_BULK "/orga/event/{event}/reviews/bulk/" ();
        reviews_assign REVIEWS_ASSIGN "/orga/event/{event}/reviews/assign/" ();
        reviews_export REVIEWS_EXPORT "/orga/event/{event}/reviews/export/" ();

        schedule SCHEDULE "/orga/event/{event}/schedule/" ();
        schedule_release SCHEDULE_RELEASE "/orga/event/{event}/schedule/release" ();
        schedule_quick SCHEDULE_QUICK "/orga/event/{event}/schedule/quick/{code}/" (code);
        schedule_toggle SCHEDULE_TOGGLE "/orga/event/{event}/schedule/toggle" ();
        schedule_resend_mails SCHEDULE_RESEND_MAILS "/orga/event/{event}/schedule/resend_mails" ();
        schedule_export SCHEDULE_EXPORT "/orga/event/{event}/schedule/export/" ();
        schedule_export_trigger SCHEDULE_EXPORT_TRIGGER "/orga/event/{event}/schedule/export/trigger" ();
        schedule_export_download SCHEDULE_EXPORT_DOWNLOAD "/orga/event/{event}/schedule/export/download" ();
        api_talks API_TALKS "/orga/event/{event}/schedule/api/talks/" ();
        api_talk API_TALK "/orga/event/{event}/schedule/api/talks/{id}/" (id);
        api_availabilities API_AVAILABILITIES "/orga/event/{event}/schedule/api/availabilities/" ();
        api_warnings API_WARNINGS "/orga/event/{event}/schedule/api/warnings/" ();
        rooms ROOMS "/orga/event/{event}/schedule/rooms/" ();
        room_new ROOM_NEW "/orga/event/{event}/schedule/rooms/new/" ();
        room ROOM "/orga/event/{event}/schedule/rooms/{id}/" (id);
        room_delete ROOM_DELETE "/orga/event/{event}/schedule/rooms/{id}/delete/" (id);
        room_hide ROOM_HIDE "/orga/event/{event}/schedule/rooms/{id}/hide/" (id);
        room_unhide ROOM_UNHIDE "/orga/event/{event}/schedule/rooms/{id}/unhide/" (id);

        outbox OUTBOX "/orga/event/{event}/mails/outbox/" ();
        outbox_send OUTBOX_SEND "/orga/event/{event}/mails/outbox/send" ();
        outbox_purge OUTBOX_PURGE "/orga/event/{event}/mails/outbox/purge" ();
        mails_sent MAILS_SENT "/orga/event/{event}/mails/sent" ();
        mail MAIL "/orga/event/{event}/mails/{id}/" (id);
        mail_copy MAIL_COPY "/orga/event/{event}/mails/{id}/copy" (id);
        mail_delete MAIL_DELETE "/orga/event/{event}/mails/{id}/delete" (id);
        mail_send MAIL_SEND "/orga/event/{event}/mails/{id}/send" (id);
        mail_preview MAIL_PREVIEW "/orga/event/{event}/mails/{id}/preview" (id);
        mail_templates MAIL_TEMPLATES "/orga/event/{event}/mails/templates/" ();
        mail_template_new MAIL_TEMPLATE_NEW "/orga/event/{event}/mails/templates/new/" ();
        mail_template MAIL_TEMPLATE "/orga/event/{event}/mails/templates/{id}/" (id);
        mail_template_delete MAIL_TEMPLATE_DELETE "/orga/event/{event}/mails/templates/{id}/delete/" (id);
        compose COMPOSE "/orga/event/{event}/mails/compose" ();
        compose_sessions COMPOSE_SESSIONS "/orga/event/{event}/mails/compose/sessions/" ();
        compose_teams COMPOSE_TEAMS "/orga/event/{event}/mails/compose/teams/" ();
    }
}

/// The address of an uploaded file; `path` is relative to the media folder, as stored.
pub fn media(path: &str) -> Url {
    let mut url = String::from("/media");
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        url.push('/');
        url.extend(utf8_percent_encode(segment, SEGMENT).map(Cow::Borrowed));
    }
    Url(url)
}

/// Whether this path, which has no slash at its end, would be a page's if it had one. A path that
/// could leave the site (`//host`) is none.
pub fn has_page_with_slash(path: &str) -> bool {
    if path.ends_with('/') || path.contains("//") || path.contains('\\') {
        return false;
    }
    let fits = |pattern: &&str| {
        let Some(pattern) = pattern.strip_suffix('/') else { return false };
        let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(w), Some(g)) if w == g || (w.starts_with('{') && !g.is_empty()) => {}
                _ => return false,
            }
        }
    };
    [SiteUrls::ALL, EventUrls::ALL, OrganiserUrls::ALL, OrgaUrls::ALL].iter().copied().flatten().any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        let urls = EventUrls::new("demo-2026");
        assert_eq!(urls.landing().as_str(), "/demo-2026/");
        assert_eq!(urls.talk("ABCDEF").as_str(), "/demo-2026/talk/ABCDEF/");
        assert_eq!(urls.talk_ics("ABCDEF").as_str(), "/demo-2026/talk/ABCDEF.ics");
        assert_eq!(
            urls.version("1.0 / \"ä\" & 50 %").as_str(),
            "/demo-2026/schedule/v/1.0%20%2F%20%22%C3%A4%22%20&%2050%20%25/"
        );
        assert_eq!(urls.version("..").as_str(), "/demo-2026/schedule/v/%2E%2E/");
        assert_eq!(OrgaUrls::new("e").submission_accept("X").as_str(), "/orga/event/e/submissions/X/accept");
        assert_eq!(media("demo/img/Ä b.png").as_str(), "/media/demo/img/%C3%84%20b.png");
    }

    #[test]
    fn queries() {
        let url = SiteUrls::new().orga_login().next(&EventUrls::new("e").my_submissions().query("a", "1&2"));
        assert_eq!(url.as_str(), "/orga/login/?next=/e/me/submissions/%3Fa%3D1%25262");
        assert_eq!(url.path(), "/orga/login/");
        let place = EventUrls::new("e").schedule().anchor("day-2").query("q", "é");
        assert_eq!(place.as_str(), "/e/schedule/?q=%C3%A9#day-2");
        assert_eq!(place.absolute("https://example.org/"), "https://example.org/e/schedule/?q=%C3%A9#day-2");
    }

    #[test]
    fn only_paths_of_this_site() {
        for good in ["/", "/e/me/?a=b#c", "/orga/event/", "/%2F/x", "/ä"] {
            assert!(Url::local(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "e/me",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil",
            "/\n/evil",
            "\\/evil",
            "/a\\b",
            " /x",
            "/x%00y",
            "/\u{0}",
            "data:text/html,x",
            "?a",
            "#a",
        ] {
            assert!(Url::local(bad).is_none(), "{bad:?}");
        }
        assert_eq!(Url::local("/ä b").unwrap().as_str(), "/%C3%A4%20b");
    }

    #[test]
    fn patterns_are_paths() {
        for all in [SiteUrls::ALL, EventUrls::ALL, OrgaUrls::ALL, OrganiserUrls::ALL] {
            for pattern in all {
                assert!(pattern.starts_with('/') && !pattern.contains("//"), "{pattern}");
                assert_eq!(pattern.matches('{').count(), pattern.matches('}').count(), "{pattern}");
            }
        }
    }

    #[test]
    fn pages_are_found_without_their_slash() {
        for path in ["/demo", "/demo/schedule", "/orga", "/orga/event/demo", "/demo/talk/ABCDEF"] {
            assert!(has_page_with_slash(path), "{path}");
        }
        for path in ["/", "/demo/", "//evil.example", "/demo//schedule", "/demo/no/such", "/\\evil.example"] {
            assert!(!has_page_with_slash(path), "{path}");
        }
    }
}
