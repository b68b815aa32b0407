# Einreichen, Konten und der Bereich der Vortragenden.

## The call

cfp-submit = Beitrag einreichen
cfp-submit-another = Weiteren Beitrag einreichen
cfp-closed = Zurzeit können keine Beiträge eingereicht werden.
cfp-opens = Beiträge können ab { $at } ({ $zone }) eingereicht werden.
cfp-open-until = Beiträge können bis { $at } ({ $zone }) eingereicht werden.
cfp-closed-since = Die Einreichungsfrist endete am { $at } ({ $zone }).

## Logging in and registering

cfp-login-title = Anmelden oder registrieren
cfp-login-lead = Sie brauchen ein Konto, damit Sie zu Ihren Beiträgen zurückkehren können.
cfp-have-account = Ich habe ein Konto
cfp-no-account = Ich bin neu hier
cfp-email = E-Mail-Adresse
cfp-password = Passwort
cfp-name = Name
cfp-name-hint = Der Name, unter dem Sie sprechen. Er ist für alle sichtbar, sobald Ihre Session veröffentlicht ist.
cfp-new-password = Neues Passwort
cfp-password-hint = Mindestens 8 Zeichen und nicht nur Ziffern.
cfp-repeat-password = Passwort wiederholen
cfp-register = Registrieren

## The form

cfp-submitting-as = Sie reichen als { $name } ein.
cfp-send = Beitrag einreichen
cfp-title = Titel
cfp-type = Art der Session
cfp-track = Track
cfp-language = Sprache der Session
cfp-duration = Dauer
cfp-speakers = Vortragende
cfp-state = Status
cfp-code = Code
cfp-abstract = Kurzfassung
cfp-abstract-hint = Ein kurzer Text für das Programm: Worum geht es und für wen?
cfp-description = Beschreibung
cfp-description-hint = Alles Weitere zum Inhalt. Es steht unter der Kurzfassung.
cfp-notes = Hinweise an das Organisationsteam
cfp-notes-hint = Das liest nur das Organisationsteam.
cfp-do-not-record = Meine Session nicht aufzeichnen
cfp-biography = Biografie
cfp-biography-hint = Ein paar Sätze über Sie. Sie gilt für alle Ihre Beiträge bei dieser Veranstaltung.
cfp-submitted = „{ $title }“ wurde eingereicht. Vielen Dank!

## My proposals

cfp-none-title = Noch keine Beiträge
cfp-none-text = Was Sie einreichen, erscheint hier mit seinem Status und allem, was Sie damit tun können.
cfp-explain-draft = Sie haben diesen Beitrag noch nicht eingereicht.
cfp-explain-submitted = Ihr Beitrag liegt dem Organisationsteam vor, das darüber entscheiden wird.
cfp-explain-accepted = Ihr Beitrag ist angenommen. Bitte bestätigen Sie, dass Sie dabei sind.
cfp-explain-confirmed = Sie haben bestätigt: Ihre Session ist Teil der Veranstaltung.
cfp-explain-rejected = Dieser Beitrag wurde für die Veranstaltung nicht angenommen.
cfp-explain-canceled = Diese Session wurde vom Organisationsteam abgesagt.
cfp-explain-withdrawn = Sie haben diesen Beitrag zurückgezogen.
cfp-confirm-of = „{ $title }“ bestätigen
cfp-confirm-title = Session bestätigen
cfp-confirm-question = Bestätigen Sie, dass „{ $title }“ stattfindet? Das Organisationsteam plant dann damit.
cfp-confirmed = „{ $title }“ ist bestätigt. Bis bald!
cfp-withdraw = Zurückziehen
cfp-withdraw-title = Beitrag zurückziehen
cfp-withdraw-question = Möchten Sie „{ $title }“ zurückziehen? Nur das Organisationsteam kann den Beitrag zurückholen.
cfp-withdrawn = „{ $title }“ wurde zurückgezogen.

## My emails

cfp-my-mails = Meine E-Mails
cfp-my-mails-lead = Was das Organisationsteam zu dieser Veranstaltung geschickt hat.
cfp-mail-without-subject = (kein Betreff)
cfp-no-mails-title = Noch keine E-Mails
cfp-no-mails-text = Was das Organisationsteam zu Ihren Beiträgen schickt, erscheint hier.
