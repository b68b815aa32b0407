### Session and speaker pages, search, featured sessions, feedback, small pages.

## Session

pages-session-shared = Das ist eine Vorschau für alle, die den Link kennen. Bis zur Veröffentlichung kann sich noch etwas ändern.
pages-session-organised = Dieser Beitrag hat keinen Platz in einem veröffentlichten Programm. Nur Personen mit Zugang sehen diese Seite.
pages-session-unscheduled = Zeit und Raum werden mit dem Programm bekannt gegeben.
pages-session-image = Bild zu diesem Beitrag
pages-session-more = Mehr zu diesem Beitrag
pages-session-details = Details
pages-star = Beitrag merken
pages-yes = Ja
pages-no = Nein
pages-nothing = Keine Angabe
pages-size-kb = { $size } kB
pages-size-mb = { $size } MB
pages-size-mb-tenths = { $whole },{ $tenths } MB

pages-around = Rund um diesen Beitrag
pages-around-before = Davor, in { $room }
pages-around-after = Danach, in { $room }
pages-around-parallel = Zur selben Zeit
pages-around-more = { $count ->
    [one] { $count } weitere
   *[other] { $count } weitere
}

pages-share = Beitrag teilen
pages-share-copy = Link kopieren
pages-share-copied = Kopiert
pages-share-native = Teilen
pages-share-qr = QR-Code zeigen
pages-share-qr-of = QR-Code von { $address }

## Speaker

pages-speaker-picture = Bild von { $name }

## Featured sessions

pages-featured-about = Einige der Beiträge bei { $event }.
pages-featured-intro = Auf diese Beiträge kann man sich schon freuen. Das ganze Programm folgt später.
pages-featured-empty-title = Noch keine ausgewählten Beiträge
pages-featured-empty-text = Beiträge erscheinen hier, sobald die ersten ausgewählt sind.
pages-to-featured = Ausgewählte Beiträge ansehen

## Search

pages-search-label = Beiträge, Vortragende, Themen und Räume durchsuchen
pages-search-window = Suche nach „{ $text }“
pages-search-hint = Namen, Titel, Räume oder Wörter aus den Beschreibungen. Akzente und Großschreibung spielen keine Rolle.
pages-search-found = { $count ->
    [0] Nichts gefunden
    [one] { $count } Treffer
   *[other] { $count } Treffer
}
pages-search-more = Nur die besten werden gezeigt: Ein weiteres Wort grenzt die Suche ein.
pages-search-none-title = Nichts gefunden
pages-search-none-text = Vielleicht helfen weniger oder andere Wörter, oder nur der Anfang eines Namens.
pages-search-programme = Im Programm stöbern

## Feedback

pages-feedback-window = Feedback zu { $title }
pages-feedback-title = Feedback
pages-feedback-give = Feedback geben
pages-feedback-anonymous = Das Feedback ist anonym. Die Vortragenden und das Organisationsteam können es lesen.
pages-feedback-for = Für wen?
pages-feedback-for-all = Alle Vortragenden
pages-feedback-text = Feedback
pages-feedback-hint = Was war gut? Was könnte besser sein?
pages-feedback-send = Feedback senden
pages-feedback-thanks = Danke! Das Feedback ist angekommen.
pages-feedback-trap = Dieses Kästchen bitte leer lassen.
pages-feedback-honeypot = Das sieht so aus, als käme es von einem Programm. Menschen lassen bitte das versteckte Kästchen leer und senden noch einmal.
pages-feedback-closed = Für Feedback ist es noch zu früh
pages-feedback-opens = Feedback ist möglich, sobald der Beitrag begonnen hat: { $at } ({ $zone }).
pages-feedback-later = Feedback ist möglich, sobald der Beitrag begonnen hat.
pages-feedback-not-open = Zu diesem Beitrag kann kein Feedback gesendet werden: Er hat noch nicht begonnen, oder es ist der eigene.
pages-feedback-back = Zurück zum Beitrag
pages-feedback-none-title = Noch kein Feedback
pages-feedback-none-text = Hier erscheint, was Teilnehmende zu diesem Beitrag sagen. Niemand sieht, wer es geschrieben hat.
pages-feedback-count = { $count ->
    [one] { $count } Person hat etwas zu diesem Beitrag gesagt.
   *[other] { $count } Personen haben etwas zu diesem Beitrag gesagt.
}
pages-feedback-personal = persönlich

## Start pages

pages-landing-when = Datum
pages-landing-now = Läuft gerade
pages-landing-over = Diese Veranstaltung ist vorbei
pages-landing-all-featured = Alle ausgewählten Beiträge
pages-organiser-lead = Alle Veranstaltungen aus einer Hand
pages-organiser-all = Alle Veranstaltungen

## Leaving the site

pages-leaving-title = Dieser Link führt zu einer anderen Website
pages-leaving-text = Der Link führt zu { $host }. Wir kennen diese Website nicht und können nichts über sie sagen.
pages-leaving-go = Weiter zu { $host }
