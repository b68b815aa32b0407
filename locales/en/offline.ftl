### The agenda without a network.

offline-title = Offline agenda
offline-waiting = The programme has not been kept on this device yet. Open the schedule once while you are online.
offline-no-script = The offline agenda needs scripts. The schedule itself does not.
offline-note = You are offline.
offline-as-of = You are offline. This is the programme as of { $time }.
offline-page-as-of = You are offline. This page is as of { $time }.
offline-online-again = You are online again.
offline-reload = Load the current page
offline-updated = The schedule has been updated.
offline-search-hint = Titles, speakers, rooms and texts
offline-found = Sessions found: { $sessions }. Speakers found: { $speakers }.
offline-nothing-found = Nothing found. Fewer or shorter words find more.
offline-missing-title = Not in the programme
offline-missing-text = The programme on this device does not have this page. It may have changed since.
offline-star = Star “{ $title }”
offline-starred = Starred
offline-starred-empty = You have not starred any session yet. The star stands on each session.
