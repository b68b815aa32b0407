# Custom fields: what organisers ask about proposals, speakers and reviews.

## Problems with answers

question-error-kind = This can’t be an answer to this question.
question-error-one = Please give one answer only.
question-error-number = Please enter a number with at most ten digits before and six after the point.
question-error-early = Please enter { $min } or later.
question-error-late = Please enter { $max } or earlier.
question-error-few-options = { $min ->
    [one] Please choose at least one option.
   *[other] Please choose at least { $min } options.
}
question-error-many-options = { $max ->
    [one] Please choose one option at most.
   *[other] Please choose at most { $max } options.
}
question-error-file-missing = Please choose a file.
question-error-file-empty = This file is empty. Please choose another one.
question-error-file-content = The content of this file is not what its name says. Please choose another one.

## What is allowed

question-no-answer = No answer
question-locked = This answer can’t be changed any more.
question-required-from = An answer is needed from { $deadline } on.
question-at-least = { $unit ->
    [words] { $min ->
        [one] At least one word.
       *[other] At least { $min } words.
    }
    [options] { $min ->
        [one] At least one option.
       *[other] At least { $min } options.
    }
   *[characters] { $min ->
        [one] At least one character.
       *[other] At least { $min } characters.
    }
}
question-at-most = { $unit ->
    [words] { $max ->
        [one] One word at most.
       *[other] At most { $max } words.
    }
    [options] { $max ->
        [one] One option at most.
       *[other] At most { $max } options.
    }
   *[characters] { $max ->
        [one] One character at most.
       *[other] At most { $max } characters.
    }
}
question-between = { $unit ->
    [words] { $min } to { $max } words.
    [options] { $min } to { $max } options.
   *[characters] { $min } to { $max } characters.
}
question-from = From { $min } on.
question-to = Up to { $max }.
question-from-to = From { $min } to { $max }.
question-only-if = Only needed if your answer to “{ $question }” is one of: { $answers }.
question-only-if-ticked = Only needed if “{ $question }” is ticked.

## Kinds

question-variant-number = Number
question-variant-string = Text, one line
question-variant-text = Text, several lines
question-variant-url = Web address
question-variant-date = Date
question-variant-datetime = Date and time
question-variant-boolean = Yes or no
question-variant-file = File
question-variant-choices = One of several options
question-variant-multiple-choice = Any of several options

## List

question-questions = Custom fields
question-lead = What you ask speakers and reviewers beyond the usual. The order is that of the forms.
question-tabs = What the fields are about
question-tab-sessions = Proposals
question-tab-speakers = Speakers
question-tab-reviews = Reviews
question-none = No custom fields yet
question-none-text = Ask what you need to know: meals, equipment, travel, experience.
question-new = New custom field
question-question = Question
question-variant = Kind of answer
question-necessity = Needed
question-optional = Optional
question-required = Always
question-after-deadline = After a deadline
question-required-after = After { $deadline }
question-answers = Answers
question-state = State
question-active = Active
question-inactive = Not asked
question-actions = Actions
question-activate = Activate
question-deactivate = Deactivate
question-edit = Edit
question-edit-of = Edit “{ $name }”
question-move-up = Move “{ $name }” up
question-move-down = Move “{ $name }” down
question-sort-failed = The new order could not be saved. Please reload the page and try again.
question-depends-note = Depends on “{ $question }”
question-public = Answers are public
question-not-for-reviewers = Not for reviewers
question-personal = Personal data
question-for-teams = Certain teams only
question-locked-from = Locked from { $time }
question-activated = “{ $name }” is asked again.
question-deactivated = “{ $name }” is not asked any more. Its answers stay.

## New

question-new-lead = Whom or what is it about?
question-about-sessions = About a proposal
question-about-sessions-text = Asked once for every proposal, such as equipment or previous knowledge.
question-about-speakers = About a speaker
question-about-speakers-text = Asked once for every speaker, such as meals or shirt sizes.
question-about-reviews = For reviews
question-about-reviews-text = Asked in every review, such as the reviewer’s own experience. Speakers never see it.
question-new-sessions = New field about proposals
question-new-speakers = New field about speakers
question-new-reviews = New field for reviews

## Form

