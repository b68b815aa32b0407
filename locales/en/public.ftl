# The programme as everyone sees it.

## Start page of the site

public-start-title = Events
public-start-lead = Calls for proposals and programmes on { $host }
public-start-now = Happening now
public-start-coming = Coming up
public-start-past = Past events
public-start-not-public = not public yet
public-start-log-in = Log in as organiser
public-start-organised = Events I organise
public-start-empty-title = No events yet
public-start-empty-text = Events appear here as soon as their organisers make them public.

## Start page of an event

public-at-a-glance = At a glance
public-to-schedule = Go to the schedule
public-to-cfp = Submit a proposal
public-fact-zone = Time zone
public-fact-deadline = Call for proposals open until
public-fact-languages = Languages of the sessions
public-fact-version = Schedule
public-fact-version-text = Version { $version } of { $date }
public-landing-empty = The organisers have not written anything here yet.

## Schedule

public-schedule-about = When and where everything at { $event } takes place.
public-schedule-old = This is version { $version }, which is no longer the current one.
public-schedule-working = This is the working version. Only organisers can see it.
public-schedule-to-current = Go to the current version ({ $version })
public-schedule-empty-title = No sessions yet
public-schedule-empty-text = This version of the schedule has no sessions. Please come back later.
public-day-sessions = { $count ->
    [one] session
   *[other] sessions
}
public-break = Break
public-export = Export
public-export-ics = Calendar (iCal)
public-export-json = JSON
public-export-xml = XML (frab)
public-export-xcal = xCal
public-export-feed = Feed of new versions
public-changelog = Changes between versions
public-export-code = Calendar for your phone

## Sessions

public-sessions-about = All sessions at { $event }.
public-sessions-lead = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
}
public-sessions-without-track = Other sessions
public-session-about = A session at { $event }.
public-session-no-text = There is no description yet.
public-session-speakers = { $count ->
    [one] Speaker
   *[other] Speakers
}
public-when-and-where = When and where
public-to-calendar = Add to my calendar
public-track = Track
public-tracks = Tracks
public-type = Type
public-duration = Duration
public-language = Language
public-time-zone = Time zone
public-not-recorded = This session will not be recorded.
public-resources = Resources

## Speakers

public-speakers-about = Everyone who speaks at { $event }.
public-speakers-lead = { $count ->
    [one] { $count } speaker
   *[other] { $count } speakers
}
public-speakers-empty-title = No speakers yet
public-speakers-empty-text = Speakers appear here together with their sessions.
public-speaker-about = { $name } speaks at { $event }.
public-speaker-sessions = { $count ->
    [one] Session
   *[other] Sessions
}
public-speaker-with = with { $names }
public-to-calendar-all = { $count ->
    [one] Add the session to my calendar
   *[other] Add all { $count } sessions to my calendar
}
public-unnamed-speaker = Unnamed speaker
