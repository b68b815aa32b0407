# What went wrong, and what to do: problems of fields, then whole pages.

error-summary = { $count ->
    [one] There is a problem in this form
   *[other] There are { $count } problems in this form
}

## Fields

error-required = Please fill in this field.
error-required-choice = Please choose one of the options.
error-required-tick = Please tick this box to continue.
error-too-long = { $length ->
    [one] Please use at most { $max } characters. At the moment there is { $length }.
    [other] Please use at most { $max } characters. At the moment there are { $length }.
   *[unknown] Please use at most { $max } characters.
}
error-too-short = { $length ->
    [one] Please use at least { $min } characters. At the moment there is { $length }.
    [other] Please use at least { $min } characters. At the moment there are { $length }.
   *[unknown] Please use at least { $min } characters.
}
error-email = Please enter an email address, such as name@example.org.
error-url = Please enter a full web address, such as https://example.org.
error-number = Please enter a whole number.
error-number-min = Please enter { $min } or more.
error-number-max = Please enter { $max } or less.
error-date = Please enter a date, such as 2026-09-04.
error-time = Please enter a time, such as 14:30.
error-date-time = Please enter a date and a time.
error-colour = Please enter a colour, such as #2f6f9f.
error-choice = This option is not available. Please choose another one.
error-file-type = This type of file is not accepted. Possible are: { $types }.
error-file-size = This file is too large. The limit is { $max }.
error-too-many-words = Please use at most { $max } words.
error-too-few-words = Please use at least { $min } words.
error-control-characters = This text contains characters that can’t be stored. Please remove them.
error-positive = Please enter 1 or more, or leave the field empty.

## Accounts

error-login-wrong = Email address and password don’t belong together. Please try again.
error-login-inactive = This account is switched off. Please ask the people who run this site.
error-email-taken = There is an account with this email address already. Please log in instead.
error-name-markup = Please leave out “<” and “>”.
error-password-short = Please use at least { $min } characters.
error-password-long = Please use a shorter password: at most { $max } bytes.
error-password-digits = Please don’t use digits only.
error-password-common = This password is one of those that are tried first. Please choose another one.
error-password-similar = This password is too close to your name or email address. Please choose another one.
error-password-repeat = The two passwords are not the same. Please type the new password again.

## Events

error-slug = Please use letters, digits, dots and dashes only, with a letter or digit at both ends.
error-slug-reserved = This address is used by the program itself. Please choose another one.
error-slug-taken = This address is taken. Please choose another one.
error-event-dates = The last day can’t be before the first day.
error-event-long = An event lasts one year at most. Please check the dates.
error-time-zone = There is no such time zone. Please choose one from the list.
error-color = Please enter a colour, such as #2f6f9f.

## Proposals and sessions

error-cfp-closed = The call for proposals is closed.
error-confirm-state = Only accepted sessions can be confirmed.
error-withdraw-state = This proposal can’t be withdrawn any more. Please ask the organisers.

## Schedule

error-outside-event = This is not on a day of the event.
error-end-before-start = The end can’t be before the start.
error-version-name = This name means something else in addresses. Please choose another one.
error-version-taken = There is a version with this name already. Please choose another one.

## Pages

error-400-title = This request is not readable
error-400-text = Something in the address or in what was sent is not valid. Please go back and try again.
error-403-title = You can’t do this
error-403-text = Your account has no permission for this page. If you should have it, ask the people who run the event.
error-cross-site-title = This request came from another site
error-cross-site-text = For your protection nothing was changed. Please open the page here and send the form again.
error-404-title = This page does not exist
error-404-text = The address may be wrong, or the page is not public. Please check the address, or start again from the beginning.
error-405-title = This address can’t be used like that
error-405-text = Please go back and try again from the page itself.
error-409-title = This has changed in the meantime
error-409-text = Please go back, reload the page and try again.
error-413-title = This is too large
error-413-text = What you sent is larger than this site accepts. Please choose a smaller file.
error-422-title = Something is missing or not right
error-422-text = Please go back and check what you entered.
error-429-title = Too many attempts
error-429-text = { $minutes ->
    [one] Please wait for a minute, then try again.
   *[other] Please wait for { $minutes } minutes, then try again.
}
error-500-title = Something went wrong on our side
error-500-text = The problem has been recorded. Please try again in a moment. If it stays, tell us the number below.
error-503-title = Not available for the moment
error-503-text = Please try again in a minute.
error-request-id = Number of this request: { $id }
error-to-start = To the start page
error-to-event = To the event
error-details = Details

## Mail templates

error-placeholder-unknown = There is no placeholder called “{ $name }”. Please check the spelling.
error-placeholder-not-here = “{ $name }” can’t be used in this template, because these mails don’t know it.
error-placeholder-brace = There is a curly brace without its other half. For a real brace, please write it twice.
error-link-empty = There is a link without an address.
error-placeholder-lacking = Please keep “{ $name }” in the text: without it the mail is of no use.
error-mail-placeholder = The mail template uses “{ $name }”, and there is nothing to put in its place. Please change the template.