question-help = Explanation
question-for-variants = Matters only for certain kinds of answers.
question-min-length = Shortest answer
question-max-length = Longest answer
question-min-number = Lowest number
question-max-number = Highest number
question-min-options = Fewest options
question-max-options = Most options
question-min-date = Earliest date
question-max-date = Latest date
question-min-datetime = Earliest time
question-max-datetime = Latest time
question-option-number = Option { $number }
question-option-place = Place of option { $number }
question-options-upload = Options from a file
question-options-upload-hint = A text file with one option in each line, or a JSON list with texts or objects such as {"{"}"en": "Yes", "de": "Ja"{"}"}. They come after those that are there. Rows above are left alone then.
question-options-replace = The file takes the place of all options
question-options-replace-hint = Every answer to this field is deleted then.
question-default = Answer filled in from the start
question-default-hint = For options, the text of one.
question-deadline = Needed from
question-deadline-note = Matters only if an answer is needed after a deadline.
question-freeze = Lock answers from
question-freeze-hint = From then on, only organisers can change answers.
question-tracks = Only on these tracks
question-tracks-hint = Without a choice: on all.
question-types = Only for these session types
question-types-hint = Without a choice: for all.
question-depends-on = Ask only after a certain answer to
question-depends-on-none = Ask always
question-depends-on-hint = Questions with options or boxes to tick can decide whether this one is asked.
question-depends-on-values = Ask if the answer to “{ $question }” is one of
question-depends-on-values-note = Matters only if this question was chosen above.
question-personal-hint = Answers are deleted together with the account.
question-for-reviewers = Reviewers see the answers
question-public-hint = Answers stand on the public pages of sessions and speakers.
question-icon = Sign before the link
question-icon-none = None
question-icon-hint = For public answers only.
question-icon-bsky = Bluesky
question-icon-discord = Discord
question-icon-github = GitHub
question-icon-instagram = Instagram
question-icon-linkedin = LinkedIn
question-icon-mastodon = Mastodon
question-icon-twitter = Twitter
question-icon-web = Website
question-icon-youtube = YouTube
question-teams = Only these teams see the answers
question-teams-hint = Without a choice: all teams that may. Does not count for public answers.
question-identifier = Identifier
question-identifier-hint = For the API and exports. Without one, it gets one.

## Problems with questions

question-error-deadline = Please say from when on an answer is needed.
question-error-identifier = Please use letters, digits, dots, dashes and underscores only.
question-error-identifier-taken = Another field has this identifier already. Please choose another one.
question-error-crossed = The upper limit can’t be below the lower one.
question-error-circle = The two would depend on each other. Please choose another one.
question-error-upload = This list is not readable. Please use one line for each option, or a JSON list.
question-error-upload-empty = There is no option in this file.
question-error-option-needed = Another field depends on an option that would go. Please change that one first.
question-error-no-options = Please add at least one option.
question-error-options = A field has at most { $max } options.
question-error-variant = There are answers of this kind already, so it can’t change. Please add a new field instead.
question-error-variant-needed = Another field depends on this one. Please change that one first.
question-error-many = There are too many custom fields. Please delete one first.
question-error-needed = Another field depends on this one. Please change that one first.

## Detail

question-all = All
question-role-accepted = With an accepted session
question-role-confirmed = With a confirmed session
question-filter-role = Speakers
question-filter-track = Track
question-filter-type = Session type
question-filter = Filter
question-answered = { $asked ->
    [0] Nobody has been asked yet.
    [one] { $answered } answer from one that was asked.
   *[other] { $answered ->
        [one] One answer from { $asked } that were asked.
       *[other] { $answered } answers from { $asked } that were asked.
    }
}
question-missing = { $count ->
    [one] One has no answer.
   *[other] { $count } have no answer.
}
question-answer = Answer
question-count = Number
question-share = Share
question-unanswered = No answer yet
question-yes = Yes
question-no = No
question-download = Download all files

## Deleting

question-delete = Delete
question-delete-go = Delete this field
question-delete-title = Delete “{ $name }”?
question-delete-text = The field goes with its options and history. This can’t be undone. If there are answers, it is deactivated instead, and the answers stay.
question-deleted = “{ $name }” has been deleted.
question-has-answers = “{ $name }” has answers, so it was not deleted. It is not asked any more.

## Reminders

question-remind = Remind of open fields
question-remind-lead = Every speaker with open fields gets one mail. The mails wait in the outbox until you send them.
question-remind-questions = Fields
question-remind-questions-hint = Without a choice: all that can be answered now.
question-remind-write = Write mails
question-remind-none = Nothing to remind of
question-remind-none-text = There are no active fields whose answers can still be changed.
question-reminded = { $count ->
    [0] Nobody has open fields, so there is no mail.
    [one] One mail waits in the outbox.
   *[other] { $count } mails wait in the outbox.
}
