# The organiser's pages.

## Frame

orga-overview = Overview
orga-proposals-and-sessions = Proposals & sessions
orga-proposals = Proposals
orga-editor = Editor

## Logging in

orga-login-lead = For organisers, reviewers and administrators.
orga-email = Email address
orga-password = Password

## Events

orga-events = Events
orga-events-ahead = Current and upcoming
orga-events-over = Past
orga-events-none = No events yet
orga-events-none-text = Events appear here when you become a member of their team. Ask the people who run an event to invite you.
orga-events-none-administrator = There is no event on this site yet. This command creates the first one:
orga-event = Event
orga-dates = Dates
orga-visibility = Visibility
orga-public = public
orga-hidden = hidden
orga-event-running = running
orga-event-over = over
orga-event-day = day { $day } of { $days }

## Overview

orga-attention = Needs attention
orga-attention-none = Nothing is waiting for you.
orga-overview-limited = Your team has no access to the proposals of this event.
orga-tile-undecided = { $count ->
    [one] proposal to decide on
   *[other] proposals to decide on
}
orga-tile-unconfirmed = { $count ->
    [one] session not confirmed by its speakers
   *[other] sessions not confirmed by their speakers
}
orga-tile-unscheduled = { $count ->
    [one] session without a time
   *[other] sessions without a time
}
orga-tile-all = { $count ->
    [one] proposal
   *[other] proposals
}
orga-tile-confirmed = { $count ->
    [one] confirmed session
   *[other] confirmed sessions
}
orga-tile-rejected = rejected
orga-tile-withdrawn = withdrawn
orga-tile-canceled = cancelled
orga-stand = Where things stand
orga-links = Links
orga-link-event = Event page
orga-link-schedule = Public schedule
orga-time-zone = Time zone
orga-call-open = Open without a deadline
orga-dates-from = from { $at }
orga-dates-until = until { $at }
orga-dates-none = Without dates
orga-call-opens = Opens on { $at }
orga-call-until = Deadline { $at }
orga-call-closed = Closed since { $at }
orga-call-hidden = Nobody can submit while the event is hidden.
orga-version-none = No version has been released yet.
orga-version = Version { $version }, released on { $at }
orga-publish = Go public
orga-publish-title = Make “{ $name }” public?
orga-publish-text = Everybody can see the event’s pages from then on, and the call for proposals while it is open. You can hide the event again at any time.
orga-hide = Hide the event
orga-hide-title = Hide “{ $name }”?
orga-hide-text = Only people in the event’s teams can see its pages from then on. Nothing is deleted; you can make it public again at any time.
orga-now-public = “{ $name }” is public now.
orga-now-hidden = “{ $name }” is hidden now. Only people in its teams can see it.

## Proposals

orga-search = Title, speaker or code
orga-by-state = By state
orga-state-all = All
orga-state-submitted = Submitted
orga-state-accepted = Accepted
orga-state-confirmed = Confirmed
orga-state-rejected = Rejected
orga-state-withdrawn = Withdrawn
orga-state-canceled = Cancelled
orga-proposals-none = No proposals yet
orga-proposals-none-text = Proposals appear here as soon as somebody submits one.
orga-proposals-to-call = Look at the call for proposals
orga-nothing-found = Nothing found
orga-nothing-found-text = No proposal fits this search and state.

## One proposal

orga-title = Title
orga-type = Session type
orga-track = Track
orga-state = State
orga-submitted = Submitted on
orga-duration = Duration
orga-slot-count = Number of slots
orga-recording = May be recorded
orga-code = Code
orga-abstract = Abstract
orga-description = Description
orga-notes = Notes for the organisers
orga-internal-notes = Internal notes
orga-no-texts = This proposal has no texts.
orga-speakers = Speakers
orga-no-speakers = This proposal has no speakers.
orga-facts = Facts
orga-change-state = Change the state

## Changing the state

