# Die Seiten der Organisation.

## Rahmen

orga-overview = Übersicht
orga-proposals-and-sessions = Einreichungen & Beiträge
orga-proposals = Einreichungen
orga-editor = Planung

## Anmelden

orga-login-lead = Für Organisation, Begutachtung und Verwaltung.
orga-email = E-Mail-Adresse
orga-password = Passwort

## Veranstaltungen

orga-events = Veranstaltungen
orga-events-ahead = Laufend und kommend
orga-events-over = Vergangen
orga-events-none = Noch keine Veranstaltungen
orga-events-none-text = Hier erscheinen Veranstaltungen, sobald Sie in deren Team sind. Bitten Sie die Organisation um eine Einladung.
orga-events-none-administrator = Auf dieser Website gibt es noch keine Veranstaltung. Dieser Befehl legt die erste an:
orga-event = Veranstaltung
orga-dates = Zeitraum
orga-visibility = Sichtbarkeit
orga-public = öffentlich
orga-hidden = verborgen
orga-event-running = läuft
orga-event-over = vorbei
orga-event-day = Tag { $day } von { $days }

## Übersicht

orga-attention = Zu erledigen
orga-attention-none = Nichts wartet auf Sie.
orga-overview-limited = Ihr Team hat keinen Zugriff auf die Einreichungen dieser Veranstaltung.
orga-tile-undecided = { $count ->
    [one] Einreichung ohne Entscheidung
   *[other] Einreichungen ohne Entscheidung
}
orga-tile-unconfirmed = { $count ->
    [one] Beitrag ohne Bestätigung der Vortragenden
   *[other] Beiträge ohne Bestätigung der Vortragenden
}
orga-tile-unscheduled = { $count ->
    [one] Beitrag ohne Zeit
   *[other] Beiträge ohne Zeit
}
orga-tile-all = { $count ->
    [one] Einreichung
   *[other] Einreichungen
}
orga-tile-confirmed = { $count ->
    [one] bestätigter Beitrag
   *[other] bestätigte Beiträge
}
orga-tile-rejected = abgelehnt
orga-tile-withdrawn = zurückgezogen
orga-tile-canceled = abgesagt
orga-stand = Stand der Dinge
orga-links = Links
orga-link-event = Seite der Veranstaltung
orga-link-schedule = Öffentliches Programm
orga-time-zone = Zeitzone
orga-call-open = Offen ohne Frist
orga-dates-from = ab { $at }
orga-dates-until = bis { $at }
orga-dates-none = Ohne Daten
orga-call-opens = Beginnt am { $at }
orga-call-until = Frist: { $at }
orga-call-closed = Beendet seit { $at }
orga-call-hidden = Solange die Veranstaltung verborgen ist, kann niemand etwas einreichen.
orga-version-none = Es ist noch keine Version veröffentlicht.
orga-version = Version { $version }, veröffentlicht am { $at }
orga-publish = Öffentlich machen
orga-publish-title = „{ $name }“ öffentlich machen?
orga-publish-text = Dann sehen alle die Seiten der Veranstaltung und den Call for Proposals, solange er offen ist. Sie können die Veranstaltung jederzeit wieder verbergen.
orga-hide = Veranstaltung verbergen
orga-hide-title = „{ $name }“ verbergen?
orga-hide-text = Dann sehen nur noch die Teams der Veranstaltung ihre Seiten. Nichts wird gelöscht; Sie können sie jederzeit wieder öffentlich machen.
orga-now-public = „{ $name }“ ist jetzt öffentlich.
orga-now-hidden = „{ $name }“ ist jetzt verborgen. Nur die Teams der Veranstaltung sehen sie.

## Einreichungen

orga-search = Titel, Name oder Code
orga-by-state = Nach Status
orga-state-all = Alle
orga-state-submitted = Eingereicht
orga-state-accepted = Angenommen
orga-state-confirmed = Bestätigt
orga-state-rejected = Abgelehnt
orga-state-withdrawn = Zurückgezogen
orga-state-canceled = Abgesagt
orga-proposals-none = Noch keine Einreichungen
orga-proposals-none-text = Sobald jemand etwas einreicht, erscheint es hier.
orga-proposals-to-call = Call for Proposals ansehen
orga-nothing-found = Nichts gefunden
orga-nothing-found-text = Keine Einreichung passt zu dieser Suche und diesem Status.

## Eine Einreichung

orga-title = Titel
orga-type = Art des Beitrags
orga-track = Track
orga-state = Status
orga-submitted = Eingereicht am
orga-duration = Dauer
orga-slot-count = Anzahl der Termine
orga-recording = Aufzeichnung erlaubt
orga-code = Code
orga-abstract = Kurzfassung
orga-description = Beschreibung
orga-notes = Hinweise für die Organisation
orga-internal-notes = Interne Notizen
orga-no-texts = Diese Einreichung enthält keine Texte.
orga-speakers = Vortragende
orga-no-speakers = Zu dieser Einreichung gehören keine Vortragenden.
orga-facts = Angaben
orga-change-state = Status ändern

## Den Status ändern

