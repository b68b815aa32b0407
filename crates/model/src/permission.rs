//! Who may do what: the permissions of the original by name, each with the combinations of facts that
//! grant it (data-model §4.2, §4.3). Data, no code: domain functions gather [`Facts`] and ask.

/// A set of [`Fact`]s about an actor and what they want to touch. What is not known does not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u64);

impl Facts {
    pub const NONE: Self = Self(0);

    pub const fn with(self, fact: Fact) -> Self {
        Self(self.0 | 1 << fact as u64)
    }

    pub const fn with_if(self, fact: Fact, holds: bool) -> Self {
        if holds { self.with(fact) } else { self }
    }

    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn hold(self, fact: Fact) -> bool {
        self.0 & 1 << fact as u64 != 0
    }
}

macro_rules! permissions {
    ($($permission:ident $name:literal [$([$($fact:ident),*]),+];)+) => {
        /// What somebody may do. Objects that do not exist yet are judged by their event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Permission {
            $(#[doc = concat!("`", $name, "`")] $permission,)+
        }

        impl Permission {
            pub const ALL: &'static [Self] = &[$(Self::$permission),+];

            /// The original's name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$permission => $name,)+ }
            }

            /// Any of these combinations grants it.
            pub const fn granted_by(self) -> &'static [&'static [Fact]] {
                match self { $(Self::$permission => &[$(&[$(Fact::$fact),*]),+],)+ }
            }
        }
    };
}

impl Permission {
    pub fn is_granted(self, facts: Facts) -> bool {
        self.granted_by().iter().any(|all| all.iter().all(|fact| facts.hold(*fact)))
    }
}

/// What can be true of an actor, an event and an object of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fact {
    /// The account may do everything but review.
    Administrator,
    /// At least one right in the event.
    AnyRight,
    /// May change the event's settings.
    EventSettings,
    /// May change proposals, schedule and mails.
    Submissions,
    /// In a team of reviewers of the event; being an administrator does not count.
    Reviewer,
    /// May change the organiser's teams.
    Teams,
    /// May change the organiser's settings.
    OrganiserSettings,
    /// The same of any organiser.
    AnyOrganiserSettings,
    /// In any team of the organiser.
    OrganiserMember,
    /// In any team at all.
    AnyTeam,
    /// In any team that may create events.
    CreateEvents,
    /// The event is public.
    Public,
    /// The schedule is public: event public, switched on, released.
    Agenda,
    /// The widget is shown whether or not the event is public.
    WidgetAlways,
    /// The list of featured sessions is public.
    Featured,
    /// The event is public and takes proposals.
    CfpOpen,
    /// The event uses tracks.
    TracksOn,
    /// The event uses comments on proposals.
    CommentsOn,
    /// The event takes feedback.
    FeedbackOn,
    /// From three days before the event until its end.
    Arrival,
    /// Reviewers see who speaks, now.
    SpeakerNames,
    /// The active review phase takes reviews.
    ReviewsOpen,
    /// The active phase shows every review to reviewers.
    SeesAllReviews,
    /// The same, or one's own review is written and that is enough.
    SeesReviews,
    /// The active phase shows who reviewed.
    ReviewerNames,
    /// The active phase lets reviewers create tags.
    TagCreate,
    /// The active phase lets reviewers use tags.
    TagUse,
    /// The active phase lets reviewers accept and reject what they may review.
    ReviewerDecides,
    /// The session is in the public schedule.
    InSchedule,
    /// The session is in the public schedule, or featured.
    SessionPublic,
    /// The profile speaks in a public session.
    SpeakerPublic,
    /// The proposal is the account's own.
    Speaker,
    /// Its speakers may edit the proposal in its state.
    Editable,
    /// Its speakers may invite others.
    CanAddSpeaker,
    /// The proposal's state allows withdrawing.
    CanWithdraw,
    /// The proposal's state allows confirming.
    CanConfirm,
    /// The proposal has been handed in.
    NotDraft,
    /// The session has begun.
    Started,
    /// The proposal waits for a decision, and reviews are open.
    Reviewable,
    /// The proposal is among those the account reviews.
    ReviewAccess,
    /// The account wrote it.
    Author,
    /// The question is one that the account sees.
    QuestionAccess,
    /// The note is for this speaker.
    InformationMatch,
    /// Of the schedule that is not released.
    Working,
    /// Of a released schedule.
    Released,
    /// A slot without a session.
    Break,
    /// The mail has not been sent.
    MailDraft,
    /// A managed profile without proposals.
    ProfileFree,
}

