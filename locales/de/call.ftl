# Die Seiten für Organisierende zum Call for Proposals.

## Regeln für Längen und Anzahlen

call-too-many-words = { $length ->
    [one] Bitte verwenden Sie höchstens { $max } Wörter. Zurzeit ist es { $length }.
    [other] Bitte verwenden Sie höchstens { $max } Wörter. Zurzeit sind es { $length }.
   *[unknown] Bitte verwenden Sie höchstens { $max } Wörter.
}
call-too-few-words = { $length ->
    [one] Bitte verwenden Sie mindestens { $min } Wörter. Zurzeit ist es { $length }.
    [other] Bitte verwenden Sie mindestens { $min } Wörter. Zurzeit sind es { $length }.
   *[unknown] Bitte verwenden Sie mindestens { $min } Wörter.
}
call-characters-exactly = Genau { $count } Zeichen.
call-characters-between = Zwischen { $min } und { $count } Zeichen.
call-characters-min = Mindestens { $count } Zeichen.
call-characters-max = Höchstens { $count } Zeichen.
call-words-exactly = { $count ->
    [one] Genau { $count } Wort.
   *[other] Genau { $count } Wörter.
}
call-words-between = Zwischen { $min } und { $count } Wörtern.
call-words-min = { $count ->
    [one] Mindestens { $count } Wort.
   *[other] Mindestens { $count } Wörter.
}
call-words-max = { $count ->
    [one] Höchstens { $count } Wort.
   *[other] Höchstens { $count } Wörter.
}
call-tags-exactly = { $count ->
    [one] Bitte wählen Sie genau { $count } Schlagwort.
   *[other] Bitte wählen Sie genau { $count } Schlagwörter.
}
call-tags-between = Bitte wählen Sie zwischen { $min } und { $count } Schlagwörter.
call-tags-min = { $count ->
    [one] Bitte wählen Sie mindestens { $count } Schlagwort.
   *[other] Bitte wählen Sie mindestens { $count } Schlagwörter.
}
call-tags-max = { $count ->
    [one] Bitte wählen Sie höchstens { $count } Schlagwort.
   *[other] Bitte wählen Sie höchstens { $count } Schlagwörter.
}
call-speakers-max = { $count ->
    [one] Höchstens { $count } vortragende Person, die einreichende eingeschlossen.
   *[other] Höchstens { $count } vortragende Personen, die einreichende eingeschlossen.
}

## Probleme

call-error-deadline-before-opening = Die Frist kann nicht vor dem Beginn liegen.
call-error-unit = Eine Grenze von „{ $field }“ ist größer als die { $max } Zeichen, für die Platz ist. Bitte verringern Sie sie zuerst, oder zählen Sie weiter Wörter.
call-error-always-required = Dieses Feld wird immer gebraucht. Es kann nicht wegfallen.
call-error-max-below-min = Die obere Grenze kann nicht unter der unteren liegen.
call-error-name-taken = Diesen Namen gibt es schon. Bitte wählen Sie einen anderen.
call-error-too-many = Es gibt schon { $max }. Bitte löschen Sie zuerst einige.
call-error-type-default = Das ist die voreingestellte Sessionart. Bitte machen Sie zuerst eine andere zur Voreinstellung.
call-error-type-used = Es gibt Einreichungen mit dieser Sessionart. Bitte geben Sie ihnen zuerst eine andere.
call-error-track-used = Es gibt Einreichungen in diesem Track. Bitte verschieben Sie sie zuerst in einen anderen.
call-error-only-limit-question = Ein eigenes Feld gilt nur hierfür. Ohne diese Grenze würde es allen gezeigt. Bitte ändern Sie zuerst das eigene Feld.
call-error-only-limit-information = Ein Hinweis für Vortragende gilt nur hierfür. Ohne diese Grenze würden ihn alle sehen. Bitte ändern Sie zuerst den Hinweis.
call-error-only-limit-team = Ein Team begutachtet nur diesen Track. Ohne diese Grenze würde es alle Tracks sehen. Bitte ändern Sie zuerst das Team.
call-error-only-limit-category = Eine Bewertungskategorie gilt nur für diesen Track. Ohne diese Grenze würde sie für alle gelten. Bitte ändern Sie zuerst die Kategorie.
call-error-code-characters = Bitte verwenden Sie nur Buchstaben von A bis Z und Ziffern.
call-error-code-taken = Dieser Code ist vergeben. Bitte wählen Sie einen anderen.
call-error-code-used-up = Dieser Zugangscode wurde schon so oft verwendet wie möglich. Bitte fragen Sie die Organisierenden nach einem anderen.
call-error-code-used = Mit diesem Zugangscode wurde eingereicht, deshalb kann er nicht gelöscht werden. Lassen Sie ihn stattdessen enden: mit einem „Gültig bis“, das vorbei ist.

