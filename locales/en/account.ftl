# Accounts: logging in, addresses, what people say about themselves, and what protects it.

account-title = My account
account-back = My account
account-saved = Your changes are saved.
account-on = on
account-off = off
account-forgotten = Forgotten your password?

## Logging in: the second step

account-code = Code
account-code-title = Second step
account-code-lead = Your password was right. Now enter the code that your app shows.
account-code-hint = Six digits. Without your app, use one of your recovery codes.
account-code-setup-hint = The six digits that the app shows now.
account-code-back = Start again

## A new password

account-reset-title = Set a new password
account-reset-lead = We send you a link with which you can choose a new password.
account-reset-send = Send me a link
account-reset-sent = If there is an account with this address, a link is on its way. It is good for 24 hours, and within this time there is only one.
account-recover-title = Choose a new password
account-recover-lead = Afterwards you are logged out everywhere, and log in with it.
account-recover-save = Save the password
account-recover-done = Your new password is saved. Please log in with it.
account-recover-invalid = This link is not good any more. Please ask for another one.

## Proving an address

account-verify-title = Is this your address?
account-verify-waiting = We sent a mail to { $email }. Please open the link in it to go on. It is good for 24 hours.
account-verify-spam = Nothing there? It may take some minutes, and it may be among your unwanted mail.
account-verify-proposal = You need not wait to hand in a proposal.
account-verify-proposal-go = Go on with the proposal
account-verify-resend = Send the mail again
account-verify-cooldown = { $seconds ->
    [one] The next mail can be sent in one second.
   *[other] The next mail can be sent in { $seconds } seconds.
}
account-verify-sent = The mail is on its way.
account-verify-wrong = Is the address wrong?
account-right-address = Right address
account-verify-correct = Change the address
account-verify-link-title = Confirm your address
account-verify-question = Does { $email } belong to you?
account-change-question = Shall { $email } be the address of your account from now on?
account-verify-confirm = Yes, confirm
account-verify-onward = To my account
account-verified = Your address is confirmed.
account-verify-invalid = This link is not good. A newer one may have been sent since.
account-verify-expired = This link is older than 24 hours. Please log in and have another one sent.
account-verify-already = This address was confirmed before. There is nothing left to do.
account-verify-pending-expired = This link is older than 24 hours, so your address stays as it was. Please start the change again.
account-verify-taken = This address can’t be used, so yours stays as it was.

## One’s own account

account-about = About me
account-locale = Language
account-timezone = Time zone
account-timezone-hint = For times outside of events. Pages of an event use the event’s own.
account-picture = Picture
account-picture-hint = PNG, JPEG, GIF or WebP. It is shown as a square: keep your face in the middle. Place and camera are removed from it.
account-picture-current = my picture
account-picture-earlier = Or an earlier picture
account-picture-keep = No change
account-picture-number = Earlier picture { $number }
account-crop = Choose the part to show
account-crop-stage = Your picture. Drag it, or move it with the arrow keys.
account-crop-zoom = Zoom
account-crop-use = Use this part
account-login-data = Logging in
account-email-hint = You log in with it. A new address counts once you have opened a link that we send there.
account-contact-email = Address for this event
account-contact-email-hint = For mails about this event only. Leave it empty to use the one above.
account-new-password-hint = Leave it empty to keep the one you have. At least 8 characters, and not only digits.
account-current-password = Current password
account-current-password-hint = Needed to change your address or password.
account-password-changed = Your password is changed. You are logged out everywhere else.
account-change-requested = We sent a link to { $email }. Your address changes once you have opened it.
account-change-pending = You asked for { $email } as your new address. Please open the link that we sent there.
account-change-cancel = Keep the old address
account-change-cancelled = Your address stays as it was.
account-safety = Safety and data
account-address-proof = Email address
account-proven = confirmed
account-unproven = not confirmed

## Where one is logged in

account-sessions-title = Where I am logged in
account-sessions-lead = Each line is a browser. One that you don’t know: log out everywhere else, then change your password.
account-sessions-show = Show
account-sessions-end = Log out everywhere else
account-sessions-ended = { $count ->
    [0] You are logged in nowhere else.
    [one] You are logged out in one other place.
   *[other] You are logged out in { $count } other places.
}
account-device-head = Browser
account-device = { $browser } on { $system }
account-device-unknown = Unknown browser
account-this-device = this one
account-network = Network
account-seen = Last seen
account-since = Since

## The second factor

