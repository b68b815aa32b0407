# Handing in proposals, accounts and the speaker's area.

## The call

cfp-submit = Submit a proposal
cfp-submit-another = Submit another proposal
cfp-closed = Proposals can’t be submitted at the moment.
cfp-opens = Proposals can be submitted from { $at } ({ $zone }).
cfp-open-until = Proposals can be submitted until { $at } ({ $zone }).
cfp-closed-since = The call for proposals ended on { $at } ({ $zone }).

## Logging in and registering

cfp-login-title = Log in or register
cfp-login-lead = You need an account, so that you can come back to your proposals.
cfp-have-account = I have an account
cfp-no-account = I am new here
cfp-email = Email address
cfp-password = Password
cfp-name = Name
cfp-name-hint = The name under which you speak. Everyone can see it once your session is published.
cfp-new-password = New password
cfp-password-hint = At least 8 characters, and not only digits.
cfp-repeat-password = Repeat the password
cfp-register = Register

## The form

cfp-submitting-as = You are submitting as { $name }.
cfp-send = Submit the proposal
cfp-title = Title
cfp-type = Session type
cfp-track = Track
cfp-language = Language of the session
cfp-duration = Duration
cfp-speakers = Speakers
cfp-state = State
cfp-code = Code
cfp-abstract = Abstract
cfp-abstract-hint = A short text for the programme: what is it about, and for whom?
cfp-description = Description
cfp-description-hint = Anything more about the content. It stands below the abstract.
cfp-notes = Notes for the organisers
cfp-notes-hint = Only the organisers read this.
cfp-do-not-record = Don’t record my session
cfp-biography = Biography
cfp-biography-hint = A few sentences about you. It is the same for all your proposals at this event.
cfp-submitted = “{ $title }” has been submitted. Thank you!

## My proposals

cfp-none-title = No proposals yet
cfp-none-text = What you submit appears here, with its state and everything you can do with it.
cfp-explain-draft = You have not submitted this proposal yet.
cfp-explain-submitted = The organisers have your proposal and will decide on it.
cfp-explain-accepted = Your proposal is accepted. Please confirm that you will be there.
cfp-explain-confirmed = You have confirmed: your session is part of the event.
cfp-explain-rejected = This proposal was not accepted for the event.
cfp-explain-canceled = This session was cancelled by the organisers.
cfp-explain-withdrawn = You have withdrawn this proposal.
cfp-confirm-of = Confirm “{ $title }”
cfp-confirm-title = Confirm your session
cfp-confirm-question = Do you confirm that “{ $title }” will take place? The organisers then plan with it.
cfp-confirmed = “{ $title }” is confirmed. See you there!
cfp-withdraw = Withdraw
cfp-withdraw-title = Withdraw your proposal
cfp-withdraw-question = Do you want to withdraw “{ $title }”? Only the organisers can bring it back.
cfp-withdrawn = “{ $title }” has been withdrawn.

## My emails

cfp-my-mails = My emails
cfp-my-mails-lead = What the organisers have sent you about this event.
cfp-mail-without-subject = (no subject)
cfp-no-mails-title = No emails yet
cfp-no-mails-text = What the organisers send you about your proposals appears here.
