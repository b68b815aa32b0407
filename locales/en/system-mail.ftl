# Mails of the instance to account holders: paragraphs of Markdown. The values arrive as plain words
# (names, escaped) or as complete addresses (url).

system-mail-hello = Hello { $name },
system-mail-hello-anybody = Hello,
system-mail-footer = This mail was written automatically by { $site }.

system-mail-password-reset-subject = Set a new password
system-mail-password-reset =
    somebody, hopefully you, wants to set a new password for your account. Here you can do that within the next 24 hours:

    { $url }

    If it was not you, ignore this mail. Your password stays as it is.

system-mail-password-changed-subject = Your password has been changed
system-mail-password-changed =
    the password of your account has just been changed.

    If it was not you, set a new one at once with “Forgot your password?” on the log-in page, and tell the people who run this site.

system-mail-verify-address-subject = Confirm your address
system-mail-verify-address =
    please confirm that this address belongs to you. The link works for 24 hours:

    { $url }

    If you did not create an account, ignore this mail.

system-mail-confirm-new-address-subject = Confirm your new address
system-mail-confirm-new-address =
    this is to be the new address of your account. Please confirm it within the next 24 hours:

    { $url }

    Until then your old address stays in use. If you did not ask for this, ignore this mail.

system-mail-address-change-requested-subject = Your address is about to change
system-mail-address-change-requested =
    somebody, hopefully you, wants to change the address of your account from { $old } to { $new }. The change takes effect as soon as the new address is confirmed.

    If it was not you, log in, cancel the change and set a new password.

system-mail-address-changed-subject = Your address has been changed
system-mail-address-changed =
    the address of your account is now { $new }. Until now it was { $old }.

    If you did not want this, tell the people who run this site.

system-mail-team-invitation-subject = Invitation to the team “{ $team }”
system-mail-team-invitation =
    { $inviter } invites you to the team “{ $team }” of { $organiser }.

    With this link you join. You can log in with your account, or create one:

    { $url }

    If you do not know what this is about, ignore this mail.

system-mail-added-to-team-subject = You are in the team “{ $team }” now
system-mail-added-to-team =
    { $inviter } has added you to the team “{ $team }” of { $organiser }.

    This is where you find what the team works on:

    { $url }

system-mail-registration-exists-subject = You already have an account
system-mail-registration-exists =
    somebody, hopefully you, has tried to create an account with this address. There is one already, so nothing has changed.

    If you don’t know your password any more, set a new one here:

    { $url }

    If it was not you, ignore this mail.

system-mail-account-erased-subject = Your account has been deleted
system-mail-account-erased =
    your account has been deleted, together with your personal data. You can’t log in any more.

    This mail is the last one from us.

system-mail-test-subject = Test mail
system-mail-test =
    this mail shows that { $site } can send mail.


# Why a mail was not sent. What the server said, if it said anything, stands beside the sentence.
system-mail-failed-unreachable = The mail server could not be reached.
system-mail-failed-timeout = The mail server did not answer in time.
system-mail-failed-refused = The mail server refused the mail.
system-mail-failed-tls = No secure connection to the mail server came about.
system-mail-failed-not-smtp = What answers at this address is not a mail server.
system-mail-failed-no-recipient = There is nobody this mail could go to.
system-mail-failed-message = This mail can’t be written as a message. Please check its addresses.
system-mail-failed-no-server = No mail server is set up.
system-mail-failed-sender = The sender is not an email address.
system-mail-failed-no-starttls = The mail server does not offer STARTTLS.
system-mail-failed-unencrypted = The connection to the mail server must be encrypted.
system-mail-failed-both-encryptions = Choose either STARTTLS or TLS, not both.
system-mail-failed-no-login = The mail server offers no way to log in that works here.
system-mail-failed-private-address = The mail server is in a private network, which is not allowed here.
system-mail-failed-ascii = The mail server does not take this address.
system-mail-failed-lost = The mail was on its way for too long. It may have arrived.
system-mail-failed-other = The mail could not be sent.

system-mail-not-a-draft = This mail has been sent already, or is being sent.
