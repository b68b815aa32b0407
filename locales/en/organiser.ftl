# Organisers, their teams, invitations to teams.

## Organisers

organiser-list = Organisers
organiser-one = Organiser
organiser-add = Add organiser
organiser-add-lead = An organiser runs events with its teams. You become the first member of its first team, which may do everything.
organiser-list-none = No organisers yet
organiser-list-none-text = Whoever runs events is an organiser: an association, a company, a university. Events and teams belong to one.
organiser-search = Name or address
organiser-nothing-found-text = Nothing on this list has these words in it.
organiser-name = Name
organiser-name-hint = As people know you. One language is enough.
organiser-slug = Short name for addresses
organiser-slug-hint = Letters, digits, dots and dashes. It can’t be changed later.
organiser-slug-fixed = Addresses depend on it, so it stays.
organiser-events = Events
organiser-events-none-text = The events of this organiser that you work on appear here.
organiser-added = “{ $name }” has been added.
organiser-saved = “{ $name }” has been saved.
organiser-settings = Settings
organiser-delete = Delete organiser
organiser-delete-title = Delete “{ $name }”?
organiser-delete-events = { $count ->
    [one] This organiser still has an event. Please delete it first:
   *[other] This organiser still has { $count } events. Please delete them first:
}
organiser-delete-text = The organiser disappears for good. This can’t be undone.
organiser-delete-teams = { $count ->
    [one] One team goes with it; its members keep their accounts:
   *[other] { $count } teams go with it; their members keep their accounts:
}
organiser-delete-slug = To confirm, type “{ $slug }”
organiser-deleted = “{ $name }” has been deleted.

## Speakers

organiser-speakers = Speakers
organiser-speakers-lead = Everybody who proposed something at the events whose proposals you work on.
organiser-speakers-none = No speakers yet
organiser-speakers-none-text = People appear here with their first proposal.
organiser-speakers-limited = Nothing to see for you here
organiser-speakers-limited-text = None of your teams works on proposals. Ask the people who manage the teams if it should.
organiser-speakers-search = Name or email address
organiser-person = Name
organiser-accepted = Accepted

## Teams

organiser-team = Team
organiser-teams = Teams
organiser-teams-lead = What somebody may do is the sum of what their teams may do.
organiser-teams-none = No teams yet
organiser-teams-none-text = Teams say who may do what. Add one, then invite people.
organiser-team-add = Add team
organiser-team-add-lead = You can invite people in the next step.
organiser-team-added = The team “{ $name }” has been added. You can invite people now.
organiser-team-saved = The team “{ $name }” has been saved.
organiser-team-access = What this team may do
organiser-team-name = Name
organiser-team-name-hint = Only teams and organisers see it.
organiser-team-all-events = All events
organiser-team-all-events-hint = Those to come as well.
organiser-team-limit-events = Only these events
organiser-team-no-events = There is no event to choose yet.
organiser-team-events = { $count ->
    [one] one event
   *[other] { $count } events
}
organiser-team-hide-names = Never show speakers’ names to these reviewers
organiser-team-hide-names-hint = Whatever the review phase says. It has no effect on reviewers who are in another team without this.
organiser-team-limit-tracks = Only proposals in these tracks
organiser-team-limit-tracks-hint = For reviewing. Without a choice, all tracks.
organiser-rights = Rights
organiser-rights-events = In these events
organiser-rights-organiser = For the organiser
organiser-right-submissions = Work on proposals, sessions, speakers, schedule and mail
organiser-right-submissions-hint = See and change everything that is submitted, decide, plan, write to people.
organiser-right-submissions-short = proposals
organiser-right-event = Change event settings
organiser-right-event-hint = The call for proposals, fields, tracks, rooms, review, and whether the event is public.
organiser-right-event-short = event settings
organiser-right-reviewer = Review proposals
organiser-right-reviewer-hint = See proposals and score them, as far as the review phase allows.
organiser-right-reviewer-short = review
organiser-right-create = Create events
organiser-right-create-hint = New events of this organiser.
organiser-right-create-short = new events
organiser-right-teams = Manage teams
organiser-right-teams-hint = All teams of this organiser: who is in them and what they may do. Whoever has this right can give themselves every other.
organiser-right-teams-short = teams
organiser-right-organiser = Change the organiser’s settings
organiser-right-organiser-hint = Its name.
organiser-right-organiser-short = organiser
organiser-team-delete = Delete team
organiser-team-delete-title = Delete the team “{ $name }”?
organiser-team-delete-text = This can’t be undone. Accounts and what people did stay.
organiser-team-delete-members = { $count ->
    [one] One person loses what this team may do:
   *[other] { $count } people lose what this team may do:
}
organiser-team-delete-invites = { $count ->
    [one] One open invitation is taken back.
   *[other] { $count } open invitations are taken back.
}
organiser-team-deleted = The team “{ $name }” has been deleted.