account-two-factor-title = Codes of an app
account-two-factor-lead = Logging in then takes a code of an app on your phone as well. Whoever finds out your password can’t do anything with it alone.
account-two-factor-manage = Change
account-two-factor-off = You log in with your password only.
account-two-factor-begin = Set it up
account-two-factor-scan = 1. Scan this with your app
account-two-factor-qr = QR code for your app
account-two-factor-manual = Or type this key into the app:
account-two-factor-confirm = 2. Enter a code
account-two-factor-on = Switch it on
account-two-factor-codes = Your recovery codes
account-two-factor-codes-text = Each of them opens your account once if you lose your phone. Print them or keep them in a safe place: they are not shown again.
account-two-factor-kept = I have kept them
account-two-factor-left = { $count ->
    [0] You have no recovery code left.
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
}
account-two-factor-renew = New recovery codes
account-two-factor-switch-off = Switch it off
account-two-factor-switched-off = You log in with your password only from now on.

## API tokens

account-tokens = API tokens
account-tokens-lead = With a token, programs do what you may do: whatever you allow here.
account-token-new = New token
account-token-new-lead = For one program: each should have a token of its own, so that you can end it without touching the others.
account-token-create = Create the token
account-token-created = Your new token. Please copy it now: it is not shown again.
account-token-name = Name
account-token-name-hint = What it is for.
account-token-all-events = All my events
account-token-all-events-hint = Also those that you join later.
account-token-events = Events
account-token-expires = Works until
account-token-expires-hint = Up to the end of that day. Leave it empty for no end.
account-token-no-expiry = no end
account-token-permissions = Permissions
account-token-read = Read
account-token-read-hint = See lists and single objects, change nothing.
account-token-write = Read and write
account-token-write-hint = Everything that you may do yourself.
account-token-custom = Single permissions
account-token-custom-hint = Choose them below.
account-token-single = Single permissions
account-token-custom-count = { $count ->
    [one] one kind of object
   *[other] { $count } kinds of objects
}
account-token-used = Last used
account-token-never-used = never
account-token-version = Version
account-token-no-version = not set yet
account-token-actions = Actions
account-token-upgrade = Use the current version
account-token-upgraded = “{ $name }” gets answers in the current version from now on.
account-token-revoke = End
account-token-revoked = “{ $name }” does not work any more.
account-token-edit-lead = In which events does this token work?

## A copy of one’s data, and the end

account-data = My data
account-data-get = Download a copy of my data
account-delete-title = Delete my account
account-delete-ask = Show what would be deleted
account-delete-lead = Nobody can undo this. You may want a copy of your data first.
account-delete-goes = What is deleted
account-delete-stays = What stays
account-delete-goes-account = Your account: name, address, password, settings, stars, and everything you are logged in to
account-delete-goes-profiles = { $count ->
    [one] What you say about yourself at one event: name, biography, contact address, availabilities, and your answers to questions about you
   *[other] What you say about yourself at { $count } events: name, biography, contact address, availabilities, and your answers to questions about you
}
account-delete-goes-pictures = { $count ->
    [one] One picture
   *[other] { $count } pictures
}
account-delete-goes-drafts = { $count ->
    [one] One proposal that you have not submitted, if nobody else speaks in it
   *[other] { $count } proposals that you have not submitted, where nobody else speaks
}
account-delete-goes-mails = { $count ->
    [one] One mail to you
   *[other] { $count } mails to you
}
account-delete-goes-tokens = { $count ->
    [one] One API token
   *[other] { $count } API tokens
}
account-delete-goes-teams = { $count ->
    [one] Your place in one team
   *[other] Your places in { $count } teams
}
account-delete-stays-proposals = { $count ->
    [one] One proposal or session. It belongs to the event’s programme; instead of your name it says “Deleted User”.
   *[other] { $count } proposals or sessions. They belong to the events’ programmes; instead of your name they say “Deleted User”.
}
account-delete-stays-log = { $count ->
    [one] One entry of the history, without your name
   *[other] { $count } entries of the history, without your name
}
account-delete-stays-texts = What you wrote for others: reviews, comments and the texts of proposals. Please take out your name there yourself.
account-delete-really = I want my account to be deleted for good
account-delete-do = Delete my account
account-deleted = Your account is deleted.

## Problems

account-error-limited = { $minutes ->
    [one] Too many attempts. Please wait for a minute, then try again.
   *[other] Too many attempts. Please wait for { $minutes } minutes, then try again.
}
account-error-code-wrong = This code is not right, or it was used before. Please wait for the next one.
account-error-password-wrong = This is not your password. Please try again.
account-error-two-factor-on = Codes of an app are on already.
account-error-unverified = Please confirm the address that you have first.
account-error-same-address = This is your address already.
account-error-last-administrator = You are the only administrator. Please make somebody else one first.
account-error-token-permissions = Please allow at least one thing.
account-error-token-expiry = This is over already. Please choose a later day.
account-error-token-events = Please choose at least one event, or all of them.
account-error-picture-large = This picture has too many pixels. Please make it smaller: up to 40 megapixels are fine.
