### Session and speaker pages, search, featured sessions, feedback, small pages.

## Session

pages-session-shared = This is a preview. It is here for people who know the link; it may change before it is public.
pages-session-organised = This session has no place in a released schedule. Only organisers can see this page.
pages-session-unscheduled = Time and room are announced with the schedule.
pages-session-image = Picture of this session
pages-session-more = More about this session
pages-session-details = Details
pages-star = Star this session
pages-yes = Yes
pages-no = No
pages-nothing = No answer
pages-size-kb = { $size } kB
pages-size-mb = { $size } MB
pages-size-mb-tenths = { $whole }.{ $tenths } MB

pages-around = Around this session
pages-around-before = Before, in { $room }
pages-around-after = Next, in { $room }
pages-around-parallel = At the same time
pages-around-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}

pages-share = Share this session
pages-share-copy = Copy the link
pages-share-copied = Copied
pages-share-native = Share
pages-share-qr = Show the QR code
pages-share-qr-of = QR code of { $address }

## Speaker

pages-speaker-picture = Picture of { $name }

## Featured sessions

pages-featured-about = Some of the sessions at { $event }.
pages-featured-intro = Here are some of the sessions you can look forward to. The whole programme follows with the schedule.
pages-featured-empty-title = No featured sessions yet
pages-featured-empty-text = Sessions appear here as soon as the organisers pick the first ones.
pages-to-featured = Look at featured sessions

## Search

pages-search-label = Search sessions, speakers, tracks and rooms
pages-search-window = Search for “{ $text }”
pages-search-hint = Names, titles, rooms or any words of the descriptions. Accents and capitals don’t matter.
pages-search-found = { $count ->
    [0] Nothing found
    [one] { $count } result
   *[other] { $count } results
}
pages-search-more = Only the best ones are shown: add a word to narrow the search.
pages-search-none-title = Nothing found
pages-search-none-text = Try fewer or other words, or only the beginning of a name.
pages-search-programme = Browse the programme

## Feedback

pages-feedback-window = Feedback on { $title }
pages-feedback-title = Feedback
pages-feedback-give = Give feedback
pages-feedback-anonymous = Your feedback is anonymous. The speakers and the organisers can read it.
pages-feedback-for = For whom?
pages-feedback-for-all = All speakers
pages-feedback-text = Your feedback
pages-feedback-hint = What was good? What could be better?
pages-feedback-send = Send feedback
pages-feedback-thanks = Thank you! Your feedback has been sent.
pages-feedback-trap = Please leave this box empty.
pages-feedback-honeypot = This looks like it was sent by a program. If you are a person, please leave the hidden box empty and send it again.
pages-feedback-closed = It is too early for feedback
pages-feedback-opens = You can give feedback once the session has begun: { $at } ({ $zone }).
pages-feedback-later = You can give feedback once the session has begun.
pages-feedback-not-open = Feedback on this session can’t be sent: it has not begun yet, or you are one of its speakers.
pages-feedback-back = Back to the session
pages-feedback-none-title = No feedback yet
pages-feedback-none-text = What attendees say about your session appears here. Nobody can see who wrote it.
pages-feedback-count = { $count ->
    [one] { $count } person has said something about your session.
   *[other] { $count } people have said something about your session.
}
pages-feedback-personal = for you

## Start pages

pages-landing-when = Date
pages-landing-now = Happening now
pages-landing-over = This event is over
pages-landing-all-featured = All featured sessions
pages-organiser-lead = All events of this organiser
pages-organiser-all = All events

## Leaving the site

pages-leaving-title = You are leaving this site
pages-leaving-text = This link leads to { $host }. We don’t know that site and can’t say anything about it.
pages-leaving-go = Go to { $host }
