//! Who acts, and what they may do in an event.

use crate::{Error, Result};

/// On whose behalf something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A visitor who is not logged in.
    Anonymous,
    /// An active account.
    Person { account: i32, administrator: bool },
    /// The program itself: periodic jobs, and commands of whoever runs the machine.
    System,
}

impl Actor {
    pub fn account(&self) -> Option<i32> {
        match self {
            Self::Person { account, .. } => Some(*account),
            _ => None,
        }
    }

    pub fn is_logged_in(&self) -> bool {
        matches!(self, Self::Person { .. })
    }

    pub fn is_administrator(&self) -> bool {
        matches!(self, Self::Person { administrator: true, .. } | Self::System)
    }

    /// Refuses everybody but administrators: visitors are asked to log in, others learn nothing.
    pub fn must_administer(&self) -> Result<()> {
        match self {
            _ if self.is_administrator() => Ok(()),
            Self::Anonymous => Err(Error::NeedsLogin),
            _ => Err(Error::NotFound),
        }
    }
}

/// The union of the flags of a person's teams that reach an event (data-model §4.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    pub can_create_events: bool,
    pub can_change_teams: bool,
    pub can_change_organiser_settings: bool,
    pub can_change_event_settings: bool,
    pub can_change_submissions: bool,
    /// Never given by being an administrator.
    pub is_reviewer: bool,
    /// One of the teams that make them a reviewer does not hide who speaks.
    pub reviews_with_names: bool,
}

impl Rights {
    pub const NONE: Self = Self {
        can_create_events: false,
        can_change_teams: false,
        can_change_organiser_settings: false,
        can_change_event_settings: false,
        can_change_submissions: false,
        is_reviewer: false,
        reviews_with_names: false,
    };

    /// What every administrator has everywhere: all but reviewing.
    pub const ADMINISTRATOR: Self = Self {
        can_create_events: true,
        can_change_teams: true,
        can_change_organiser_settings: true,
        can_change_event_settings: true,
        can_change_submissions: true,
        is_reviewer: false,
        reviews_with_names: false,
    };

    pub fn any(self) -> bool {
        self != Self::NONE
    }

    pub fn union(self, other: Self) -> Self {
        Self {
            can_create_events: self.can_create_events || other.can_create_events,
            can_change_teams: self.can_change_teams || other.can_change_teams,
            can_change_organiser_settings: self.can_change_organiser_settings
                || other.can_change_organiser_settings,
            can_change_event_settings: self.can_change_event_settings || other.can_change_event_settings,
            can_change_submissions: self.can_change_submissions || other.can_change_submissions,
            is_reviewer: self.is_reviewer || other.is_reviewer,
            reviews_with_names: self.reviews_with_names || other.reviews_with_names,
        }
    }
}
