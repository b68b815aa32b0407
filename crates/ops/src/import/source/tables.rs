//! The tables of pretalx 2025.2.2 and the columns that are read from them (data-model §1.2, §6).

#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    /// Every one has `id`, a whole number.
    pub columns: &'static [&'static str],
}

pub static GLOBAL_SETTING: Table =
    Table { name: "common_globalsettings_settingsstore", columns: &["id", "key", "value"] };
pub static ORGANISER: Table =
    Table { name: "event_organiser", columns: &["id", "name", "slug", "created", "updated"] };
pub static EVENT: Table = Table {
    name: "event_event",
    columns: &[
        "id",
        "name",
        "slug",
        "is_public",
        "date_from",
        "timezone",
        "email",
        "locale_array",
        "locale",
        "custom_css",
        "primary_color",
        "logo",
        "landing_page_text",
        "plugins",
        "organiser_id",
        "header_image",
        "featured_sessions_text",
        "custom_domain",
        "display_settings",
        "feature_flags",
        "mail_settings",
        "review_settings",
        "content_locale_array",
        "created",
        "updated",
        "date_to",
    ],
};
pub static EVENT_SETTING: Table =
    Table { name: "event_event_settingsstore", columns: &["id", "key", "value", "object_id"] };
pub static EXTRA_LINK: Table = Table {
    name: "event_eventextralink",
    columns: &["id", "created", "updated", "label", "url", "role", "event_id"],
};
pub static TRACK: Table = Table {
    name: "submission_track",
    columns: &[
        "id",
        "name",
        "color",
        "event_id",
        "requires_access_code",
        "description",
        "position",
        "created",
        "updated",
    ],
};
pub static TYPE: Table = Table {
    name: "submission_submissiontype",
    columns: &[
        "id",
        "name",
        "default_duration",
        "event_id",
        "requires_access_code",
        "created",
        "updated",
        "deadline",
    ],
};
pub static TAG: Table = Table {
    name: "submission_tag",
    columns: &["id", "created", "tag", "description", "color", "is_public", "event_id", "updated"],
};
pub static ROOM: Table = Table {
    name: "schedule_room",
    columns: &[
        "id",
        "name",
        "description",
        "capacity",
        "position",
        "event_id",
        "speaker_info",
        "guid",
        "created",
        "updated",
    ],
};
pub static CFP: Table = Table {
    name: "submission_cfp",
    columns: &[
        "id",
        "headline",
        "text",
        "deadline",
        "default_type_id",
        "event_id",
        "fields",
        "settings",
        "created",
        "updated",
        "opening",
    ],
};
pub static TEAM: Table = Table {
    name: "event_team",
    columns: &[
        "id",
        "name",
        "all_events",
        "can_create_events",
        "can_change_teams",
        "can_change_organiser_settings",
        "can_change_event_settings",
        "can_change_submissions",
        "is_reviewer",
        "organiser_id",
        "force_hide_speaker_names",
        "created",
        "updated",
    ],
};
pub static TEAM_EVENT: Table =
    Table { name: "event_team_limit_events", columns: &["id", "team_id", "event_id"] };
pub static TEAM_TRACK: Table =
    Table { name: "event_team_limit_tracks", columns: &["id", "team_id", "track_id"] };
pub static TEAM_MEMBER: Table = Table { name: "event_team_members", columns: &["id", "team_id", "user_id"] };
pub static TEAM_INVITE: Table =
    Table { name: "event_teaminvite", columns: &["id", "email", "team_id", "created", "updated", "token"] };
pub static ACCESS_CODE: Table = Table {
    name: "submission_submitteraccesscode",
    columns: &[
        "id",
        "code",
        "maximum_uses",
        "redeemed",
        "event_id",
        "submission_type_id",
        "track_id",
        "created",
        "updated",
        "internal_notes",
        "valid_until",
    ],
};
pub static SUBMISSION: Table = Table {
    name: "submission_submission",
    columns: &[
        "id",
        "code",
        "title",
        "state",
        "description",
        "abstract",
        "duration",
        "content_locale",
        "do_not_record",
        "event_id",
        "submission_type_id",
        "invitation_token",
        "image",
        "review_code",
        "is_featured",
        "track_id",
        "slot_count",
        "internal_notes",
        "created",
        "access_code_id",
        "anonymised_data",
        "pending_state",
        "updated",
        "notes",
    ],
};
pub static SUBMISSION_TAG: Table =
    Table { name: "submission_submission_tags", columns: &["id", "submission_id", "tag_id"] };
