# The administrators’ area.

## Area

admin-area = Administration
admin-instance = The instance
admin-none = none
admin-set = set
admin-yes = yes
admin-no = no
admin-never = never
admin-unknown = not known
admin-size-kb = { $whole }.{ $tenths } kB
admin-size-mb = { $whole }.{ $tenths } MB
admin-size-gb = { $whole }.{ $tenths } GB

## The powers of administrators

admin-powers = Administrator powers
admin-powers-on = You are acting as an administrator: you can see and change everything.
admin-powers-off = Your administrator powers are off: you see what your teams may see.
admin-powers-switch-off = Switch off
admin-powers-switch-on = Switch on
admin-powers-now-off = Your administrator powers are off in this browser, until you switch them on or log in again.
admin-powers-now-on = Your administrator powers are on again.

## Status

admin-status = Status
admin-status-lead = How this instance is, and what needs attention.
admin-warnings = Needs attention
admin-warnings-none = Nothing is wrong as far as can be seen from here.
admin-warning-dead = { $count ->
    [one] One background job was given up.
   *[other] { $count } background jobs were given up.
}
admin-warning-idle = Background jobs are not being done: one has been due since { $since }. Is a worker running?
admin-warning-disk = Only { $free } are free on the disk of the data directory.
admin-check-pretalx-i001 = SQLite holds the data. That is right for one machine; PostgreSQL is for several.
admin-check-pretalx-w007 = This version of PostgreSQL is older than those that are tested.
admin-check-pretalx-i002 = Nobody gets errors by email. Set logging.email.
admin-check-pretalx-w003 = Mail has no server, or a sender nobody can answer. Set mail.host and mail.from.
admin-check-pretalx-e002 = mail.tls and mail.ssl exclude each other.
admin-check-pretalx-e003 = mail.from is not an email address.
admin-check-pretalx-w004 = The site is not served over HTTPS: passwords would travel in the clear.
admin-check-plenary-e104 = Debug mode is on. Never serve an event like this.
admin-check-security-w009 = The secret is too short.
admin-check-plenary-w101 = The database lacks migrations. Run “plenary migrate”.
admin-program = Program
admin-version = Version
admin-address = Address
admin-config-files = Configuration files
admin-executable = Executable
admin-accounts = Accounts
admin-sessions-open = Browsers logged in
admin-database = Database and cache
admin-engine = Database
admin-database-name = Where
admin-size = Size
admin-schema = Schema
admin-schema-current = up to date
admin-schema-pending = { $count ->
    [one] one migration is missing
   *[other] { $count } migrations are missing
}
admin-cache = Shared cache
admin-cache-entries = { $count ->
    [one] one entry in the database
   *[other] { $count } entries in the database
}
admin-cache-pages = Finished pages
admin-cache-pages-limit = up to { $size } MB in memory
admin-files = Files
admin-data = Data directory
admin-logs = Logs
admin-media = Uploads
admin-free = Free on this disk
admin-free-of = { $free } of { $total }
admin-mail = Mail
admin-mail-server = Server
admin-mail-encryption = Encryption
admin-mail-plain = none
admin-mail-user = User name
admin-mail-password = Password
admin-mail-from = Sender
admin-mail-errors = Errors go to
admin-queue = Queue
admin-queue-none = Nothing is waiting.
admin-queue-kind = Kind
admin-queue-waiting = Waiting
admin-queue-running = Running
admin-queue-failing = To be tried again
admin-queue-dead = Given up

## Jobs

admin-jobs = Background jobs
admin-jobs-lead = { $count ->
    [0] Nothing else is waiting.
    [one] One job is still to be done.
   *[other] { $count } jobs are still to be done.
}
admin-jobs-none = Nothing was given up
admin-jobs-none-text = Jobs that fail again and again appear here, with the reason.
admin-job-error = Reason
admin-job-failed = Given up
admin-job-attempts = Attempts
admin-job-retry = Try again
admin-job-discard = Discard
admin-job-discard-title = Discard this job?
admin-job-discard-text = What it was to do is not done.
admin-jobs-retry-all = Try all again
admin-job-retried = “{ $kind } { $key }” is being tried again.
admin-job-discarded = “{ $kind } { $key }” has been discarded.
admin-jobs-retried = { $count ->
    [one] One job is being tried again.
   *[other] { $count } jobs are being tried again.
}

## Test mail

