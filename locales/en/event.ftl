# Events: creating them, their settings, showing and deleting them.

## Settings

event-settings = Settings
event-settings-parts = Parts of this page
event-general = General
event-features = Features
event-languages = Languages and time
event-look = Look
event-texts = Texts
event-links = Links in header and footer
event-unchanged = Nothing was different, so nothing was changed.
event-name = Name
event-slug = Name in addresses
event-slug-hint = Every link to the event changes with it. Only administrators can change it.
event-slug-new-hint = Letters, digits, dots and dashes. A name with the year in it ({ $year }) leaves room for the next event.
event-date-from = First day
event-date-to = Last day
event-dates-hint = When both days move, the unreleased schedule and all availabilities move along. When the event gets shorter, sessions outside of it lose their time.
event-email = Email address of the organisers
event-email-hint = Answers to mails go there, and everyone can see it.
event-domain = Domain of its own
event-domain-hint = Such as https://talks.example.org. Its DNS entry must point to this site.
event-domain-elsewhere = The domain belongs to another machine. Visitors reach the event only once its DNS entry points here.
event-imprint = Address of the legal notice
event-imprint-hint = Linked in the footer of every page.
event-noindex = Ask search engines to leave the event out
event-use-tracks = Use tracks
event-use-feedback = Let visitors give feedback on sessions
event-multiple = Sessions can take place more than once
event-multiple-hint = Each proposal then says how many slots it gets.
event-show-schedule = Show the released schedule to the public
event-layout = Layout of the schedule
event-layout-grid = Grid
event-layout-list = List
event-featured = Show featured sessions
event-featured-never = Never
event-featured-before = Until the schedule is public
event-featured-always = Always
event-export-url = Address of the static copy
event-export-url-hint = Only if the exported site is kept somewhere: links in exports lead there.
event-locales = Languages of the pages
event-locale = Default language
event-content-locales = Languages of proposals
event-time-zone = Time zone
event-time-zone-hint = When it changes, everything keeps its time of day: slots, availabilities, deadlines, review phases.
event-zone-new-hint = All times of the event are in it.
event-colour = Colour
event-colour-hint = Used for links, buttons and bars. Where text in it could not be read, it gets darker or lighter.
event-colour-adjusted = Text in this colour could not be read everywhere: on light pages it is shown as { $light }, on dark ones as { $dark }.
event-logo = Logo
event-logo-hint = PNG, JPEG, GIF or WebP. Stands in the header in place of the name.
event-header = Header image
event-header-hint = A wide picture above the pages, at best 1920 pixels wide.
event-social = Preview image
event-social-hint = Shown beside links to the event. Without it one is drawn.
event-css = CSS of your own
event-css-hint = Changes how the public pages look. It can load only files that were uploaded here.
event-css-file = CSS from a file
event-css-file-hint = Takes the place of the text above.
event-css-rule = Line { $line }: rules called “@{ $name }” are not possible.
event-css-address = Line { $line }: “{ $url }” would be loaded from elsewhere. Only addresses that start with /media/ are possible.
event-css-function = Line { $line }: the function “{ $name }” is not possible.
event-css-broken = Line { $line }: here is a bracket or text without its other half.
event-css-depth = Line { $line }: there are too many blocks within each other.
event-css-length = This style sheet is too long. The limit is { $max } kB.
event-landing = Text of the first page
event-featured-text = Text above featured sessions
event-links-lead = Leave both fields of a link empty to remove it.
event-link-label = Link { $number }: text
event-link-url = Link { $number }: address
event-link-role = Link { $number }: place
event-link-header = Header
event-link-footer = Footer
event-unscheduled = { $count ->
    [one] { $count } session has no time any more, because the event got shorter.
   *[other] { $count } sessions have no time any more, because the event got shorter.
}

## Mail