orga-submit = Zurück auf „eingereicht“
orga-accept = Annehmen
orga-unconfirm = Zurück auf „angenommen“
orga-reject = Ablehnen
orga-withdraw = Zurückziehen
orga-cancel = Beitrag absagen
orga-submit-question = „{ $title }“ zurück auf „eingereicht“ setzen?
orga-accept-question = „{ $title }“ annehmen?
orga-unconfirm-question = „{ $title }“ zurück auf „angenommen“ setzen?
orga-confirm-question = „{ $title }“ bestätigen?
orga-reject-question = „{ $title }“ ablehnen?
orga-withdraw-question = „{ $title }“ zurückziehen?
orga-cancel-question = „{ $title }“ absagen?
orga-submit-text = Die Einreichung wartet dann wieder auf eine Entscheidung. Niemand bekommt darüber eine E-Mail.
orga-accept-text = Der Beitrag kann dann einen Platz im Programm bekommen. Eine E-Mail an die Vortragenden wird vorbereitet, aber noch nicht gesendet.
orga-unconfirm-text = Die Vortragenden müssen dann erneut bestätigen. Bis dahin fehlt der Beitrag in der nächsten Version des Programms. Niemand bekommt darüber eine E-Mail.
orga-confirm-text = Sie bestätigen anstelle der Vortragenden. Mit der nächsten Version des Programms, in der er eine Zeit hat, ist der Beitrag öffentlich.
orga-reject-text = Eine E-Mail an die Vortragenden wird vorbereitet, aber noch nicht gesendet. Sie können sich später anders entscheiden.
orga-withdraw-text = Tun Sie das, wenn die Vortragenden darum bitten. Niemand bekommt darüber eine E-Mail.
orga-cancel-text = Der Beitrag findet nicht statt. Veröffentlichte Versionen des Programms bleiben, wie sie sind; in der nächsten fehlt er. Niemand bekommt darüber eine E-Mail.
orga-submit-done = „{ $title }“ ist zurück auf „eingereicht“.
orga-accept-done = „{ $title }“ ist angenommen. Eine E-Mail an die Vortragenden ist vorbereitet, nicht gesendet.
orga-unconfirm-done = „{ $title }“ ist zurück auf „angenommen“.
orga-confirm-done = „{ $title }“ ist bestätigt.
orga-reject-done = „{ $title }“ ist abgelehnt. Eine E-Mail an die Vortragenden ist vorbereitet, nicht gesendet.
orga-withdraw-done = „{ $title }“ ist zurückgezogen.
orga-cancel-done = „{ $title }“ ist abgesagt.
orga-state-already = Nichts hat sich geändert: „{ $title }“ ist schon { $state }.
orga-place-lost = Der Platz in Ihrer Planung geht dabei verloren:

## Programm

orga-session = Beitrag
orga-start = Beginn
orga-end = Ende
orga-start-hint = { $dates }, Zeitzone { $zone }
orga-end-hint = Wenn Sie nichts eintragen, dauert der Beitrag { $duration }.
orga-slots = Termine dieses Beitrags
orga-break = Pause
orga-blocker = gesperrt, nicht öffentlich
orga-waiting = { $count ->
    [one] { $count } Beitrag ohne Zeit
   *[other] { $count } Beiträge ohne Zeit
}
orga-waiting-hint = Zeiten gelten in der Zeitzone der Veranstaltung, { $zone }.
orga-schedule-none = Noch nichts zu planen
orga-schedule-none-text = Sobald Einreichungen angenommen sind, erscheinen sie hier als Beiträge.
orga-place-none = Noch keine Zeit
orga-place-title = Raum und Zeit von „{ $title }“
orga-place-give = Zeit festlegen
orga-place-change = Ändern
orga-place-take = Aus dem Programm nehmen
orga-place-saved = „{ $title }“ ist eingeplant: { $place }.
orga-place-taken = „{ $title }“ hat keine Zeit mehr.
orga-place-not-accepted = „{ $title }“ lässt sich nicht einplanen: Nur angenommene Beiträge haben einen Platz im Programm.

## Räume

orga-rooms-none = Noch keine Räume
orga-rooms-none-text = Beiträge brauchen einen Raum, bevor sie eine Zeit bekommen können.
orga-room-add = Raum hinzufügen
orga-room-name = Name
orga-room-hidden = ausgeblendet
orga-capacity = Plätze
orga-capacity-hint = Wie viele Personen hineinpassen. Lassen Sie das Feld leer, wenn Sie es nicht wissen.
orga-room-added = Der Raum „{ $name }“ ist hinzugefügt.

## Veröffentlichen

orga-release-prepare = Veröffentlichen …
orga-release-title = Programm veröffentlichen
orga-release-lead = Eine Version ist eine Momentaufnahme: Die Öffentlichkeit sieht sie so, wie sie jetzt ist, bis Sie die nächste veröffentlichen.
orga-release-summary = Was öffentlich wird
orga-release-sessions = { $count ->
    [0] In dieser Version ist kein Beitrag.
    [one] In dieser Version ist { $count } Beitrag.
   *[other] In dieser Version sind { $count } Beiträge.
}
orga-release-first = Es ist die erste.
orga-release-previous = Die vorige ist { $version }.
orga-release-nothing = Noch gibt es nichts zu veröffentlichen: Kein bestätigter Beitrag hat eine Zeit.
orga-release-unconfirmed = { $count ->
    [one] { $count } angenommener Beitrag ist noch nicht bestätigt und bleibt verborgen.
   *[other] { $count } angenommene Beiträge sind noch nicht bestätigt und bleiben verborgen.
}
orga-release-unconfirmed-link = Unbestätigte Beiträge zeigen
orga-release-unscheduled = { $count ->
    [one] { $count } Beitrag hat noch keine Zeit und fehlt.
   *[other] { $count } Beiträge haben noch keine Zeit und fehlen.
}
orga-release-unscheduled-link = Zeiten festlegen
orga-release-hidden = Die Veranstaltung ist verborgen: Das Programm ist zu sehen, sobald sie öffentlich ist.
orga-version-name = Version
orga-version-hint = Ein kurzer Name wie 1.0. Er steht in der Adresse dieser Version.
orga-release-comment = Was sich geändert hat
orga-release-comment-hint = Eine Notiz für die öffentliche Liste der Änderungen.
orga-release = Diese Version veröffentlichen
orga-released = Version { $version } ist veröffentlicht.
