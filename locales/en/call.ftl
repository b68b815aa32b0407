# The organisers' pages of the call for proposals.

## Rules for lengths and numbers

call-too-many-words = { $length ->
    [one] Please use at most { $max } words. At the moment there is { $length }.
    [other] Please use at most { $max } words. At the moment there are { $length }.
   *[unknown] Please use at most { $max } words.
}
call-too-few-words = { $length ->
    [one] Please use at least { $min } words. At the moment there is { $length }.
    [other] Please use at least { $min } words. At the moment there are { $length }.
   *[unknown] Please use at least { $min } words.
}
call-characters-exactly = { $count ->
    [one] Exactly { $count } character.
   *[other] Exactly { $count } characters.
}
call-characters-between = Between { $min } and { $count } characters.
call-characters-min = { $count ->
    [one] At least { $count } character.
   *[other] At least { $count } characters.
}
call-characters-max = { $count ->
    [one] At most { $count } character.
   *[other] At most { $count } characters.
}
call-words-exactly = { $count ->
    [one] Exactly { $count } word.
   *[other] Exactly { $count } words.
}
call-words-between = Between { $min } and { $count } words.
call-words-min = { $count ->
    [one] At least { $count } word.
   *[other] At least { $count } words.
}
call-words-max = { $count ->
    [one] At most { $count } word.
   *[other] At most { $count } words.
}
call-tags-exactly = { $count ->
    [one] Please choose exactly { $count } tag.
   *[other] Please choose exactly { $count } tags.
}
call-tags-between = Please choose between { $min } and { $count } tags.
call-tags-min = { $count ->
    [one] Please choose at least { $count } tag.
   *[other] Please choose at least { $count } tags.
}
call-tags-max = { $count ->
    [one] Please choose at most { $count } tag.
   *[other] Please choose at most { $count } tags.
}
call-speakers-max = { $count ->
    [one] At most { $count } speaker, the one who submits included.
   *[other] At most { $count } speakers, the one who submits included.
}

## Problems

call-error-deadline-before-opening = The deadline can’t be before the opening.
call-error-unit = A limit of “{ $field }” is more than the { $max } characters there is room for. Please lower it first, or go on counting words.
call-error-always-required = This field is always needed. It can’t be left out.
call-error-max-below-min = The upper limit can’t be below the lower one.
call-error-name-taken = There is one with this name already. Please choose another one.
call-error-too-many = There are { $max } already. Please delete some first.
call-error-type-default = This is the default session type. Please make another one the default first.
call-error-type-used = There are proposals of this session type. Please give them another one first.
call-error-track-used = There are proposals in this track. Please move them to another one first.
call-error-only-limit-question = A custom field is for this alone. Without it, the field would show to everybody. Please change the custom field first.
call-error-only-limit-information = A note for speakers is for this alone. Without it, all speakers would see the note. Please change the note first.
call-error-only-limit-team = A team reviews this track alone. Without it, the team would see all tracks. Please change the team first.
call-error-only-limit-category = A score category is for this track alone. Without it, the category would be for all tracks. Please change the category first.
call-error-code-characters = Please use letters from A to Z and digits only.
call-error-code-taken = This code is taken. Please choose another one.
call-error-code-used-up = This access code has been used as often as it can be. Please ask the organisers for another one.
call-error-code-used = Proposals were made with this access code, so it can’t be deleted. Let it end instead: set “valid until” to a time that is over.

## Everywhere

call-name = Name
call-title = Title
call-description = Description
call-colour = Colour
call-colour-hint = Shown as a mark beside sessions and in the schedule.
call-colour-pale = This colour hardly shows on light pages. A darker one is easier to see.
call-colour-dark = This colour hardly shows on dark pages. A lighter one is easier to see.
call-duration = Duration
call-duration-hint = In minutes. 0 if there is none.
call-deadline = Deadline
call-proposals = Proposals
call-order = Order
call-move-up = Move “{ $name }” up
call-move-down = Move “{ $name }” down
call-moved-to = “%1” is number %2 now.
call-more = More
call-link = Links
call-copied = Copied
call-delete-title = Delete “{ $name }”?
call-delete-forever = This can’t be undone.
call-deleted = “{ $name }” has been deleted.
call-needs-code = needs an access code
call-requires-code = Only with an access code
call-requires-code-hint = Only people with an access code for this session type can choose it.
call-track-requires-code-hint = Only people with an access code for this track can choose it.

## Settings

call-settings = Call for proposals
call-texts-and-dates = Texts and dates
call-look = View the page
call-texts = Texts
call-headline = Headline
call-text = Text
call-text-hint = What you are looking for, and what speakers should know before they submit.
call-dates = Dates
call-opening = Opens
call-opening-hint = Leave it empty to open as soon as the event is public.
call-deadline-hint = Leave it empty if there is no deadline.
call-show-deadline = Show the deadline on public pages
call-own-deadlines = These session types have a deadline of their own:
call-rules = Rules
call-unit = Limits of texts count
call-unit-chars = Characters
call-unit-words = Words
call-unit-hint = For every field with a shortest or longest length, custom fields included.
call-speakers-edit = Speakers can change what they have submitted
call-speakers-edit-hint = Proposals until the deadline, accepted sessions and profiles at any time.
call-public-review = Speakers can share a proposal by a secret link
call-public-review-hint = Whoever has the link can read the proposal without logging in.
call-mail-new = Send a copy of each new proposal to the organisers

## Editor