event-mail = Mail
event-mail-lead = What all mails of this event carry, and how they are sent.
event-mail-all = All mails
event-reply-to = Answers go to
event-reply-to-hint = Without it, to the email address of the organisers.
event-subject-prefix = Before each subject
event-subject-prefix-hint = Stands in square brackets.
event-signature = Signature
event-signature-hint = Stands at the end of each mail.
event-mail-new = Send a copy of each new proposal to the organisers
event-mail-server = Mail server
event-smtp-own = Use a mail server of our own
event-smtp-own-hint = Otherwise mails go through the server of this site.
event-mail-from = Sender
event-smtp-host = Host
event-smtp-port = Port
event-smtp-username = User name
event-smtp-password = Password
event-smtp-password-hint = ASCII characters only.
event-smtp-password-kept = Leave it empty to keep the one that is stored.
event-smtp-password-stored = A password is stored. It goes away with the user name.
event-smtp-starttls = Encrypt with STARTTLS (mostly port 587)
event-smtp-tls = Encrypt from the start with TLS (mostly port 465)
event-smtp-test = Save and try the server out
event-smtp-test-fine = The server would take a mail from this sender. None was sent.
event-smtp-test-none = Saved. Mails go through the server of this site; only the event’s own server can be tried out here.

## Widget

event-widget = Widget
event-widget-lead = Shows the schedule on your own site.
event-widget-always = Show the widget even if the schedule is not public
event-widget-always-hint = Whoever has the address of the widget can then read the released schedule.
event-widget-generator = What it shows
event-widget-locale = Language
event-widget-days = Days
event-widget-all = Choose none to show all.
event-widget-make = Update the code
event-widget-code = The code
event-widget-script = Once on the page
event-widget-element = Where the schedule should stand

## Review

event-review = Review
event-review-all = All reviews
event-review-comments = Organisers and reviewers can comment on proposals
event-review-score-mandatory = A review needs a score
event-review-text-mandatory = A review needs a text
event-review-aggregate = How reviews become one number
event-review-median = Median
event-review-mean = Mean
event-review-format = How scores are written
event-review-words-numbers = Good (2)
event-review-numbers-words = 2 (Good)
event-review-numbers = 2
event-review-words = Good
event-review-help = Text for reviewers
event-review-help-hint = Stands above the form for reviews.
event-phases = Phases
event-phases-lead = Phases follow each other by their dates. Reviewers see proposals only while a phase is active.
event-phase-add = Add a phase
event-phase-name = Name
event-phase-starts = Start
event-phase-ends = End
event-phase-can-review = Reviewers can write and change reviews
event-phase-visibility = Reviewers see
event-phase-visibility-all = all proposals
event-phase-visibility-assigned = only proposals that are assigned to them
event-phase-others = Reviewers see other reviews
event-phase-others-always = always
event-phase-others-never = never
event-phase-others-after-review = once they have written their own
event-phase-speaker-names = Reviewers see who speaks
event-phase-reviewer-names = Reviewers see who wrote a review
event-phase-decide = Reviewers can accept and reject
event-phase-tags = Reviewers and tags
event-phase-tags-never = can’t use them
event-phase-tags-use-tags = can use those that exist
event-phase-tags-create-tags = can also create new ones
event-phase-speakers = Speakers can change their proposals after the deadline
event-phase-active = active
event-phase-activate = Activate
event-phase-deactivate = Deactivate
event-phase-activated = The phase “{ $name }” is active.
event-phase-deactivated = The phase “{ $name }” is not active any more. Reviewers see no proposals.
event-phase-delete-text = Reviews that were written in it stay.
event-part-delete-title = Delete “{ $name }”?
event-part-deleted = “{ $name }” has been deleted.
event-categories = Scores
event-categories-lead = Reviewers choose one value in each category.
event-formula = Total of a review: { $formula }.
event-category-add = Add a category
event-category-name = Name
event-category-weight = Weight
event-category-weight-hint = The value counts as many times, such as 1 or 0.5.
event-category-independent = Does not count for the total
event-category-independent-hint = It stands in a column of its own.
event-category-required = Reviewers must choose a value
event-category-active = In use
event-category-inactive = not in use
event-category-tracks = Only for these tracks
event-category-tracks-hint = Choose none for all proposals.
event-category-values = { $count ->
    [one] { $count } value
   *[other] { $count } values
}
event-category-delete-text = The scores that reviews gave in it are deleted too.
event-score-value = Value { $number }
event-score-label = Label { $number }