admin-test-mail = Test mail
admin-test-mail-lead = Sends one mail through the server of this instance while you wait, and shows what was said.
admin-test-mail-to = To
admin-test-mail-send = Send the test mail
admin-test-mail-result = Result
admin-test-mail-sent = The server has taken the mail. Look whether it arrives.
admin-test-mail-dialogue = The conversation with the server; passwords are left out. Lines with > are ours.

## Update check

admin-update = Update check
admin-update-lead = Whether this instance may look for newer versions. This version does not look yet; your choice is kept for the one that does.
admin-update-enabled = Look for newer versions
admin-update-enabled-hint = Off until you switch it on.
admin-update-email = Tell this address of newer versions
admin-update-email-hint = The address is never sent anywhere. Leave it empty for no mail.
admin-update-told = What a check would tell
admin-update-told-text = Nothing else: no names, no addresses, no content, no identifier of this instance.
admin-update-public-events = Public events
admin-update-last = Last check

## Log

admin-log = History outside of events
admin-log-none = Nothing has happened yet.
admin-log-when = When
admin-log-who = Who
admin-log-as-organiser = with special rights
admin-log-object = About
admin-log-details = Details
admin-log-changes = Changes
admin-log-field = Field
admin-log-old = Before
admin-log-new = After

## People

admin-users = People
admin-users-search = Name, address or code
admin-administrator = administrator
admin-inactive = deleted or switched off
admin-unverified = address not verified
admin-verified = verified
admin-legacy = from before addresses were verified
admin-code = Code
admin-verification = Address
admin-pending-email = New address, not verified
admin-created = Since
admin-last-login = Last login
admin-reset-time = Last link to a new password
admin-second-factor = Second factor
admin-language = Language
admin-user-profiles = Profiles
admin-user-log = Latest history
admin-user-no-teams = In no team.
admin-user-no-profiles = No profile at any event.
admin-user-no-proposals = No proposals.
admin-reset = Reset the password
admin-reset-text = { $email } gets a link with which a new password can be set. The old one works until then.
admin-reset-sent = A link to a new password is on its way to { $email }.
admin-member-reset-title = Reset the password of { $name }?
admin-set-verified = Mark the address as verified
admin-set-unverified = Mark the address as not verified
admin-now-verified = { $email } counts as verified now.
admin-now-unverified = { $email } counts as not verified now.
admin-second-factor-reset = Switch off the second factor
admin-second-factor-text = Do this only if you are sure who asks for it: the password alone is enough from then on.
admin-second-factor-off = { $name } needs no second factor any more.
admin-appoint = Make administrator
admin-appoint-text = Administrators see and change everything on this instance, other people’s accounts included.
admin-appointed = { $name } is an administrator now.
admin-dismiss = Take administrator rights away
admin-dismiss-text = What is left is what their teams may do.
admin-dismissed = { $name } is not an administrator any more.
admin-delete = Delete the account
admin-delete-title = Delete the account of { $name }?
admin-delete-lead = Nobody can undo this. The person is told by email.
admin-delete-email = Type { $email } to confirm
admin-delete-goes-account = The account: name, address, password, pictures, settings, API tokens, everything it is logged in to
admin-delete-goes-profiles = { $count ->
    [one] The profile at one event
   *[other] The profiles at { $count } events
}
admin-delete-goes-drafts = { $count ->
    [one] One proposal that was not submitted, if nobody else speaks in it
   *[other] { $count } proposals that were not submitted, where nobody else speaks
}
admin-delete-goes-mails = { $count ->
    [one] One mail to this person
   *[other] { $count } mails to this person
}
admin-delete-goes-teams = { $count ->
    [one] The place in one team
   *[other] The places in { $count } teams
}
admin-delete-stays-proposals = { $count ->
    [one] One proposal or session, without the name
   *[other] { $count } proposals or sessions, without the name
}
admin-delete-stays-log = { $count ->
    [one] One entry of the history, without the name
   *[other] { $count } entries of the history, without the name
}
admin-delete-stays-texts = What the person wrote for others: reviews, comments and the texts of proposals
admin-deleted = The account of { $name } is deleted.

## Refusals

admin-error-inactive = This account is deleted or switched off.
admin-error-own-verification = Your own address stays as it is.
admin-error-email-typed = This is not the address of the account.
admin-error-limited = { $minutes ->
    [one] A mail was sent just now. Try again in a minute.
   *[other] A mail was sent just now. Try again in { $minutes } minutes.
}