## Members

organiser-members = Members
organiser-members-none = nobody yet
organiser-members-none-text = Nobody is in this team yet. Invite people below.
organiser-people = { $count ->
    [one] one person
   *[other] { $count } people
}
organiser-and-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
organiser-you = you
organiser-inactive = switched off
organiser-member-remove = Remove
organiser-member-remove-title = Remove { $name } from “{ $team }”?
organiser-member-remove-text = The account stays, and so does what was done with it. What this team may do is lost; API tokens that depend on it end. To undo this, send an invitation.
organiser-member-remove-own = This is you. You may not be able to come back to this page.
organiser-member-removed = { $name } is not in the team any more.

## Invitations

organiser-invites = Invitations
organiser-invite = Send invitations
organiser-invite-emails = Email addresses
organiser-invite-emails-hint = One or several, at most { $max } at once: on lines of their own or with commas between them.
organiser-invite-sent = Sent
organiser-invite-resend = Send again
organiser-invite-resent = The invitation has been sent to { $email } again.
organiser-invite-retract = Take back
organiser-invite-retract-title = Take back the invitation of { $email }?
organiser-invite-retract-text = The link in the mail will not work any more. You can invite the same address again.
organiser-invite-retracted = The invitation of { $email } has been taken back.
organiser-invited-one = An invitation is on its way to { $email }.
organiser-invited = { $count ->
    [one] One invitation is on its way.
   *[other] { $count } invitations are on their way.
}
organiser-invited-count = { $count ->
    [one] one open invitation
   *[other] { $count } open invitations
}

## Accepting

organiser-invitation = Join a team
organiser-invitation-lead = { $organiser } invites you to the team “{ $team }”.
organiser-invitation-accept-title = Accept the invitation
organiser-invitation-as = You are logged in as { $name } ({ $email }).
organiser-invitation-other = The invitation was sent to { $email }. You can accept it with this account all the same.
organiser-invitation-accept = Join the team
organiser-invitation-logout = Log out to use another account
organiser-invitation-login = I have an account
organiser-invitation-login-text = Log in with it, whatever its address is. You come back to this page.
organiser-invitation-register = I am new here
organiser-invitation-register-button = Register and join
organiser-register-name = Your name
organiser-register-repeat = Password again
organiser-invitation-gone = This invitation is not valid any more
organiser-invitation-gone-text = It has been used or taken back, or its link is incomplete. If you have joined already, log in as usual. Otherwise ask the people who invited you for a new one.
organiser-joined = You are now in the team “{ $team }” of { $organiser }.

## Problems

organiser-error-nobody-changes-teams = After this nobody could manage the teams any more. Please give that right to another team with members first.
organiser-error-event-without-team = { $more ->
    [0] After this nobody could work on { $events } any more. Please give another team with members access first.
    [one] After this nobody could work on { $events } and one more event any more. Please give another team with members access first.
   *[other] After this nobody could work on { $events } and { $more } more events any more. Please give another team with members access first.
}
organiser-error-team-without-events = Please choose at least one event, or all.
organiser-error-team-without-rights = Please tick at least one thing that this team may do.
organiser-error-track-out-of-reach = “{ $track }” is a track of an event that this team does not reach.
organiser-error-invite-many = Please invite at most { $max } people at once.
organiser-error-invite-address = “{ $email }” is not an email address.
organiser-error-invite-member = { $email } is in this team already.
organiser-error-invite-again = { $email } is invited already. You can send that invitation again.
organiser-error-invite-no-address = This invitation has no address it could be sent to.
organiser-error-has-events = This organiser still has events. Please delete them first.
organiser-error-slug-typed = This is not the organiser’s short name.
organiser-warning-nobody-creates-events = No member of any team can create events now.
organiser-warning-nobody-changes-organiser = No member of any team can change the organiser’s settings now.
organiser-warning-nobody-changes-events = { $more ->
    [0] No member of any team can change the settings of { $events } now.
    [one] No member of any team can change the settings of { $events } and one more event now.
   *[other] No member of any team can change the settings of { $events } and { $more } more events now.
}