## Showing

event-live = Before the event is shown
event-live-hindered = The event can’t be shown yet.
event-live-advice = Nothing hinders. This may be worth a look first.
event-live-hinders = Needed
event-live-advised = Advised
event-live-no-address = The organisers have no email address.
event-live-no-name = The event has no name in its default language.
event-live-over = Its last day has passed.
event-live-no-welcome = The first page has no text.
event-live-no-imprint = There is no link to a legal notice.
event-live-no-call = The call for proposals has no text.
event-live-no-type = Nobody can submit: every session type needs an access code or is closed.
event-live-no-deadline = The call for proposals has no deadline.
event-live-deadline-over = The call for proposals is over already.
event-timeline = Timeline
event-timeline-now = now
event-history = Lately

## New event

event-new = New event
event-steps = Steps
event-step-initial = Organiser and languages
event-step-basics = Basics
event-step-timeline = Dates
event-step-display = Look
event-organiser = Organiser
event-copy = Take over from
event-copy-none = no other event
event-copy-hint = Settings, texts, the call, tracks, types, rooms, custom fields, mail templates and reviewing. Proposals and people stay where they are.
event-deadline = Deadline for proposals
event-create = Create event
event-created = “{ $name }” has been created. Nobody but its organisers sees it yet.
event-note-year = “{ $slug }” does not say the year. The next event will need another name in addresses.
event-note-past = The last day has passed already.
event-note-copy = Settings are taken over from “{ $name }”; the opening of its call and its review phases move to the new dates. The deadline is the one set in the step before.

## Deleting

event-delete = Delete event
event-delete-lead = Deletes everything that belongs to the event. Only administrators see this.
event-delete-go = Delete this event …
event-delete-title = Delete “{ $name }”
event-delete-lost = { $count ->
    [one] { $count } proposal goes with it, and all speakers’ profiles, schedules, reviews, mails and files.
   *[other] { $count } proposals go with it, and all speakers’ profiles, schedules, reviews, mails and files.
}
event-delete-forever = There is no way back.
event-delete-type = Type “{ $slug }” to confirm
event-delete-now = Delete for ever
event-deleted = “{ $name }” has been deleted with everything in it.

## What went wrong

event-error-default-language = The default language must be one of the languages of the pages.
event-error-domain = Please enter a domain, such as https://talks.example.org, without a path.
event-error-domain-own = This is the address of this site itself. Please leave the field empty to use it.
event-error-domain-taken = Another organiser’s event has this domain already.
event-error-domain-unknown = There is no such domain. Please check the spelling, or create its DNS entry first.
event-error-file-empty = This file is empty.
event-error-file-content = This file is not a picture, whatever its name says.
event-error-links = Please use at most { $max } links.
event-error-signup-slots = Sessions that visitors sign up for can take place once only.
event-error-both-encryptions = Please choose one kind of encryption, not both.
event-error-unencrypted = Passwords and mails would travel unencrypted. Please choose an encryption.
event-error-password = Please use ASCII characters only, at most 200.
event-error-password-again = The stored password is for the server as it was. Please enter the password for this one.
event-error-phases = There are too many phases. Please delete one first.
event-error-phase-start = Only the first phase can be without a start.
event-error-phase-end = Only the last phase can be without an end.
event-error-phase-overlap = This overlaps with “{ $name }”.
event-error-categories = There are too many categories. Please delete one first.
event-error-last-category = One category must count for the total.
event-error-weight = Please enter a number such as 1 or 0.5.
event-error-score = Please enter a number such as 2 or 1.5.
event-error-score-twice = There is this value already.
event-error-no-scores = Please enter at least one value.
event-error-many-scores = Please use at most { $max } values.
event-error-golive = The event can’t be shown yet. Below is what is missing.
event-error-delete-slug = This is not the name of the event in addresses. Nothing was deleted.
event-error-too-much = This is too long for a form as short as this one.
