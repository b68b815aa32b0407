//! States and other closed sets of values. Each value's text is what is stored and what the API says.

/// Defines an enum whose values have fixed texts.
macro_rules! values {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownValue;
            fn from_str(text: &str) -> Result<Self, UnknownValue> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    other => Err(UnknownValue { kind: stringify!($name), value: other.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[cfg(feature = "db")]
        crate::column::text_column!($name);
    };
}

/// A text that is none of the values of a closed set.
#[derive(Debug, thiserror::Error)]
#[error("“{value}” is no {kind}")]
pub struct UnknownValue {
    pub kind: &'static str,
    pub value: String,
}

values! {
    /// State of a proposal (data-model §3.1).
    SubmissionState {
        Draft = "draft",
        Submitted = "submitted",
        Accepted = "accepted",
        Confirmed = "confirmed",
        Rejected = "rejected",
        Canceled = "canceled",
        Withdrawn = "withdrawn",
    }
}

impl SubmissionState {
    /// Accepted or confirmed: the proposal has slots.
    pub fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::Confirmed)
    }

    /// Rejected, cancelled or withdrawn: never featured.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Rejected | Self::Canceled | Self::Withdrawn)
    }
}

values! {
    /// What a slot without a session is.
    SlotType {
        /// Public.
        Break = "break",
        /// Only in the working version.
        Blocker = "blocker",
    }
}

values! {
    QuestionVariant {
        Number = "number",
        String = "string",
        Text = "text",
        Url = "url",
        Date = "date",
        Datetime = "datetime",
        Boolean = "boolean",
        File = "file",
        Choices = "choices",
        MultipleChoice = "multiple_choice",
    }
}

values! {
    QuestionTarget { Submission = "submission", Speaker = "speaker", Reviewer = "reviewer" }
}

values! {
    QuestionRequired { Optional = "optional", Required = "required", AfterDeadline = "after_deadline" }
}

values! {
    /// Whom a speaker information is for.
    TargetGroup { Submitters = "submitters", Accepted = "accepted", Confirmed = "confirmed" }
}

values! {
    LinkRole { Footer = "footer", Header = "header" }
}

values! {
    MailState { Draft = "draft", Sending = "sending", Sent = "sent" }
}

values! {
    /// Mail templates that the program itself uses (data-model §2.8).
    MailRole {
        NewSubmission = "submission.new",
        NewSubmissionInternal = "submission.new.internal",
        SubmissionAccepted = "submission.state.accepted",
        SubmissionRejected = "submission.state.rejected",
        SpeakerInvite = "speaker.invite",
        SpeakerInviteStandalone = "speaker.invite.standalone",
        ExistingSpeakerInvite = "speaker.invite.existing",
        QuestionReminder = "question.reminder",
        DraftReminder = "draft.reminder",
        NewSchedule = "schedule.new",
    }
}

values! {
    /// How a speaker profile came to be.
    ProfileOrigin { Cfp = "cfp", Orga = "orga", Import = "import" }
}

values! {
    /// What following a mailed link proves.
    AddressCheckKind {
        /// That the address of a new account is its holder's.
        Verify = "verify",
        /// That the address which an account is to get is its holder's.
        Change = "change",
    }
}

values! {
    EmailVerification {
        Verified = "verified",
        Unverified = "unverified",
        /// Older than verification: usable, shown as unverified.
        Legacy = "legacy",
    }
}

values! {
    ProposalVisibility { All = "all", Assigned = "assigned" }
}

values! {
    SeeOtherReviews { Always = "always", Never = "never", AfterReview = "after_review" }
}

values! {
    ReviewerTagging { Never = "never", UseTags = "use_tags", CreateTags = "create_tags" }
}

values! {
    SignupState { Confirmed = "confirmed", Canceled = "canceled" }
}

values! {
    /// What an activity log entry is about. The text is the name of the entity in the log of the
    /// original, so that imported entries and new ones read alike.
    ObjectType {
        Organiser = "organiser",
        Team = "team",
        Event = "event",
        Account = "user",
        ApiToken = "userapitoken",
        SpeakerProfile = "speakerprofile",
        AttendeeProfile = "attendeeprofile",
        SpeakerInformation = "speakerinformation",
        Submission = "submission",
        SubmissionType = "submissiontype",
        SubmissionComment = "submissioncomment",
        Track = "track",
        Tag = "tag",
        AccessCode = "submitteraccesscode",
        Cfp = "cfp",
        Question = "question",
        AnswerOption = "answeroption",
        Answer = "answer",
        Resource = "resource",
        Feedback = "feedback",
        Review = "review",
        ReviewPhase = "reviewphase",
        ScoreCategory = "reviewscorecategory",
        Room = "room",
        Schedule = "schedule",
        Slot = "talkslot",
        MailTemplate = "mailtemplate",
        QueuedMail = "queuedmail",
        /// What holds for the instance as a whole.
        Instance = "instance",
        Job = "job",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_back() {
        for state in SubmissionState::ALL {
            assert_eq!(state.as_str().parse::<SubmissionState>().unwrap(), *state);
        }
        assert_eq!(
            "cancelled".parse::<SubmissionState>().unwrap_err().to_string(),
            "“cancelled” is no SubmissionState"
        );
    }
}
