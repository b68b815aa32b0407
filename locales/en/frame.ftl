# The organisers’ frame: search, forms, plug-ins.


## Search and the palette

frame-search = Search
frame-search-title = Search
frame-search-lead = Finds events, pages and settings; with three letters or more also sessions and speakers.
frame-search-label = What are you looking for?
frame-search-go = Search
frame-search-switch = Switch event or search
frame-search-nothing = Nothing found for “{ $query }”
frame-search-nothing-text = Try fewer or other words, or a code.
frame-search-count = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
frame-search-more = More results
frame-search-help = ↑ ↓ choose, Enter opens, Esc closes
frame-search-error = The search does not answer. Please try again.
frame-search-pages = Pages and settings
frame-search-events = Events
frame-search-organisers = Organisers
frame-search-submissions = Proposals and sessions
frame-search-speakers = Speakers
frame-search-user = You
frame-search-users = Accounts
frame-search-all-events = All events

## Forms

frame-unsaved = Unsaved changes
frame-discard = Discard

## Plug-ins

frame-plugins = Plug-ins
frame-plugins-lead = Plenary takes no plug-ins. What these did elsewhere is built in where it is listed here, and always there.
frame-plugins-built-in = Built in
frame-plugins-moved = Moved here with the event
frame-plugins-moved-lead = The event used these plug-ins before it was moved here. Their names are kept; they do nothing here, and what they stored of their own was left behind.
frame-plugins-none = This event had no plug-ins.
frame-plugins-widget = Schedule for other sites
frame-plugins-widget-text = A script shows the schedule on any page, with filters and details.
frame-plugins-cards = Pictures beside links
frame-plugins-cards-text = Sessions, speakers and the event get a picture for links in messages and networks, unless you upload one.
frame-plugins-offline = Programme without a network
frame-plugins-offline-text = Visitors keep the programme on their devices and read it when the network fails.
frame-plugins-search = Search of the programme
frame-plugins-search-text = Visitors search titles, texts, speakers and answers.
frame-plugins-export = Static copy of the site
frame-plugins-export-text = The public pages as files, to be kept when the server goes; an administrator writes them.
