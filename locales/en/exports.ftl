# Exports, changelog, feed, and the words of the widget.

## Changelog

exports-changelog-title = Schedule changes
exports-changelog-lead = What each version of the schedule changed.
exports-changelog-about = What changed in the schedule of { $event }, version by version.
exports-changelog-empty-title = No version yet
exports-changelog-empty-text = Changes appear here as soon as the schedule is released.
exports-changelog-version = Version { $version }
exports-changelog-first = The first version of the schedule is out.
exports-changelog-none = No session was added, cancelled or moved.
exports-changelog-to-version = Go to this version
exports-changelog-new = { $count ->
    [one] New session
   *[other] { $count } new sessions
}
exports-changelog-canceled = { $count ->
    [one] Cancelled session
   *[other] { $count } cancelled sessions
}
exports-changelog-moved = { $count ->
    [one] Moved session
   *[other] { $count } moved sessions
}
exports-changelog-move = { $from } → { $to }
exports-changelog-place = { $start }, { $room }

## Feed

exports-feed-title = { $event }: changes to the schedule
exports-feed-entry = { $event }: new version of the schedule ({ $version })

## Text for terminals

exports-text-forms = Other forms
exports-text-default = default
exports-text-no-speakers = No speakers
exports-text-in-room = in

## Widget

exports-widget-answer-no = No
exports-widget-answer-yes = Yes
exports-widget-around-this-session = Before, after and at the same time
exports-widget-clear-filters = Remove all filters
exports-widget-close-filters = Close filters
exports-widget-details = Details
exports-widget-dismiss = Dismiss
exports-widget-favs-not-logged-in = Your stars are kept in this browser. Log in to have them on other devices, too.
exports-widget-favs-not-saved = Your stars could not be sent to the server. They are kept in this browser.
exports-widget-filter = Filter
exports-widget-filters = Filters
exports-widget-jump-to-now = Jump to now
exports-widget-languages = Languages
exports-widget-no-file-provided = No file
exports-widget-no-location = No room yet
exports-widget-no-matching-sessions = No session fits these filters.
exports-widget-no-response = No answer
exports-widget-not-recorded = Not recorded
exports-widget-powered-by = Made with Plenary
exports-widget-recording = Recording
exports-widget-resource = Resource
exports-widget-rooms = Rooms
exports-widget-save = Save
exports-widget-saved = Saved
exports-widget-schedule-empty = This schedule has no sessions yet.
exports-widget-schedule-load-error = The schedule could not be loaded. Please try again later.
exports-widget-search = Search
exports-widget-session-image = Picture of the session
exports-widget-show-results = Show sessions
exports-widget-signup = Sign up
exports-widget-signup-full = Full
exports-widget-signup-hide-full = Hide full sessions
exports-widget-signup-only = Only with sign-up
exports-widget-signup-required = You have to sign up for this session.
exports-widget-signup-section = Sign-up
exports-widget-signup-signed-up = Signed up
exports-widget-signups-not-loaded = Your sign-ups could not be loaded.
exports-widget-tags = Tags
exports-widget-timezone-event = Time at the event
exports-widget-timezone-local = My time
exports-widget-toggle-favs = Only with a star
exports-widget-toggle-signups = Only those I signed up for
exports-widget-tracks = Tracks