## Überall

call-name = Name
call-title = Titel
call-description = Beschreibung
call-colour = Farbe
call-colour-hint = Sie steht als Zeichen neben Sessions und im Programm.
call-colour-pale = Diese Farbe ist auf hellen Seiten kaum zu sehen. Eine dunklere ist besser zu erkennen.
call-colour-dark = Diese Farbe ist auf dunklen Seiten kaum zu sehen. Eine hellere ist besser zu erkennen.
call-duration = Dauer
call-duration-hint = In Minuten. 0, wenn es keine gibt.
call-deadline = Frist
call-proposals = Einreichungen
call-order = Reihenfolge
call-move-up = „{ $name }“ nach oben
call-move-down = „{ $name }“ nach unten
call-moved-to = „%1“ steht jetzt an Stelle %2.
call-more = Weiteres
call-link = Links
call-copied = Kopiert
call-delete-title = „{ $name }“ löschen?
call-delete-forever = Das lässt sich nicht rückgängig machen.
call-deleted = „{ $name }“ wurde gelöscht.
call-needs-code = braucht einen Zugangscode
call-requires-code = Nur mit Zugangscode
call-requires-code-hint = Nur wer einen Zugangscode für diese Sessionart hat, kann sie wählen.
call-track-requires-code-hint = Nur wer einen Zugangscode für diesen Track hat, kann ihn wählen.

## Einstellungen

call-settings = Call for Proposals
call-texts-and-dates = Texte und Zeiten
call-look = Seite ansehen
call-texts = Texte
call-headline = Überschrift
call-text = Text
call-text-hint = Was Sie suchen und was Vortragende vor dem Einreichen wissen sollten.
call-dates = Zeiten
call-opening = Beginn
call-opening-hint = Leer: sobald die Veranstaltung öffentlich ist.
call-deadline-hint = Leer: ohne Frist.
call-show-deadline = Die Frist auf öffentlichen Seiten zeigen
call-own-deadlines = Diese Sessionarten haben eine eigene Frist:
call-rules = Regeln
call-unit = Grenzen von Texten zählen
call-unit-chars = Zeichen
call-unit-words = Wörter
call-unit-hint = Für jedes Feld mit einer kürzesten oder längsten Länge, auch eigene Felder.
call-speakers-edit = Vortragende können ändern, was sie eingereicht haben
call-speakers-edit-hint = Einreichungen bis zur Frist, angenommene Sessions und Profile jederzeit.
call-public-review = Vortragende können eine Einreichung mit einem geheimen Link teilen
call-public-review-hint = Wer den Link hat, kann die Einreichung ohne Anmeldung lesen.
call-mail-new = Eine Kopie jeder neuen Einreichung an die Veranstalter schicken

## Formular

