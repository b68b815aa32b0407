# Wörter des Rahmens und der Bausteine, die alle Seiten teilen.

kit-language-name = Deutsch

## Rahmen

kit-skip-to-content = Zum Inhalt springen
kit-navigation = Hauptnavigation
kit-menu = Menü
kit-account = Konto
kit-log-in = Anmelden
kit-log-out = Abmelden
kit-organiser-area = Organisationsbereich
kit-my-proposals = Meine Einreichungen
kit-my-mails = Meine E-Mails
kit-my-profile = Mein Profil
kit-language = Sprache
kit-theme = Darstellung
kit-theme-system = Wie das Gerät
kit-theme-light = Hell
kit-theme-dark = Dunkel
kit-schedule = Programm
kit-sessions = Beiträge
kit-speakers = Vortragende
kit-cfp = Call for Proposals
kit-featured = Ausgewählt
kit-contact = Kontakt
kit-imprint = Impressum
kit-powered-by = Geplant mit { $name }
kit-view-event = Veranstaltung ansehen
kit-all-events = Alle Veranstaltungen
kit-breadcrumb = Sie befinden sich hier
kit-not-public = Diese Veranstaltung ist noch nicht öffentlich. Nur Personen mit Zugang sehen diese Seite.
kit-preview = Vorschau: Andere sehen diese Seite noch nicht.
kit-new-tab = öffnet einen neuen Tab

## Aktionen

kit-save = Speichern
kit-cancel = Abbrechen
kit-close = Schließen
kit-confirm = Bestätigen
kit-continue = Weiter
kit-back = Zurück
kit-delete = Löschen
kit-edit = Bearbeiten
kit-add = Hinzufügen
kit-remove = Entfernen
kit-search = Suchen
kit-filter = Filtern
kit-apply = Anwenden
kit-undo = Rückgängig machen
kit-show = Anzeigen
kit-open = Öffnen
kit-download = Herunterladen
kit-copy = Kopieren
kit-copied = Kopiert
kit-more = Mehr
kit-select-all = Alle auswählen
kit-actions = Aktionen

## Formulare

kit-optional = optional
kit-public-field = öffentlich
kit-public-field-hint = Alle können dies sehen
kit-characters = Zeichen
kit-choose = Bitte auswählen
kit-none = Keine
kit-file-current = Aktuelle Datei:
kit-file-remove = Datei entfernen
kit-password-show = Passwort anzeigen
kit-markdown-hint = Sie können Markdown verwenden.
kit-bold = Fett
kit-italic = Kursiv
kit-link = Link
kit-code = Code
kit-quote = Zitat
kit-list = Liste
kit-time-zone-hint = Zeitzone: { $zone }
kit-i18n-languages = Sprachen von „{ $label }“

## Listen

kit-results = { $count ->
    [one] { $count } Ergebnis
   *[other] { $count } Ergebnisse
}
kit-selected = ausgewählt
kit-filters-clear = Filter zurücksetzen
kit-filter-remove = Filter entfernen: { $name }
kit-pages = Seiten
kit-page = Seite { $page }
kit-page-of = Seite { $page } von { $pages }
kit-page-range = { $from }–{ $to } von { $total }
kit-previous = Zurück
kit-next = Weiter
kit-sort-by = Nach { $column } sortieren
kit-yes = Ja
kit-no = Nein

## Meldungen

kit-message-info = Hinweis
kit-message-success = Erledigt
kit-message-warning = Warnung
kit-message-danger = Fehler
kit-saved = Ihre Änderungen wurden gespeichert.
kit-saved-object = „{ $name }“ wurde gespeichert.
kit-language-changed = Die Seiten erscheinen ab jetzt auf Deutsch.

## Zustände von Einreichungen und Beiträgen

kit-state-draft = Entwurf
kit-state-submitted = eingereicht
kit-state-accepted = angenommen
kit-state-confirmed = bestätigt
kit-state-rejected = abgelehnt
kit-state-canceled = abgesagt
kit-state-withdrawn = zurückgezogen
kit-state-pending = wird: { $state }

## Programm

kit-schedule-rooms = Räume
kit-schedule-days = Tage
kit-schedule-time = Uhrzeit
kit-not-recorded = wird nicht aufgezeichnet
kit-room = Raum

## Datum und Uhrzeit

kit-today = heute
kit-tomorrow = morgen
kit-yesterday = gestern
kit-just-now = gerade eben
kit-in-days = in { $count } Tagen
kit-days-ago = vor { $count } Tagen
kit-in-hours = { $count ->
    [one] in { $count } Stunde
   *[other] in { $count } Stunden
}
kit-hours-ago = { $count ->
    [one] vor { $count } Stunde
   *[other] vor { $count } Stunden
}
kit-in-minutes = { $count ->
    [one] in { $count } Minute
   *[other] in { $count } Minuten
}
kit-minutes-ago = { $count ->
    [one] vor { $count } Minute
   *[other] vor { $count } Minuten
}
kit-duration-minutes = { $minutes } Min.
kit-duration-hours = { $hours } Std.
kit-duration = { $hours } Std. { $minutes } Min.
kit-date-long = { $weekday }, { $day }. { $month } { $year }
kit-date = { $day }. { $month } { $year }
kit-date-short = { $day }. { $month-short } { $year }
kit-date-no-year = { $day }. { $month }
kit-day = { $weekday-short }, { $day }. { $month-short }
kit-time = { $hour }:{ $minute }
kit-date-time = { $date }, { $time } Uhr
kit-range-close = { $from }–{ $to }
kit-range-wide = { $from } – { $to }
kit-range-days = { $from }.–{ $to }. { $month } { $year }

kit-month-1 = Januar
kit-month-2 = Februar
kit-month-3 = März
kit-month-4 = April
kit-month-5 = Mai
kit-month-6 = Juni
kit-month-7 = Juli
kit-month-8 = August
kit-month-9 = September
kit-month-10 = Oktober
kit-month-11 = November
kit-month-12 = Dezember
kit-month-short-1 = Jan.
kit-month-short-2 = Feb.
kit-month-short-3 = März
kit-month-short-4 = Apr.
kit-month-short-5 = Mai
kit-month-short-6 = Juni
kit-month-short-7 = Juli
kit-month-short-8 = Aug.
kit-month-short-9 = Sept.
kit-month-short-10 = Okt.
kit-month-short-11 = Nov.
kit-month-short-12 = Dez.
kit-weekday-1 = Montag
kit-weekday-2 = Dienstag
kit-weekday-3 = Mittwoch
kit-weekday-4 = Donnerstag
kit-weekday-5 = Freitag
kit-weekday-6 = Samstag
kit-weekday-7 = Sonntag
kit-weekday-short-1 = Mo
kit-weekday-short-2 = Di
kit-weekday-short-3 = Mi
kit-weekday-short-4 = Do
kit-weekday-short-5 = Fr
kit-weekday-short-6 = Sa
kit-weekday-short-7 = So
