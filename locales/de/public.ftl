# Das Programm, wie es alle sehen.

## Startseite der Installation

public-start-title = Veranstaltungen
public-start-lead = Calls for Proposals und Programme auf { $host }
public-start-now = Findet gerade statt
public-start-coming = Demnächst
public-start-past = Vergangene Veranstaltungen
public-start-not-public = noch nicht öffentlich
public-start-log-in = Als Organisation anmelden
public-start-organised = Veranstaltungen, die ich organisiere
public-start-empty-title = Noch keine Veranstaltungen
public-start-empty-text = Veranstaltungen erscheinen hier, sobald sie öffentlich sind.

## Startseite einer Veranstaltung

public-at-a-glance = Auf einen Blick
public-to-schedule = Zum Programm
public-to-cfp = Beitrag einreichen
public-fact-zone = Zeitzone
public-fact-deadline = Einreichen möglich bis
public-fact-languages = Sprachen der Beiträge
public-fact-version = Programm
public-fact-version-text = Version { $version } vom { $date }
public-landing-empty = Hier steht noch nichts.

## Programm

public-schedule-about = Wann und wo was bei { $event } stattfindet.
public-schedule-old = Dies ist Version { $version }, die nicht mehr die aktuelle ist.
public-schedule-working = Dies ist die Arbeitsfassung. Nur die Organisation kann sie sehen.
public-schedule-to-current = Zur aktuellen Version ({ $version })
public-schedule-empty-title = Noch keine Beiträge
public-schedule-empty-text = In dieser Version des Programms steht noch nichts. Bitte später wiederkommen.
public-day-sessions = { $count ->
    [one] Beitrag
   *[other] Beiträge
}
public-break = Pause
public-export = Exportieren
public-export-ics = Kalender (iCal)
public-export-json = JSON
public-export-xml = XML (frab)
public-export-xcal = xCal
public-export-feed = Feed neuer Versionen
public-changelog = Änderungen zwischen Versionen
public-export-code = Kalender fürs Telefon

## Beiträge

public-sessions-about = Alle Beiträge bei { $event }.
public-sessions-lead = { $count ->
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
public-sessions-without-track = Weitere Beiträge
public-session-about = Ein Beitrag bei { $event }.
public-session-no-text = Es gibt noch keine Beschreibung.
public-session-speakers = { $count ->
    [one] Vortragende Person
   *[other] Vortragende
}
public-when-and-where = Wann und wo
public-to-calendar = In meinen Kalender
public-track = Track
public-tracks = Tracks
public-type = Art
public-duration = Dauer
public-language = Sprache
public-time-zone = Zeitzone
public-not-recorded = Dieser Beitrag wird nicht aufgezeichnet.
public-resources = Material

## Vortragende

public-speakers-about = Alle, die bei { $event } vortragen.
public-speakers-lead = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
public-speakers-empty-title = Noch niemand
public-speakers-empty-text = Vortragende erscheinen hier zusammen mit ihren Beiträgen.
public-speaker-about = { $name } trägt bei { $event } vor.
public-speaker-sessions = { $count ->
    [one] Beitrag
   *[other] Beiträge
}
public-speaker-with = mit { $names }
public-to-calendar-all = { $count ->
    [one] Den Beitrag in meinen Kalender
   *[other] Alle { $count } Beiträge in meinen Kalender
}
public-unnamed-speaker = Ohne Namen
