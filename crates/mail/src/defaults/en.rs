//! British English.

use plenary_model::MailRole;

use super::Text;

pub(super) fn text(role: MailRole) -> Text {
    match role {
        MailRole::NewSubmission => (
            "We have your proposal: {proposal_title}",
            "Hello {name},

thank you for proposing “{proposal_title}” for {event_name}. It has arrived safely.

You can read it again, and change it while the call is open:

{proposal_url}

We will write to you as soon as there is a decision. If you have questions until then, simply reply to this mail.

The {event_name} team",
        ),
        MailRole::NewSubmissionInternal => (
            "New proposal: {proposal_title}",
            "Hello,

somebody has just sent in a proposal for {event_name}.

Title: {proposal_title}
From: {speakers}
Type: {session_type}

Here it is:

{orga_url}",
        ),
        MailRole::SubmissionAccepted => (
            "Accepted: {proposal_title}",
            "Hello {name},

good news: we would love to have “{proposal_title}” at {event_name}!

Please let us know that you can make it. One click is enough:

{confirmation_link}

Should your plans have changed, you can tell us on the page of your session:

{proposal_url}

We look forward to meeting you.

The {event_name} team",
        ),
        MailRole::SubmissionRejected => (
            "Your proposal for {event_name}: {proposal_title}",
            "Hello {name},

thank you for the work you put into “{proposal_title}”. We received more good proposals than {event_name} has room for, and sadly we can’t include yours this time.

This was not an easy choice, and we hope to hear from you again. Of course we would still be glad to see you at the event:

{event_url}

The {event_name} team",
        ),
        MailRole::SpeakerInvite => (
            "You are a speaker at {event_name}",
            "Hello {name},

you have been added as a speaker of “{proposal_title}” at {event_name}.

To see the proposal and to fill in your profile, please set up an account:

{invitation_link}

The link is only for you, so please don’t pass it on. If you did not expect this mail, reply to it and we will sort it out.

The {event_name} team",
        ),
        MailRole::SpeakerInviteStandalone => (
            "Your speaker profile at {event_name}",
            "Hello {name},

we have prepared a speaker profile for you at {event_name}.

To make it yours and fill it in, please set up an account:

{invitation_link}

The link is only for you, so please don’t pass it on. If you did not expect this mail, reply to it and we will sort it out.

The {event_name} team",
        ),
        MailRole::ExistingSpeakerInvite => (
            "You are now a speaker of {proposal_title}",
            "Hello {name},

you have been added as a speaker of “{proposal_title}” at {event_name}.

You will find it among your proposals:

{proposal_url}

If that is a mistake, simply reply to this mail.

The {event_name} team",
        ),
        MailRole::QuestionReminder => (
            "We still need some details for {event_name}",
            "Hello {name},

to plan {event_name} well, we need a little more from you. These questions are still open:

{questions}

You can answer them here:

{url}

Thank you for your help!

The {event_name} team",
        ),
        MailRole::DraftReminder => (
            "Your draft for {event_name} is waiting",
            "Hello {name},

you began a proposal for {event_name}, “{proposal_title}”, and have not sent it in yet. Nobody but you can see it so far.

Here you can finish it and send it in:

{proposal_url}

That is possible for as long as the call is open. If you have changed your mind, there is nothing you need to do.

The {event_name} team",
        ),
        MailRole::NewSchedule => (
            "News about your sessions at {event_name}",
            "Hello {name},

there is a new version of the {event_name} schedule, and it concerns you:

{speaker_schedule_new}

The whole schedule is here:

{event_schedule_url}

The times are also attached for your calendar. If something does not work for you, please reply as soon as you can.

The {event_name} team",
        ),
    }
}
