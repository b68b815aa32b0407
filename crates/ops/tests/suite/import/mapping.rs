//! Which column of the original is which of ours, written down independently of the importer.
//!
//! A line is `source_table target_table column…`; a column is `source[>target][:kind]`, a plain one is
//! compared as text. Rows are matched by `id`.

pub const COLUMNS: &str = "
event_organiser organiser created:time updated:time name:i18n slug
event_event event created:time updated:time name:i18n slug organiser_id is_public:flag date_from date_to timezone email custom_domain display_settings:json review_settings:json mail_settings:json primary_color custom_css:file logo:file header_image:file locale locale_array>locales:list content_locale_array>content_locales:list landing_page_text:i18n featured_sessions_text:i18n plugins
event_event_settingsstore event_setting key value object_id>event_id
event_eventextralink event_link created:time updated:time event_id label:i18n url role
schedule_room room created:time updated:time event_id name:i18n guid:uuid description:i18n speaker_info:i18n capacity position
submission_track track created:time updated:time event_id name:i18n description:i18n color position requires_access_code:flag
submission_submissiontype submission_type created:time updated:time event_id name:i18n default_duration deadline:time requires_access_code:flag
submission_tag tag created:time updated:time event_id tag description:i18n color is_public:flag
submission_cfp cfp created:time updated:time event_id headline:i18n text:i18n default_type_id opening:time deadline:time settings:json fields:json
event_team team created:time updated:time organiser_id name all_events:flag can_create_events:flag can_change_teams:flag can_change_organiser_settings:flag can_change_event_settings:flag can_change_submissions:flag is_reviewer:flag force_hide_speaker_names:flag
event_teaminvite team_invite created:time updated:time team_id email token
submission_submitteraccesscode access_code created:time updated:time event_id code valid_until:time maximum_uses redeemed internal_notes
submission_submission submission created:time updated:time code event_id title submission_type_id track_id state pending_state abstract>abstract_text description notes internal_notes duration slot_count content_locale is_featured:flag do_not_record:flag image:file invitation_token access_code_id review_code anonymised_data>anonymised:some
submission_submissionfavourite favourite created:time updated:time user_id>account_id submission_id
submission_submissioncomment submission_comment created:time updated:time submission_id user_id>account_id text reply_to_id
submission_question question created:time updated:time event_id variant target deadline:time freeze_after:time question_required question:i18n help_text:i18n default_answer position id>identifier:question active:flag contains_personal_data:flag min_length max_length min_number:decimal6 max_number:decimal6 min_date max_date min_datetime:time max_datetime:time is_public:flag is_visible_to_reviewers:flag icon
submission_answeroption answer_option created:time updated:time question_id answer:i18n position id>identifier:option
person_speakerprofile speaker_profile created:time updated:time user_id>account_id event_id biography has_arrived:flag internal_notes
submission_speakerrole speaker_role submission_id
submission_feedback feedback created:time updated:time talk_id>submission_id rating review
submission_reviewphase review_phase created:time updated:time event_id name start>starts:time end>ends:time is_active:flag can_review:flag proposal_visibility can_see_other_reviews can_see_speaker_names:flag can_see_reviewer_names:flag can_change_submission_state:flag can_tag_submissions speakers_can_change_submissions:flag
submission_reviewscorecategory score_category created:time updated:time event_id name:i18n weight:decimal1 required:flag active:flag is_independent:flag
submission_reviewscore score created:time updated:time category_id value:decimal2 label
submission_review review created:time updated:time submission_id user_id>account_id text score:decimal2
submission_answer answer created:time updated:time question_id submission_id review_id answer answer_file:file
submission_resource resource created:time updated:time submission_id resource:file link description:i18n is_public:flag
schedule_schedule schedule created:time updated:time event_id version published:time comment:i18n
schedule_talkslot slot created:time updated:time submission_id room_id schedule_id is_visible:flag start>starts:time end>ends:time description:i18n
schedule_availability availability created:time updated:time event_id person_id>speaker_id room_id start>starts:time end>ends:time
mail_mailtemplate mail_template created:time updated:time event_id role subject:i18n text:template reply_to bcc is_auto_created:flag
mail_queuedmail queued_mail created:time updated:time event_id template_id reply_to cc bcc subject text sent:time locale attachments:some
person_speakerinformation speaker_information created:time updated:time event_id target_group title:i18n text:i18n resource:file
common_activitylog activity_log event_id person_id>account_id object_id timestamp:time action_type is_orga_action:flag
person_user account password last_login:time code name email is_active:flag is_administrator:flag locale timezone pw_reset_token pw_reset_time:time
person_userapitoken api_token created:time updated:time name user_id>account_id expires:time endpoints:json version last_used:time
person_usereventpreferences preference created:time updated:time user_id>account_id event_id preferences:json
";