permissions! {
    CreateEvent "event.create_event" [[CreateEvents]];
    OrgaAccessEvent "event.orga_access_event" [[AnyRight]];
    UpdateEvent "event.update_event" [[EventSettings]];
    ViewEvent "event.view_event" [[Public], [AnyRight]];
    ListOrganiser "event.list_organiser" [[AnyOrganiserSettings]];
    UpdateOrganiser "event.update_organiser" [[OrganiserSettings]];
    ViewAnyOrganiser "event.view_any_organiser" [[AnyTeam]];
    ViewOrganiser "event.view_organiser" [[OrganiserMember]];
    CreateTeam "event.create_team" [[Teams]];
    DeleteInviteTeam "event.delete_invite_team" [[Teams]];
    DeleteTeam "event.delete_team" [[Teams]];
    InviteTeam "event.invite_team" [[Teams]];
    ListTeam "event.list_team" [[Teams]];
    RemoveMemberTeam "event.remove_member_team" [[Teams]];
    ViewTeam "event.view_team" [[Teams]];
    UpdateTeam "event.update_team" [[Teams]];
    CreateTeaminvite "event.create_teaminvite" [[Teams]];
    DeleteInviteTeaminvite "event.delete_invite_teaminvite" [[Teams]];
    DeleteTeaminvite "event.delete_teaminvite" [[Teams]];
    InviteTeaminvite "event.invite_teaminvite" [[Teams]];
    ListTeaminvite "event.list_teaminvite" [[Teams]];
    RemoveMemberTeaminvite "event.remove_member_teaminvite" [[Teams]];
    UpdateTeaminvite "event.update_teaminvite" [[Teams]];
    ViewTeaminvite "event.view_teaminvite" [[Teams]];
    CreateMailtemplate "mail.create_mailtemplate" [[Submissions]];
    DeleteMailtemplate "mail.delete_mailtemplate" [[Submissions]];
    ListMailtemplate "mail.list_mailtemplate" [[Submissions]];
    UpdateMailtemplate "mail.update_mailtemplate" [[Submissions]];
    ViewMailtemplate "mail.view_mailtemplate" [[Submissions]];
    CreateQueuedmail "mail.create_queuedmail" [[Submissions]];
    ViewQueuedmail "mail.view_queuedmail" [[Submissions]];
    DeleteQueuedmail "mail.delete_queuedmail" [[Submissions]];
    ListQueuedmail "mail.list_queuedmail" [[Submissions]];
    SendQueuedmail "mail.send_queuedmail" [[Submissions]];
    UpdateQueuedmail "mail.update_queuedmail" [[MailDraft, Submissions]];
    CreateSpeakerinformation "person.create_speakerinformation" [[EventSettings]];
    DeleteSpeakerinformation "person.delete_speakerinformation" [[EventSettings]];
    UpdateSpeakerinformation "person.update_speakerinformation" [[EventSettings]];
    ListSpeakerinformation "person.list_speakerinformation" [[Submissions]];
    OrgaViewSpeakerinformation "person.orga_view_speakerinformation" [[Submissions]];
    ViewSpeakerinformation "person.view_speakerinformation" [[InformationMatch]];
    CreateSpeakerprofile "person.create_speakerprofile" [[Administrator]];
    DeleteSpeakerprofile "person.delete_speakerprofile" [[Administrator, ProfileFree], [Submissions, ProfileFree]];
    ListSpeakerprofile "person.list_speakerprofile" [[Agenda], [Submissions], [Reviewer, SpeakerNames]];
    MarkArrivedSpeakerprofile "person.mark_arrived_speakerprofile" [[Submissions, Arrival]];
    OrgaListSpeakerprofile "person.orga_list_speakerprofile" [[Submissions], [Reviewer, SpeakerNames]];
    OrgaViewSpeakerprofile "person.orga_view_speakerprofile" [[Submissions], [Reviewer, SpeakerNames]];
    ReviewerListSpeakerprofile "person.reviewer_list_speakerprofile" [[Reviewer, SpeakerNames]];
    UpdateSpeakerprofile "person.update_speakerprofile" [[Submissions]];
    ViewSpeakerprofile "person.view_speakerprofile" [[SpeakerPublic, Agenda], [Submissions], [Reviewer, SpeakerNames]];
    AdministratorUser "person.administrator_user" [[Administrator]];
    CreateRoom "schedule.create_room" [[EventSettings]];
    DeleteRoom "schedule.delete_room" [[EventSettings]];
    ListRoom "schedule.list_room" [[Agenda], [Submissions]];
    ViewRoom "schedule.view_room" [[Agenda], [Submissions]];
    OrgaListRoom "schedule.orga_list_room" [[Submissions]];
    OrgaViewRoom "schedule.orga_view_room" [[Submissions]];
    UpdateRoom "schedule.update_room" [[EventSettings]];
    ExportSchedule "schedule.export_schedule" [[Submissions]];
    ListSchedule "schedule.list_schedule" [[Agenda], [Submissions], [Reviewer, SpeakerNames]];
    OrgaViewSchedule "schedule.orga_view_schedule" [[Submissions], [Reviewer, SpeakerNames]];
    ReleaseSchedule "schedule.release_schedule" [[Submissions]];
    ViewSchedule "schedule.view_schedule" [[Released, Agenda], [Submissions], [Reviewer, SpeakerNames]];
    ViewWidgetSchedule "schedule.view_widget_schedule" [[Agenda], [WidgetAlways], [Submissions]];
    ListTalkslot "schedule.list_talkslot" [[Agenda], [Submissions]];
    UpdateTalkslot "schedule.update_talkslot" [[Working, Submissions]];
    ViewTalkslot "schedule.view_talkslot" [[Released, Break, Agenda], [Released, SessionPublic], [Submissions]];
    ApiAnswer "submission.api_answer" [[EventSettings, Submissions]];
    CreateAnsweroption "submission.create_answeroption" [[EventSettings]];
    DeleteAnsweroption "submission.delete_answeroption" [[EventSettings]];
    UpdateAnsweroption "submission.update_answeroption" [[EventSettings]];
    ListAnsweroption "submission.list_answeroption" [[CfpOpen], [Agenda], [Submissions], [Reviewer]];
    ViewAnsweroption "submission.view_answeroption" [[CfpOpen], [Agenda], [Submissions], [Reviewer]];
    OrgaListAnsweroption "submission.orga_list_answeroption" [[Submissions]];
    OrgaViewAnsweroption "submission.orga_view_answeroption" [[Submissions, QuestionAccess]];
    CreateFeedback "submission.create_feedback" [[]];
    DeleteFeedback "submission.delete_feedback" [[Submissions]];
    ListFeedback "submission.list_feedback" [[Submissions]];
    UpdateFeedback "submission.update_feedback" [[Submissions]];
    ViewFeedback "submission.view_feedback" [[Submissions]];
    CreateQuestion "submission.create_question" [[EventSettings]];
    DeleteQuestion "submission.delete_question" [[EventSettings]];
    UpdateQuestion "submission.update_question" [[EventSettings]];
    ListQuestion "submission.list_question" [[CfpOpen], [Agenda], [Submissions], [Reviewer]];
    OrgaListQuestion "submission.orga_list_question" [[Submissions]];
    OrgaViewQuestion "submission.orga_view_question" [[Submissions, QuestionAccess]];
    ViewQuestion "submission.view_question" [[CfpOpen], [Agenda], [Submissions], [Reviewer]];
    CreateReview "submission.create_review" [[Reviewer, ReviewsOpen]];
    DeleteReview "submission.delete_review" [[Administrator], [Author, Reviewable]];
    ListAllReview "submission.list_all_review" [[Submissions], [Reviewer, SeesAllReviews]];
    ListReview "submission.list_review" [[Submissions], [Reviewer]];
    ListReviewersReview "submission.list_reviewers_review" [[Submissions], [Reviewer, ReviewerNames]];
    UpdateReview "submission.update_review" [[ReviewAccess, Author, Reviewable]];
    ViewReview "submission.view_review" [[Author], [Reviewer, SeesReviews], [Submissions]];
    AcceptOrRejectSubmission "submission.accept_or_reject_submission" [[Submissions], [ReviewerDecides]];
    AddSpeakerSubmission "submission.add_speaker_submission" [[Editable, CanAddSpeaker]];
    ConfirmSubmission "submission.confirm_submission" [[CanConfirm, Speaker], [CanConfirm, Submissions]];
    CreateSubmission "submission.create_submission" [[Submissions]];
    DeleteSubmission "submission.delete_submission" [[Submissions]];
    GiveFeedbackSubmission "submission.give_feedback_submission" [[SessionPublic, Started]];
    IsSpeakerSubmission "submission.is_speaker_submission" [[Speaker]];
    ListFeaturedSubmission "submission.list_featured_submission" [[Featured], [Submissions]];
    ListSubmission "submission.list_submission" [[Agenda], [Submissions], [Reviewer]];
    OrgaListSubmission "submission.orga_list_submission" [[Submissions], [Reviewer]];
    OrgaUpdateSubmission "submission.orga_update_submission" [[Submissions]];
    RemoveSubmission "submission.remove_submission" [[NotDraft, Submissions]];
    ReviewSubmission "submission.review_submission" [[ReviewAccess, Reviewable]];
    StateChangeSubmission "submission.state_change_submission" [[Submissions], [ReviewerDecides]];
    UpdateSubmission "submission.update_submission" [[Editable, Speaker], [Submissions]];
    ViewAllReviewsSubmission "submission.view_all_reviews_submission" [[ReviewAccess, SeesReviews], [Submissions]];
    ViewFeedbackPageSubmission "submission.view_feedback_page_submission" [[FeedbackOn, SessionPublic]];
    ViewFeedbackSubmission "submission.view_feedback_submission" [[Speaker], [ReviewAccess], [Submissions]];
    ViewPublicSubmission "submission.view_public_submission" [[SessionPublic], [Submissions]];
    ViewReviewsSubmission "submission.view_reviews_submission" [[ReviewAccess], [Submissions]];
    ViewSchedulingDetailsSubmission "submission.view_scheduling_details_submission" [[InSchedule]];
    ViewSubmission "submission.view_submission" [[SessionPublic], [Speaker], [Submissions], [ReviewAccess]];
    WithdrawSubmission "submission.withdraw_submission" [[CanWithdraw, Speaker]];
    CreateSubmissioncomment "submission.create_submissioncomment" [[CommentsOn, ReviewAccess], [CommentsOn, Submissions]];
    DeleteSubmissioncomment "submission.delete_submissioncomment" [[CommentsOn, ReviewAccess, Author], [CommentsOn, Submissions, Author]];
    ViewSubmissioncomment "submission.view_submissioncomment" [[CommentsOn, ReviewAccess], [CommentsOn, Submissions]];
    CreateSubmissiontype "submission.create_submissiontype" [[EventSettings]];
    DeleteSubmissiontype "submission.delete_submissiontype" [[EventSettings]];
    UpdateSubmissiontype "submission.update_submissiontype" [[EventSettings]];
    ListSubmissiontype "submission.list_submissiontype" [[CfpOpen], [Agenda], [Submissions]];
    ViewSubmissiontype "submission.view_submissiontype" [[CfpOpen], [Agenda], [Submissions]];
    OrgaListSubmissiontype "submission.orga_list_submissiontype" [[Submissions]];
    OrgaViewSubmissiontype "submission.orga_view_submissiontype" [[Submissions]];
    CreateSubmitteraccesscode "submission.create_submitteraccesscode" [[EventSettings]];
    DeleteSubmitteraccesscode "submission.delete_submitteraccesscode" [[EventSettings]];
    ListSubmitteraccesscode "submission.list_submitteraccesscode" [[EventSettings]];
    UpdateSubmitteraccesscode "submission.update_submitteraccesscode" [[EventSettings]];
    ViewSubmitteraccesscode "submission.view_submitteraccesscode" [[EventSettings]];
    CreateTag "submission.create_tag" [[Submissions], [Reviewer, TagCreate]];
    DeleteTag "submission.delete_tag" [[Submissions], [Reviewer, TagUse]];
    UpdateTag "submission.update_tag" [[Submissions], [Reviewer, TagUse]];
    ListTag "submission.list_tag" [[Submissions], [Reviewer]];
    ViewTag "submission.view_tag" [[Submissions], [Reviewer]];
    CreateTrack "submission.create_track" [[TracksOn, EventSettings]];
    DeleteTrack "submission.delete_track" [[TracksOn, EventSettings]];
    UpdateTrack "submission.update_track" [[TracksOn, EventSettings]];
    ListTrack "submission.list_track" [[TracksOn, Agenda], [TracksOn, Submissions]];
    OrgaListTrack "submission.orga_list_track" [[TracksOn, Submissions]];
    OrgaViewTrack "submission.orga_view_track" [[TracksOn, Submissions]];
    ViewTrack "submission.view_track" [[TracksOn, CfpOpen], [TracksOn, Agenda], [TracksOn, Submissions]];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Permission::ALL.iter().map(|permission| permission.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 144);
    }

    #[test]
    fn every_combination_needs_all_of_its_facts() {
        let drafts = Facts::NONE.with(Fact::MailDraft);
        assert!(!Permission::UpdateQueuedmail.is_granted(drafts));
        assert!(Permission::UpdateQueuedmail.is_granted(drafts.with(Fact::Submissions)));
        assert!(Permission::CreateFeedback.is_granted(Facts::NONE));
        assert!(!Permission::ViewEvent.is_granted(Facts::NONE));
        assert!(Permission::ViewEvent.is_granted(Facts::NONE.with_if(Fact::AnyRight, true)));
    }

    #[test]
    fn being_an_administrator_alone_reviews_nothing() {
        let administrator = [Fact::Administrator, Fact::AnyRight, Fact::EventSettings, Fact::Submissions]
            .into_iter()
            .fold(Facts::NONE, Facts::with);
        let open = administrator.with(Fact::ReviewsOpen).with(Fact::Reviewable);
        for permission in [Permission::CreateReview, Permission::ReviewSubmission, Permission::UpdateReview] {
            assert!(!permission.is_granted(open), "{permission:?}");
        }
    }
}
