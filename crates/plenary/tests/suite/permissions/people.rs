//! Everybody who might come.

use plenary_model::{Fact, Facts};
use plenary_store::entity::team;
use sea_orm::ActiveValue::Set;

/// Each of the middle ones is in one team that has this flag and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Anonymous,
    Stranger,
    /// Of the event's sessions.
    Speaker,
    Reviewer,
    /// A reviewer from whom the team hides who speaks.
    BlindReviewer,
    CreateEvents,
    Teams,
    OrganiserSettings,
    EventSettings,
    Submissions,
    /// All flags but reviewing.
    Everything,
    /// The same at another organiser.
    Neighbour,
    /// In no team.
    Administrator,
}

impl Role {
    pub const ALL: [Self; 13] = [
        Self::Anonymous,
        Self::Stranger,
        Self::Speaker,
        Self::Reviewer,
        Self::BlindReviewer,
        Self::CreateEvents,
        Self::Teams,
        Self::OrganiserSettings,
        Self::EventSettings,
        Self::Submissions,
        Self::Everything,
        Self::Neighbour,
        Self::Administrator,
    ];

    pub fn email(self) -> String {
        format!("{self:?}@example.org").to_lowercase()
    }

    /// The flags of the team that is theirs, if they are in one.
    pub fn team(self) -> Option<team::ActiveModel> {
        let all = matches!(self, Self::Everything | Self::Neighbour);
        let flag = |role: Self| Set(all || self == role);
        (!matches!(self, Self::Anonymous | Self::Stranger | Self::Speaker | Self::Administrator)).then(|| {
            team::ActiveModel {
                name: Set(format!("{self:?}")),
                all_events: Set(true),
                can_create_events: flag(Self::CreateEvents),
                can_change_teams: flag(Self::Teams),
                can_change_organiser_settings: flag(Self::OrganiserSettings),
                can_change_event_settings: flag(Self::EventSettings),
                can_change_submissions: flag(Self::Submissions),
                is_reviewer: Set(matches!(self, Self::Reviewer | Self::BlindReviewer)),
                force_hide_speaker_names: Set(self == Self::BlindReviewer),
                ..Default::default()
            }
        })
    }

    /// What is true of them in the event, whatever its state.
    pub fn facts(self) -> Facts {
        let administrator = self == Self::Administrator;
        let here = self.team().is_some() && self != Self::Neighbour;
        let flag = |role: Self| administrator || self == Self::Everything || self == role;
        let anywhere = |role: Self| flag(role) || self == Self::Neighbour;
        Facts::NONE
            .with_if(Fact::Administrator, administrator)
            .with_if(Fact::AnyRight, here || administrator)
            .with_if(Fact::OrganiserMember, here || administrator)
            .with_if(Fact::AnyTeam, self.team().is_some() || administrator)
            .with_if(Fact::CreateEvents, anywhere(Self::CreateEvents))
            .with_if(Fact::Teams, flag(Self::Teams))
            .with_if(Fact::OrganiserSettings, flag(Self::OrganiserSettings))
            .with_if(Fact::AnyOrganiserSettings, anywhere(Self::OrganiserSettings))
            .with_if(Fact::EventSettings, flag(Self::EventSettings))
            .with_if(Fact::Submissions, flag(Self::Submissions))
            .with_if(Fact::Reviewer, matches!(self, Self::Reviewer | Self::BlindReviewer))
    }
}
