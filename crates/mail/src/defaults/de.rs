//! German, with “Sie”.

use plenary_model::MailRole;

use super::Text;

pub(super) fn text(role: MailRole) -> Text {
    match role {
        MailRole::NewSubmission => (
            "Ihre Einreichung ist da: {proposal_title}",
            "Guten Tag {name},

vielen Dank, dass Sie „{proposal_title}“ für {event_name} eingereicht haben. Alles ist gut angekommen.

Hier können Sie die Einreichung nachlesen und ändern, solange der Aufruf läuft:

{proposal_url}

Sobald entschieden ist, schreiben wir Ihnen. Wenn Sie bis dahin Fragen haben, antworten Sie einfach auf diese Mail.

Das Team von {event_name}",
        ),
        MailRole::NewSubmissionInternal => (
            "Neue Einreichung: {proposal_title}",
            "Guten Tag,

für {event_name} ist gerade eine Einreichung eingegangen.

Titel: {proposal_title}
Von: {speakers}
Art: {session_type}

Hier ist sie:

{orga_url}",
        ),
        MailRole::SubmissionAccepted => (
            "Angenommen: {proposal_title}",
            "Guten Tag {name},

gute Nachrichten: Wir hätten „{proposal_title}“ sehr gern im Programm von {event_name}!

Bitte sagen Sie uns, dass Sie dabei sind. Ein Klick genügt:

{confirmation_link}

Falls sich Ihre Pläne geändert haben, können Sie uns das auf der Seite Ihres Beitrags mitteilen:

{proposal_url}

Wir freuen uns auf Sie.

Das Team von {event_name}",
        ),
        MailRole::SubmissionRejected => (
            "Ihre Einreichung für {event_name}: {proposal_title}",
            "Guten Tag {name},

vielen Dank für die Mühe, die in „{proposal_title}“ steckt. Wir haben mehr gute Einreichungen bekommen, als {event_name} Platz bietet, und können Ihre diesmal leider nicht aufnehmen.

Leicht war die Auswahl nicht, und wir hoffen, wieder von Ihnen zu hören. Natürlich würden wir uns freuen, Sie trotzdem auf der Veranstaltung zu sehen:

{event_url}

Das Team von {event_name}",
        ),
        MailRole::SpeakerInvite => (
            "Ihr Beitrag bei {event_name}",
            "Guten Tag {name},

Sie sind bei {event_name} als vortragende Person von „{proposal_title}“ eingetragen worden.

Um die Einreichung zu sehen und Ihr Profil auszufüllen, richten Sie bitte ein Konto ein:

{invitation_link}

Der Link ist nur für Sie bestimmt, bitte geben Sie ihn nicht weiter. Falls Sie diese Mail nicht erwartet haben, antworten Sie uns, dann klären wir das.

Das Team von {event_name}",
        ),
        MailRole::SpeakerInviteStandalone => (
            "Ihr Profil bei {event_name}",
            "Guten Tag {name},

wir haben für Sie ein Profil als vortragende Person bei {event_name} angelegt.

Um es zu übernehmen und auszufüllen, richten Sie bitte ein Konto ein:

{invitation_link}

Der Link ist nur für Sie bestimmt, bitte geben Sie ihn nicht weiter. Falls Sie diese Mail nicht erwartet haben, antworten Sie uns, dann klären wir das.

Das Team von {event_name}",
        ),
        MailRole::ExistingSpeakerInvite => (
            "Sie sind jetzt eingetragen: {proposal_title}",
            "Guten Tag {name},

Sie sind bei {event_name} als vortragende Person von „{proposal_title}“ eingetragen worden.

Sie finden den Beitrag unter Ihren Einreichungen:

{proposal_url}

Falls das ein Irrtum ist, antworten Sie einfach auf diese Mail.

Das Team von {event_name}",
        ),
        MailRole::QuestionReminder => (
            "Für {event_name} fehlen uns noch Angaben",
            "Guten Tag {name},

damit wir {event_name} gut planen können, brauchen wir noch etwas von Ihnen. Diese Fragen sind offen:

{questions}

Hier können Sie antworten:

{url}

Vielen Dank für Ihre Hilfe!

Das Team von {event_name}",
        ),
        MailRole::DraftReminder => (
            "Ihr Entwurf für {event_name} wartet noch",
            "Guten Tag {name},

Sie haben für {event_name} eine Einreichung begonnen, „{proposal_title}“, und noch nicht abgeschickt. Bisher kann sie außer Ihnen niemand sehen.

Hier können Sie sie fertigstellen und einreichen:

{proposal_url}

Das geht, solange der Aufruf läuft. Wenn Sie es sich anders überlegt haben, brauchen Sie nichts zu tun.

Das Team von {event_name}",
        ),
        MailRole::NewSchedule => (
            "Neues zu Ihren Terminen bei {event_name}",
            "Guten Tag {name},

das Programm von {event_name} liegt in einer neuen Fassung vor, und sie betrifft Sie:

{speaker_schedule_new}

Das ganze Programm finden Sie hier:

{event_schedule_url}

Die Termine hängen auch für Ihren Kalender an. Falls etwas für Sie nicht passt, antworten Sie uns bitte möglichst bald.

Das Team von {event_name}",
        ),
    }
}