orga-submit = Back to submitted
orga-accept = Accept
orga-unconfirm = Back to accepted
orga-reject = Reject
orga-withdraw = Withdraw
orga-cancel = Cancel the session
orga-submit-question = Put “{ $title }” back to submitted?
orga-accept-question = Accept “{ $title }”?
orga-unconfirm-question = Put “{ $title }” back to accepted?
orga-confirm-question = Confirm “{ $title }”?
orga-reject-question = Reject “{ $title }”?
orga-withdraw-question = Withdraw “{ $title }”?
orga-cancel-question = Cancel “{ $title }”?
orga-submit-text = It is open for a decision again. Nobody gets an email about this.
orga-accept-text = The session can be given a place in the schedule. An email to the speakers is prepared; it is not sent yet.
orga-unconfirm-text = The speakers have to confirm again. The session is not in the next version of the schedule until they do. Nobody gets an email about this.
orga-confirm-text = You confirm in the speakers’ place. The session is public with the next version of the schedule in which it has a time.
orga-reject-text = An email to the speakers is prepared; it is not sent yet. You can change your mind later.
orga-withdraw-text = Do this when the speakers ask for it. Nobody gets an email about this.
orga-cancel-text = The session does not take place. Versions of the schedule that were released stay as they are; the next one is without it. Nobody gets an email about this.
orga-submit-done = “{ $title }” is back to submitted.
orga-accept-done = “{ $title }” is accepted. An email to the speakers is prepared, not sent.
orga-unconfirm-done = “{ $title }” is back to accepted.
orga-confirm-done = “{ $title }” is confirmed.
orga-reject-done = “{ $title }” is rejected. An email to the speakers is prepared, not sent.
orga-withdraw-done = “{ $title }” is withdrawn.
orga-cancel-done = “{ $title }” is cancelled.
orga-state-already = Nothing has changed: “{ $title }” is { $state } already.
orga-place-lost = It loses its place in the schedule you are working on:

## Schedule

orga-session = Session
orga-start = Start
orga-end = End
orga-start-hint = { $dates }, time zone { $zone }
orga-end-hint = If you leave this empty, the session lasts { $duration }.
orga-slots = Slots of this session
orga-break = break
orga-blocker = blocked, not public
orga-waiting = { $count ->
    [one] { $count } session without a time
   *[other] { $count } sessions without a time
}
orga-waiting-hint = Times are in the event’s time zone, { $zone }.
orga-schedule-none = Nothing to plan yet
orga-schedule-none-text = Sessions appear here as soon as their proposals are accepted.
orga-place-none = No time yet
orga-place-title = Room and time of “{ $title }”
orga-place-give = Give it a time
orga-place-change = Change
orga-place-take = Take off the schedule
orga-place-saved = “{ $title }” is planned: { $place }.
orga-place-taken = “{ $title }” has no time any more.
orga-place-not-accepted = “{ $title }” can’t be planned: only accepted sessions have a place in the schedule.

## Rooms

orga-rooms-none = No rooms yet
orga-rooms-none-text = Sessions need a room before they can be given a time.
orga-room-add = Add a room
orga-room-name = Name
orga-room-hidden = hidden
orga-capacity = Seats
orga-capacity-hint = How many people fit in. Leave it empty if you don’t know.
orga-room-added = The room “{ $name }” has been added.

## Releasing

orga-release-prepare = Release …
orga-release-title = Release the schedule
orga-release-lead = A version is a snapshot: the public sees it as it is now, until you release the next one.
orga-release-summary = What will be public
orga-release-sessions = { $count ->
    [0] No session is in this version.
    [one] { $count } session is in this version.
   *[other] { $count } sessions are in this version.
}
orga-release-first = It is the first one.
orga-release-previous = The one before is { $version }.
orga-release-nothing = There is nothing to release yet: no confirmed session has a time.
orga-release-unconfirmed = { $count ->
    [one] { $count } accepted session is not confirmed yet and stays hidden.
   *[other] { $count } accepted sessions are not confirmed yet and stay hidden.
}
orga-release-unconfirmed-link = Show unconfirmed sessions
orga-release-unscheduled = { $count ->
    [one] { $count } session has no time yet and is left out.
   *[other] { $count } sessions have no time yet and are left out.
}
orga-release-unscheduled-link = Give them a time
orga-release-hidden = The event is hidden: the public sees the schedule once the event is public.
orga-version-name = Version
orga-version-hint = A short name such as 1.0. It is part of the address of this version.
orga-release-comment = What has changed
orga-release-comment-hint = A note for the public’s list of changes.
orga-release = Release this version
orga-released = Version { $version } is released.