call-editor = Formular
call-editor-lead = Wonach beim Einreichen gefragt wird.
call-steps = Schritte
call-step-info = Ihre Einreichung
call-step-questions = Weitere Fragen
call-step-user = Ihr Konto
call-step-profile = Ihr Profil
call-step-edit = Titel und Text dieses Schritts
call-step-title = Titel
call-step-title-hint = Leer: der übliche Titel.
call-step-text = Text
call-step-questions-text = Dieser Schritt fragt nach Ihren eigenen Feldern. Er entfällt, wenn keines davon zur Einreichung passt.
call-step-user-text = Wer nicht angemeldet ist, meldet oder registriert sich in diesem Schritt. Seine Felder sind immer dieselben.
call-to-questions = Zu den eigenen Feldern
call-fields = Felder
call-field = Feld
call-fields-more = Nicht gefragt
call-field-remove = Nicht nach „{ $name }“ fragen
call-visibility = Gefragt
call-visibility-required = Pflicht
call-visibility-optional = Freiwillig
call-visibility-do-not-ask = Nicht gefragt
call-label = Name des Feldes
call-label-hint = Leer: „{ $name }“.
call-help = Hilfe
call-min-characters = Kürzeste Länge in Zeichen
call-max-characters = Längste Länge in Zeichen
call-min-words = Mindestzahl der Wörter
call-max-words = Höchstzahl der Wörter
call-min-tags = Mindestzahl der Schlagwörter
call-max-tags = Höchstzahl der Schlagwörter
call-max-speakers = Höchstzahl der Vortragenden
call-max-speakers-hint = Einer Einreichung, die einreichende Person eingeschlossen. 50, wenn das Feld leer ist.
call-preview = Vorschau
call-reset = Mit dem üblichen Formular neu beginnen
call-reset-text = Alle Namen, Hilfen, Grenzen, Titel und die Reihenfolge der Felder werden wie bei einer neuen Veranstaltung. Eigene Felder bleiben.
call-reset-sure = Ja, was hier eingestellt ist, soll vergessen werden
call-reset-done = Das Formular ist wieder wie bei einer neuen Veranstaltung.
call-hidden-one-type = Nicht gezeigt: Es gibt nur eine Sessionart.
call-hidden-one-language = Nicht gezeigt: Einreichungen sind nur in einer Sprache möglich.
call-hidden-tracks-off = Nicht gezeigt: Die Veranstaltung hat keine Tracks.
call-hidden-no-tracks = Nicht gezeigt: Es gibt noch keinen Track.
call-hidden-no-tags = Nicht gezeigt: Es gibt kein öffentliches Schlagwort.
call-field-name = Name
call-field-title = Titel
call-field-submission-type = Sessionart
call-field-abstract = Kurzfassung
call-field-description = Beschreibung
call-field-biography = Biografie
call-field-avatar = Profilbild
call-field-availabilities = Verfügbarkeit
call-field-notes = Notizen für die Organisierenden
call-field-do-not-record = Nicht aufzeichnen
call-field-image = Bild der Session
call-field-track = Track
call-field-duration = Dauer
call-field-content-locale = Sprache
call-field-additional-speaker = Weitere Vortragende
call-field-tags = Schlagwörter
call-field-resources = Dateien und Links

## Sessionarten

call-types = Sessionarten
call-types-lead = Was eingereicht werden kann: Vorträge, Workshops, Stände …
call-types-none = Es gibt noch keine Sessionart
call-type-add = Sessionart hinzufügen
call-type-default = voreingestellt
call-type-make-default = Zur Voreinstellung machen
call-type-is-default = „{ $name }“ ist jetzt die voreingestellte Sessionart.
call-type-deadline-hint = Statt der Frist des Calls. Leer: die des Calls.
call-type-link = Mit dieser Sessionart einreichen
call-type-delete-text = Die Sessionart verschwindet, mit den Zugangscodes nur für sie.

## Tracks

call-tracks = Tracks
call-tracks-lead = Themen, zu denen Sessions gehören.
call-tracks-none = Es gibt noch keinen Track
call-track-add = Track hinzufügen
call-track-link = In diesem Track einreichen
call-track-delete-text = Der Track verschwindet, mit den Zugangscodes nur für ihn.

