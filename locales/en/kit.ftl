# Words of the frame and of the components that every page shares.

kit-language-name = English

## Frame

kit-skip-to-content = Skip to content
kit-navigation = Main navigation
kit-menu = Menu
kit-account = Account
kit-log-in = Log in
kit-log-out = Log out
kit-organiser-area = Organiser area
kit-my-proposals = My proposals
kit-my-mails = My emails
kit-my-profile = My profile
kit-language = Language
kit-theme = Appearance
kit-theme-system = Like the device
kit-theme-light = Light
kit-theme-dark = Dark
kit-schedule = Schedule
kit-sessions = Sessions
kit-speakers = Speakers
kit-cfp = Call for proposals
kit-featured = Featured
kit-contact = Contact
kit-imprint = Imprint
kit-powered-by = Planned with { $name }
kit-view-event = View event
kit-all-events = All events
kit-breadcrumb = You are here
kit-not-public = This event is not public yet. Only people with access see this page.
kit-preview = Preview: other visitors can’t see this page yet.
kit-new-tab = opens in a new tab

## Actions

kit-save = Save
kit-cancel = Cancel
kit-close = Close
kit-confirm = Confirm
kit-continue = Continue
kit-back = Back
kit-delete = Delete
kit-edit = Edit
kit-add = Add
kit-remove = Remove
kit-search = Search
kit-filter = Filter
kit-apply = Apply
kit-undo = Undo
kit-show = Show
kit-open = Open
kit-download = Download
kit-copy = Copy
kit-copied = Copied
kit-more = More
kit-select-all = Select all
kit-actions = Actions

## Forms

kit-optional = optional
kit-public-field = public
kit-public-field-hint = Everyone can see this
kit-characters = characters
kit-choose = Please choose
kit-none = None
kit-file-current = Current file:
kit-file-remove = Remove the file
kit-password-show = Show password
kit-markdown-hint = You can use Markdown.
kit-bold = Bold
kit-italic = Italic
kit-link = Link
kit-code = Code
kit-quote = Quotation
kit-list = List
kit-time-zone-hint = Time zone: { $zone }
kit-i18n-languages = Languages of “{ $label }”

## Lists

kit-results = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
kit-selected = selected
kit-filters-clear = Clear filters
kit-filter-remove = Remove filter: { $name }
kit-pages = Pages
kit-page = Page { $page }
kit-page-of = Page { $page } of { $pages }
kit-page-range = { $from }–{ $to } of { $total }
kit-previous = Previous
kit-next = Next
kit-sort-by = Sort by { $column }
kit-yes = Yes
kit-no = No

## Messages

kit-message-info = Note
kit-message-success = Done
kit-message-warning = Warning
kit-message-danger = Error
kit-saved = Your changes have been saved.
kit-saved-object = “{ $name }” has been saved.
kit-language-changed = The pages are in English from now on.

## States of proposals and sessions

kit-state-draft = draft
kit-state-submitted = submitted
kit-state-accepted = accepted
kit-state-confirmed = confirmed
kit-state-rejected = rejected
kit-state-canceled = cancelled
kit-state-withdrawn = withdrawn
kit-state-pending = will be { $state }

## Schedule

kit-schedule-rooms = Rooms
kit-schedule-days = Days
kit-schedule-time = Time
kit-not-recorded = will not be recorded
kit-room = Room

## Dates and times

kit-today = today
kit-tomorrow = tomorrow
kit-yesterday = yesterday
kit-just-now = just now
kit-in-days = in { $count } days
kit-days-ago = { $count } days ago
kit-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
kit-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
kit-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
kit-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
kit-duration-minutes = { $minutes } min
kit-duration-hours = { $hours } h
kit-duration = { $hours } h { $minutes } min
kit-date-long = { $weekday } { $day } { $month } { $year }
kit-date = { $day } { $month } { $year }
kit-date-short = { $day } { $month-short } { $year }
kit-date-no-year = { $day } { $month }
kit-day = { $weekday-short } { $day } { $month-short }
kit-time = { $hour }:{ $minute }
kit-date-time = { $date }, { $time }
kit-range-close = { $from }–{ $to }
kit-range-wide = { $from } – { $to }
kit-range-days = { $from }–{ $to } { $month } { $year }

kit-month-1 = January
kit-month-2 = February
kit-month-3 = March
kit-month-4 = April
kit-month-5 = May
kit-month-6 = June
kit-month-7 = July
kit-month-8 = August
kit-month-9 = September
kit-month-10 = October
kit-month-11 = November
kit-month-12 = December
kit-month-short-1 = Jan
kit-month-short-2 = Feb
kit-month-short-3 = Mar
kit-month-short-4 = Apr
kit-month-short-5 = May
kit-month-short-6 = Jun
kit-month-short-7 = Jul
kit-month-short-8 = Aug
kit-month-short-9 = Sep
kit-month-short-10 = Oct
kit-month-short-11 = Nov
kit-month-short-12 = Dec
kit-weekday-1 = Monday
kit-weekday-2 = Tuesday
kit-weekday-3 = Wednesday
kit-weekday-4 = Thursday
kit-weekday-5 = Friday
kit-weekday-6 = Saturday
kit-weekday-7 = Sunday
kit-weekday-short-1 = Mon
kit-weekday-short-2 = Tue
kit-weekday-short-3 = Wed
kit-weekday-short-4 = Thu
kit-weekday-short-5 = Fri
kit-weekday-short-6 = Sat
kit-weekday-short-7 = Sun
