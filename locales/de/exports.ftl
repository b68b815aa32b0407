# Exporte, Änderungen, Feed und die Wörter des Widgets.

## Änderungen

exports-changelog-title = Änderungen am Programm
exports-changelog-lead = Was jede Version des Programms geändert hat.
exports-changelog-about = Was sich am Programm von { $event } geändert hat, Version für Version.
exports-changelog-empty-title = Noch keine Version
exports-changelog-empty-text = Änderungen erscheinen hier, sobald das Programm veröffentlicht ist.
exports-changelog-version = Version { $version }
exports-changelog-first = Die erste Version des Programms ist da.
exports-changelog-none = Kein Beitrag ist neu, abgesagt oder verlegt.
exports-changelog-to-version = Zu dieser Version
exports-changelog-new = { $count ->
    [one] Neuer Beitrag
   *[other] { $count } neue Beiträge
}
exports-changelog-canceled = { $count ->
    [one] Abgesagter Beitrag
   *[other] { $count } abgesagte Beiträge
}
exports-changelog-moved = { $count ->
    [one] Verlegter Beitrag
   *[other] { $count } verlegte Beiträge
}
exports-changelog-move = { $from } → { $to }
exports-changelog-place = { $start }, { $room }

## Feed

exports-feed-title = { $event }: Änderungen am Programm
exports-feed-entry = { $event }: neue Version des Programms ({ $version })

## Text für Terminals

exports-text-forms = Andere Formen
exports-text-default = Voreinstellung
exports-text-no-speakers = Niemand genannt
exports-text-in-room = in

## Widget

exports-widget-answer-no = Nein
exports-widget-answer-yes = Ja
exports-widget-around-this-session = Davor, danach und gleichzeitig
exports-widget-clear-filters = Alle Filter entfernen
exports-widget-close-filters = Filter schließen
exports-widget-details = Einzelheiten
exports-widget-dismiss = Ausblenden
exports-widget-favs-not-logged-in = Die Sterne bleiben in diesem Browser. Nach dem Anmelden gibt es sie auch auf anderen Geräten.
exports-widget-favs-not-saved = Die Sterne konnten nicht an den Server geschickt werden. Sie bleiben in diesem Browser.
exports-widget-filter = Filter
exports-widget-filters = Filter
exports-widget-jump-to-now = Zu jetzt springen
exports-widget-languages = Sprachen
exports-widget-no-file-provided = Keine Datei
exports-widget-no-location = Noch kein Raum
exports-widget-no-matching-sessions = Kein Beitrag passt zu diesen Filtern.
exports-widget-no-response = Keine Antwort
exports-widget-not-recorded = Keine Aufzeichnung
exports-widget-powered-by = Erstellt mit Plenary
exports-widget-recording = Aufzeichnung
exports-widget-resource = Material
exports-widget-rooms = Räume
exports-widget-save = Speichern
exports-widget-saved = Gespeichert
exports-widget-schedule-empty = In diesem Programm stehen noch keine Beiträge.
exports-widget-schedule-load-error = Das Programm konnte nicht geladen werden. Bitte später noch einmal versuchen.
exports-widget-search = Suchen
exports-widget-session-image = Bild zum Beitrag
exports-widget-show-results = Beiträge zeigen
exports-widget-signup = Anmelden
exports-widget-signup-full = Ausgebucht
exports-widget-signup-hide-full = Ausgebuchte ausblenden
exports-widget-signup-only = Nur mit Anmeldung
exports-widget-signup-required = Für diesen Beitrag ist eine Anmeldung nötig.
exports-widget-signup-section = Anmeldung
exports-widget-signup-signed-up = Angemeldet
exports-widget-signups-not-loaded = Die Anmeldungen konnten nicht geladen werden.
exports-widget-tags = Schlagwörter
exports-widget-timezone-event = Zeit vor Ort
exports-widget-timezone-local = Meine Zeit
exports-widget-toggle-favs = Nur mit Stern
exports-widget-toggle-signups = Nur mit meiner Anmeldung
exports-widget-tracks = Tracks