pub static SUBMISSION_REVIEWER: Table =
    Table { name: "submission_submission_assigned_reviewers", columns: &["id", "submission_id", "user_id"] };
pub static FAVOURITE: Table = Table {
    name: "submission_submissionfavourite",
    columns: &["id", "created", "updated", "submission_id", "user_id"],
};
pub static COMMENT: Table = Table {
    name: "submission_submissioncomment",
    columns: &["id", "created", "updated", "submission_id", "user_id", "text", "reply_to_id"],
};
pub static QUESTION: Table = Table {
    name: "submission_question",
    columns: &[
        "id",
        "variant",
        "question",
        "default_answer",
        "position",
        "event_id",
        "target",
        "help_text",
        "active",
        "contains_personal_data",
        "max_length",
        "min_length",
        "is_public",
        "is_visible_to_reviewers",
        "deadline",
        "freeze_after",
        "question_required",
        "max_date",
        "max_datetime",
        "max_number",
        "min_date",
        "min_datetime",
        "min_number",
        "created",
        "updated",
        "icon",
    ],
};
pub static ANSWER_OPTION: Table = Table {
    name: "submission_answeroption",
    columns: &["id", "answer", "question_id", "created", "updated", "position"],
};
pub static QUESTION_TRACK: Table =
    Table { name: "submission_question_tracks", columns: &["id", "question_id", "track_id"] };
pub static QUESTION_TYPE: Table = Table {
    name: "submission_question_submission_types",
    columns: &["id", "question_id", "submissiontype_id"],
};
pub static QUESTION_TEAM: Table =
    Table { name: "submission_question_limit_teams", columns: &["id", "question_id", "team_id"] };
pub static PROFILE: Table = Table {
    name: "person_speakerprofile",
    columns: &[
        "id",
        "event_id",
        "user_id",
        "has_arrived",
        "created",
        "updated",
        "internal_notes",
        "biography",
    ],
};
pub static SPEAKER_ROLE: Table =
    Table { name: "submission_speakerrole", columns: &["id", "submission_id", "user_id"] };
pub static FEEDBACK: Table = Table {
    name: "submission_feedback",
    columns: &["id", "rating", "speaker_id", "talk_id", "created", "updated", "review"],
};
pub static REVIEW_PHASE: Table = Table {
    name: "submission_reviewphase",
    columns: &[
        "id",
        "name",
        "end",
        "position",
        "is_active",
        "can_review",
        "can_see_other_reviews",
        "can_see_speaker_names",
        "can_change_submission_state",
        "event_id",
        "speakers_can_change_submissions",
        "can_see_reviewer_names",
        "can_tag_submissions",
        "proposal_visibility",
        "created",
        "updated",
        "start",
    ],
};
pub static SCORE_CATEGORY: Table = Table {
    name: "submission_reviewscorecategory",
    columns: &[
        "id",
        "name",
        "weight",
        "required",
        "active",
        "event_id",
        "is_independent",
        "created",
        "updated",
    ],
};
pub static SCORE_CATEGORY_TRACK: Table = Table {
    name: "submission_reviewscorecategory_limit_tracks",
    columns: &["id", "reviewscorecategory_id", "track_id"],
};
pub static SCORE: Table = Table {
    name: "submission_reviewscore",
    columns: &["id", "value", "label", "category_id", "created", "updated"],
};
pub static REVIEW: Table = Table {
    name: "submission_review",
    columns: &["id", "score", "created", "updated", "submission_id", "user_id", "text"],
};
pub static REVIEW_SCORE: Table =
    Table { name: "submission_review_scores", columns: &["id", "review_id", "reviewscore_id"] };