call-editor = Form
call-editor-lead = What people are asked for when they submit a proposal.
call-steps = Steps
call-step-info = Your proposal
call-step-questions = More questions
call-step-user = Your account
call-step-profile = Your profile
call-step-edit = Title and text of this step
call-step-title = Title
call-step-title-hint = Leave it empty for the usual title.
call-step-text = Text
call-step-questions-text = This step asks your custom fields. It is left out if none of them fits the proposal.
call-step-user-text = People who are not logged in log in or register in this step. Its fields are always the same.
call-to-questions = Go to the custom fields
call-fields = Fields
call-field = Field
call-fields-more = Not asked for
call-field-remove = Don’t ask for “{ $name }”
call-visibility = Asked for
call-visibility-required = Required
call-visibility-optional = Optional
call-visibility-do-not-ask = Not asked for
call-label = Name of the field
call-label-hint = Leave it empty for “{ $name }”.
call-help = Help
call-min-characters = Shortest length in characters
call-max-characters = Longest length in characters
call-min-words = Fewest words
call-max-words = Most words
call-min-tags = Fewest tags
call-max-tags = Most tags
call-max-speakers = Most speakers
call-max-speakers-hint = Of one proposal, the one who submits included. 50 if the field is empty.
call-preview = Preview
call-reset = Start over with the usual form
call-reset-text = All names, helps, limits, titles and the order of the fields go back to how they are in a new event. Custom fields stay.
call-reset-sure = Yes, forget what is set up here
call-reset-done = The form is as in a new event again.
call-hidden-one-type = Not shown: there is only one session type.
call-hidden-one-language = Not shown: proposals can only be in one language.
call-hidden-tracks-off = Not shown: the event has no tracks.
call-hidden-no-tracks = Not shown: there is no track yet.
call-hidden-no-tags = Not shown: there is no public tag.
call-field-name = Name
call-field-title = Title
call-field-submission-type = Session type
call-field-abstract = Abstract
call-field-description = Description
call-field-biography = Biography
call-field-avatar = Profile picture
call-field-availabilities = Availability
call-field-notes = Notes for the organisers
call-field-do-not-record = Don’t record
call-field-image = Session picture
call-field-track = Track
call-field-duration = Duration
call-field-content-locale = Language
call-field-additional-speaker = Further speakers
call-field-tags = Tags
call-field-resources = Files and links

## Session types

call-types = Session types
call-types-lead = What people can submit: talks, workshops, stands …
call-types-none = There is no session type yet
call-type-add = Add a session type
call-type-default = default
call-type-make-default = Make this the default
call-type-is-default = “{ $name }” is the default session type now.
call-type-deadline-hint = Instead of the deadline of the call. Leave it empty for that one.
call-type-link = Submit a proposal of this session type
call-type-delete-text = The session type goes, with the access codes that are for it alone.

## Tracks

call-tracks = Tracks
call-tracks-lead = Topics that sessions belong to.
call-tracks-none = There is no track yet
call-track-add = Add a track
call-track-link = Submit a proposal in this track
call-track-delete-text = The track goes, with the access codes that are for it alone.

## Tags

call-tags = Tags
call-tags-lead = Marks for finding and sorting proposals.
call-tags-none = There is no tag yet
call-tag-add = Add a tag
call-tag-public = public
call-tag-is-public = Public
call-tag-is-public-hint = Everybody sees the tag. If the form asks for tags, people can choose it.
call-tag-delete-text = Every proposal loses this tag.
call-tag-delete-count = { $count ->
    [0] No proposal has this tag.
    [one] { $count } proposal loses this tag.
   *[other] { $count } proposals lose this tag.
}

## Access codes

call-codes = Access codes
call-codes-lead = With a code people can submit although the call is closed, or to tracks and session types that need one.
call-codes-none = There is no access code yet
call-code = Code
call-code-add = Add an access code
call-code-new-hint = Letters and digits. Leave it empty to have one drawn.
call-code-until = Valid until
call-code-until-hint = Leave it empty if it doesn’t end.
call-code-most = Uses
call-code-most-hint = How many proposals can be submitted with it. Leave it empty for as many as one likes.
call-code-uses = Used
call-code-used = Used: { $uses }
call-code-used-up = used up
call-code-over = over
call-code-tracks-hint = If you choose some, only these can be chosen with the code.
call-code-types-hint = If you choose some, only these can be chosen with the code.
call-code-notes = Internal notes
call-code-notes-hint = Only organisers see them.
call-code-link = Submit a proposal with this code
call-code-proposals = Proposals made with this code
call-code-delete-text = Nobody can submit with this code any more.
call-code-send = Send the code by mail
call-code-sent = The code is on its way to { $to }.
call-send-lead = The mail goes at once.
call-send-now = Send
call-send-to = To
call-send-subject = Subject
call-send-text = Text
call-send-subject-text = Your access code for { $event }
call-send-hello = Hi,
call-send-invites = you are invited to submit a proposal to { $event }. Please use this link:
call-send-tracks = It is for these tracks: { $names }.
call-send-types = It is for these session types: { $names }.
call-send-uses = { $count ->
    [one] You can use it for { $count } proposal.
   *[other] You can use it for { $count } proposals.
}
call-send-until = It is valid until { $at } ({ $zone }).
call-send-bye = We look forward to your proposal.

## Notes for speakers

call-notes = Notes for speakers
call-notes-lead = Texts and files that speakers find in their area.
call-notes-none = There is no note yet
call-note-add = Add a note
call-note-text = Text
call-note-group = For
call-note-file = File
call-note-file-hint = Pictures, documents, tables, presentations or archives.
call-note-has-file = with a file
call-note-limit-hint = If you choose none, it is for all.
call-note-delete-text = Speakers don’t see the note any more. Its file goes as well.
call-group-submitters = Everybody who submitted
call-group-accepted = Accepted and confirmed speakers
call-group-confirmed = Confirmed speakers
