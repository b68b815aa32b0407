//! The names of actions in the log (data-model §5.2, §5.3).

/// What older installations wrote, and the name it is shown under.
const ALIASES: [(&str, &str); 12] = [
    ("pretalx.event.invite.orga.accept", "pretalx.invite.orga.accept"),
    ("pretalx.event.invite.orga.retract", "pretalx.team.invite.orga.retract"),
    ("pretalx.invite.orga.retract", "pretalx.team.invite.orga.retract"),
    ("pretalx.event.invite.orga.send", "pretalx.invite.orga.send"),
    ("pretalx.event.invite.reviewer.send", "pretalx.invite.reviewer.send"),
    ("pretalx.event.invite.reviewer.retract", "pretalx.invite.reviewer.retract"),
    ("pretalx.submission.answercreate", "pretalx.submission.answer.create"),
    ("pretalx.submission.answerupdate", "pretalx.submission.answer.update"),
    ("pretalx.submission.confirmation", "pretalx.submission.confirm"),
    ("pretalx.team.member.remove", "pretalx.team.remove_member"),
    ("pretalx.user.password.changed", "pretalx.user.password.update"),
    ("pretalx.user.token.reset", "pretalx.user.token.revoke"),
];

/// The name of today for an action.
pub fn current(action: &str) -> &str {
    ALIASES.iter().find(|(old, _)| *old == action).map_or(action, |(_, new)| new)
}

/// Every name that stands for this one, itself included.
pub(super) fn all_names(action: &str) -> Vec<String> {
    let old = ALIASES.iter().filter(|(_, new)| *new == action).map(|(old, _)| (*old).to_owned());
    std::iter::once(action.to_owned()).chain(old).collect()
}

/// The state that an action puts a proposal into.
pub fn target_state(action: &str) -> Option<plenary_model::SubmissionState> {
    use plenary_model::SubmissionState::*;
    Some(match action.strip_prefix("pretalx.submission.")? {
        "make_submitted" => Submitted,
        "accept" | "unconfirm" => Accepted,
        "confirm" => Confirmed,
        "reject" => Rejected,
        "cancel" => Canceled,
        "withdraw" => Withdrawn,
        _ => return None,
    })
}

/// Actions on proposals, speakers and mails: for who works on these.
pub(super) const OF_PROGRAMME: [&str; 5] =
    ["pretalx.submission.", "pretalx.speaker.", "pretalx.user.", "pretalx.mail.", "plenary.slot."];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_names() {
        assert_eq!(current("pretalx.submission.confirmation"), "pretalx.submission.confirm");
        assert_eq!(current("pretalx.event.update"), "pretalx.event.update");
        assert_eq!(
            all_names("pretalx.submission.confirm"),
            ["pretalx.submission.confirm", "pretalx.submission.confirmation"]
        );
        for (_, new) in ALIASES {
            assert_eq!(current(new), new, "no alias of an alias");
        }
    }
}
