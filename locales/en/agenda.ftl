### Schedule, lists and filters of the public site.

agenda-lead = Version { $version }, released on { $date }.

## View

agenda-view = View
agenda-view-grid = Grid
agenda-view-list = List
agenda-print = Print
agenda-print-days = Schedule, a page for each day
agenda-print-rooms = Door signs, a page for each room and day

## Time zone

agenda-zone = All times in { $zone }
agenda-zone-event = Times of the event: { $zone }
agenda-zone-local = My times: { $zone }

## Search and filters

agenda-find = Find sessions
agenda-search = Search sessions
agenda-search-hint = Looks at titles, speakers, tracks and rooms. Results follow while you type.
agenda-filters = Filter sessions
agenda-filters-more = More
agenda-mine = My plan
agenda-mine-empty = You have not starred any session yet. The star on a session adds it to your plan.
agenda-starred = Starred by me
agenda-starred-calendar = Your starred sessions (iCal)
agenda-unrecorded = Not recorded
agenda-changed = New or changed
agenda-found = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
}
agenda-show = { $count ->
    [one] Show { $count } session
   *[other] Show { $count } sessions
}
agenda-none-title = No session matches
agenda-none-text = Try fewer or shorter words, or take away a filter.

## Stars

agenda-star = Star “{ $title }”
agenda-star-on = Add to my plan
agenda-star-off = Remove from my plan
agenda-star-failed = The star could not be saved, so it is back to what it was. Please try again.
agenda-star-unread = Your saved stars could not be loaded. New stars are kept in this browser for now.

## While the event runs

agenda-now = Now
agenda-next = Next
agenda-jump = Jump to now
agenda-overview = Now and next
agenda-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}

## Changes since the last visit

agenda-new = New
agenda-moved = Changed
agenda-news = { $count ->
    [one] { $count } new session
   *[other] { $count } new sessions
}
agenda-changes = { $count ->
    [one] { $count } changed session
   *[other] { $count } changed sessions
}
agenda-changes-since = Since you last saw version { $version }: { $changes }.
agenda-outdated = The schedule has changed since this page was opened.
agenda-reload = Load it again
agenda-changes-show = Show only these

## Speakers

agenda-speaker-search = Search by name
agenda-speakers-found = { $count ->
    [one] { $count } speaker found
   *[other] { $count } speakers found
}
agenda-speakers-none-title = Nobody of this name
agenda-speakers-none-text = Try a part of the name.
agenda-speakers-all = Show all speakers