pub static ANSWER: Table = Table {
    name: "submission_answer",
    columns: &[
        "id",
        "answer",
        "question_id",
        "submission_id",
        "person_id",
        "answer_file",
        "review_id",
        "created",
        "updated",
    ],
};
pub static ANSWER_CHOICE: Table =
    Table { name: "submission_answer_options", columns: &["id", "answer_id", "answeroption_id"] };
pub static RESOURCE: Table = Table {
    name: "submission_resource",
    columns: &["id", "resource", "description", "submission_id", "link", "created", "updated", "is_public"],
};
pub static SCHEDULE: Table = Table {
    name: "schedule_schedule",
    columns: &["id", "version", "event_id", "published", "comment", "created", "updated"],
};
pub static SLOT: Table = Table {
    name: "schedule_talkslot",
    columns: &[
        "id",
        "end",
        "room_id",
        "schedule_id",
        "submission_id",
        "is_visible",
        "description",
        "updated",
        "created",
        "start",
    ],
};
pub static AVAILABILITY: Table = Table {
    name: "schedule_availability",
    columns: &["id", "start", "end", "event_id", "person_id", "room_id", "created", "updated"],
};
pub static MAIL_TEMPLATE: Table = Table {
    name: "mail_mailtemplate",
    columns: &[
        "id",
        "subject",
        "text",
        "reply_to",
        "bcc",
        "event_id",
        "is_auto_created",
        "created",
        "updated",
        "role",
    ],
};
pub static MAIL: Table = Table {
    name: "mail_queuedmail",
    columns: &[
        "id",
        "to",
        "reply_to",
        "cc",
        "bcc",
        "subject",
        "text",
        "event_id",
        "sent",
        "template_id",
        "locale",
        "attachments",
        "created",
        "updated",
    ],
};
pub static MAIL_SUBMISSION: Table =
    Table { name: "mail_queuedmail_submissions", columns: &["id", "queuedmail_id", "submission_id"] };
pub static MAIL_USER: Table =
    Table { name: "mail_queuedmail_to_users", columns: &["id", "queuedmail_id", "user_id"] };
pub static INFORMATION: Table = Table {
    name: "person_speakerinformation",
    columns: &["id", "title", "text", "event_id", "resource", "target_group", "created", "updated"],
};
pub static INFORMATION_TRACK: Table = Table {
    name: "person_speakerinformation_limit_tracks",
    columns: &["id", "speakerinformation_id", "track_id"],
};
pub static INFORMATION_TYPE: Table = Table {
    name: "person_speakerinformation_limit_types",
    columns: &["id", "speakerinformation_id", "submissiontype_id"],
};
pub static CONTENT_TYPE: Table =
    Table { name: "django_content_type", columns: &["id", "app_label", "model"] };
pub static LOG: Table = Table {
    name: "common_activitylog",
    columns: &[
        "id",
        "object_id",
        "timestamp",
        "action_type",
        "content_type_id",
        "event_id",
        "person_id",
        "is_orga_action",
        "legacy_data",
        "data",
    ],
};
pub static USER: Table = Table {
    name: "person_user",
    columns: &[
        "id",
        "password",
        "last_login",
        "name",
        "email",
        "is_active",
        "locale",
        "timezone",
        "pw_reset_token",
        "pw_reset_time",
        "avatar",
        "code",
        "is_administrator",
        "avatar_thumbnail",
        "avatar_thumbnail_tiny",
    ],
};
pub static TOKEN: Table = Table {
    name: "person_userapitoken",
    columns: &[
        "id",
        "created",
        "updated",
        "name",
        "token",
        "endpoints",
        "version",
        "last_used",
        "user_id",
        "expires",
    ],
};
pub static TOKEN_EVENT: Table =
    Table { name: "person_userapitoken_events", columns: &["id", "userapitoken_id", "event_id"] };
pub static PREFERENCE: Table = Table {
    name: "person_usereventpreferences",
    columns: &["id", "created", "updated", "preferences", "event_id", "user_id"],
};