## Schlagwörter

call-tags = Schlagwörter
call-tags-lead = Zeichen zum Finden und Ordnen von Einreichungen.
call-tags-none = Es gibt noch kein Schlagwort
call-tag-add = Schlagwort hinzufügen
call-tag-public = öffentlich
call-tag-is-public = Öffentlich
call-tag-is-public-hint = Alle sehen das Schlagwort. Wenn das Formular nach Schlagwörtern fragt, ist es wählbar.
call-tag-delete-text = Alle Einreichungen verlieren dieses Schlagwort.
call-tag-delete-count = { $count ->
    [0] Keine Einreichung hat dieses Schlagwort.
    [one] { $count } Einreichung verliert dieses Schlagwort.
   *[other] { $count } Einreichungen verlieren dieses Schlagwort.
}

## Zugangscodes

call-codes = Zugangscodes
call-codes-lead = Mit einem Code kann man einreichen, obwohl der Call geschlossen ist, oder zu Tracks und Sessionarten, die einen brauchen.
call-codes-none = Es gibt noch keinen Zugangscode
call-code = Code
call-code-add = Zugangscode hinzufügen
call-code-new-hint = Buchstaben und Ziffern. Leer: Es wird einer ausgelost.
call-code-until = Gültig bis
call-code-until-hint = Leer: ohne Ende.
call-code-most = Verwendungen
call-code-most-hint = Wie viele Einreichungen damit möglich sind. Leer: beliebig viele.
call-code-uses = Verwendet
call-code-used = Verwendet: { $uses }
call-code-used-up = aufgebraucht
call-code-over = abgelaufen
call-code-tracks-hint = Wenn Sie welche wählen, sind mit dem Code nur diese möglich.
call-code-types-hint = Wenn Sie welche wählen, sind mit dem Code nur diese möglich.
call-code-notes = Interne Notizen
call-code-notes-hint = Nur Organisierende sehen sie.
call-code-link = Mit diesem Code einreichen
call-code-proposals = Einreichungen mit diesem Code
call-code-delete-text = Mit diesem Code kann niemand mehr einreichen.
call-code-send = Code per E-Mail schicken
call-code-sent = Der Code ist unterwegs an { $to }.
call-send-lead = Die E-Mail geht sofort ab.
call-send-now = Senden
call-send-to = An
call-send-subject = Betreff
call-send-text = Text
call-send-subject-text = Ihr Zugangscode für { $event }
call-send-hello = Guten Tag,
call-send-invites = wir laden Sie ein, zu { $event } einzureichen. Bitte verwenden Sie diesen Link:
call-send-tracks = Er gilt für diese Tracks: { $names }.
call-send-types = Er gilt für diese Sessionarten: { $names }.
call-send-uses = { $count ->
    [one] Er reicht für { $count } Einreichung.
   *[other] Er reicht für { $count } Einreichungen.
}
call-send-until = Er gilt bis { $at } ({ $zone }).
call-send-bye = Wir freuen uns auf Ihre Einreichung.

## Hinweise für Vortragende

call-notes = Hinweise für Vortragende
call-notes-lead = Texte und Dateien, die Vortragende in ihrem Bereich finden.
call-notes-none = Es gibt noch keinen Hinweis
call-note-add = Hinweis hinzufügen
call-note-text = Text
call-note-group = Für
call-note-file = Datei
call-note-file-hint = Bilder, Dokumente, Tabellen, Präsentationen oder Archive.
call-note-has-file = mit Datei
call-note-limit-hint = Wenn Sie nichts wählen, gilt er für alle.
call-note-delete-text = Vortragende sehen den Hinweis nicht mehr. Auch seine Datei verschwindet.
call-group-submitters = Alle, die eingereicht haben
call-group-accepted = Angenommene und bestätigte Vortragende
call-group-confirmed = Bestätigte Vortragende