/// Joining tables: `source_table target_table source>target source>target`.
pub const JOINS: &str = "
event_team_limit_events team_event team_id>team_id event_id>event_id
event_team_limit_tracks team_track team_id>team_id track_id>track_id
event_team_members team_member team_id>team_id user_id>account_id
submission_submission_tags submission_tag submission_id>submission_id tag_id>tag_id
submission_submission_assigned_reviewers submission_reviewer submission_id>submission_id user_id>account_id
submission_question_tracks question_track question_id>question_id track_id>track_id
submission_question_submission_types question_type question_id>question_id submissiontype_id>submission_type_id
submission_question_limit_teams question_team question_id>question_id team_id>team_id
submission_reviewscorecategory_limit_tracks score_category_track reviewscorecategory_id>score_category_id track_id>track_id
submission_review_scores review_given_score review_id>review_id reviewscore_id>score_id
submission_answer_options answer_choice answer_id>answer_id answeroption_id>answer_option_id
mail_queuedmail_submissions queued_mail_submission queuedmail_id>queued_mail_id submission_id>submission_id
person_speakerinformation_limit_tracks speaker_information_track speakerinformation_id>speaker_information_id track_id>track_id
person_speakerinformation_limit_types speaker_information_type speakerinformation_id>speaker_information_id submissiontype_id>submission_type_id
person_userapitoken_events api_token_event userapitoken_id>api_token_id event_id>event_id
";

/// Rows of the original that have to come along, where these are not all: the rest hangs on a
/// deleted proposal, is dropped by rule, or can't be.
pub const CONDITIONS: &[(&str, &str)] = &[
    ("submission_submission", "state <> 'deleted'"),
    ("event_event_settingsstore", "key NOT LIKE 'mail_text_%' AND key <> 'sent_mail_event_created'"),
    ("submission_speakerrole", KEPT_SUBMISSION),
    ("submission_submission_tags", KEPT_SUBMISSION),
    ("submission_submission_assigned_reviewers", KEPT_SUBMISSION),
    ("submission_submissionfavourite", KEPT_SUBMISSION),
    ("submission_submissioncomment", KEPT_SUBMISSION),
    ("submission_resource", KEPT_SUBMISSION),
    ("submission_review", KEPT_SUBMISSION),
    ("mail_queuedmail_submissions", KEPT_SUBMISSION),
    ("submission_feedback", "talk_id NOT IN (SELECT id FROM submission_submission WHERE state = 'deleted')"),
    ("submission_review_scores", KEPT_REVIEW),
    ("submission_answer", KEPT_ANSWER),
    (
        "submission_answer_options",
        "answer_id IN (SELECT id FROM submission_answer WHERE submission_id IS NULL OR submission_id NOT IN (SELECT id FROM submission_submission WHERE state = 'deleted'))",
    ),
    (
        "schedule_talkslot",
        "submission_id IS NULL OR submission_id NOT IN (SELECT id FROM submission_submission WHERE state = 'deleted')",
    ),
];

const KEPT_SUBMISSION: &str =
    "submission_id NOT IN (SELECT id FROM submission_submission WHERE state = 'deleted')";
const KEPT_REVIEW: &str = "review_id IN (SELECT id FROM submission_review WHERE submission_id NOT IN (SELECT id FROM submission_submission WHERE state = 'deleted'))";
const KEPT_ANSWER: &str = "submission_id IS NULL OR submission_id NOT IN (SELECT id FROM submission_submission WHERE state = 'deleted')";
