# The organisers’ frame: search, forms, plug-ins.


## Search and the palette

frame-search = Suche
frame-search-title = Suche
frame-search-lead = Findet Veranstaltungen, Seiten und Einstellungen; ab drei Buchstaben auch Beiträge und Vortragende.
frame-search-label = Was wird gesucht?
frame-search-go = Suchen
frame-search-switch = Veranstaltung wechseln oder suchen
frame-search-nothing = Nichts gefunden für „{ $query }“
frame-search-nothing-text = Mit weniger oder anderen Wörtern, oder mit einem Code versuchen.
frame-search-count = { $count ->
    [one] { $count } Ergebnis
   *[other] { $count } Ergebnisse
}
frame-search-more = Weitere Ergebnisse
frame-search-help = ↑ ↓ wählen, Enter öffnet, Esc schließt
frame-search-error = Die Suche antwortet nicht. Bitte noch einmal versuchen.
frame-search-pages = Seiten und Einstellungen
frame-search-events = Veranstaltungen
frame-search-organisers = Veranstalter
frame-search-submissions = Einreichungen und Beiträge
frame-search-speakers = Vortragende
frame-search-user = Eigenes Konto
frame-search-users = Konten
frame-search-all-events = Alle Veranstaltungen

## Forms

frame-unsaved = Ungespeicherte Änderungen
frame-discard = Verwerfen

## Plug-ins

frame-plugins = Erweiterungen
frame-plugins-lead = Plenary nimmt keine Erweiterungen auf. Was sie anderswo taten, ist eingebaut, soweit es hier steht, und immer da.
frame-plugins-built-in = Eingebaut
frame-plugins-moved = Mit der Veranstaltung hierher gezogen
frame-plugins-moved-lead = Diese Erweiterungen hatte die Veranstaltung vor dem Umzug. Ihre Namen sind aufbewahrt; sie tun hier nichts, und was sie selbst gespeichert hatten, blieb zurück.
frame-plugins-none = Diese Veranstaltung hatte keine Erweiterungen.
frame-plugins-widget = Zeitplan für andere Seiten
frame-plugins-widget-text = Ein Skript zeigt den Zeitplan auf jeder Seite, mit Filtern und Einzelheiten.
frame-plugins-cards = Bilder neben Links
frame-plugins-cards-text = Beiträge, Vortragende und die Veranstaltung bekommen ein Bild für Links in Nachrichten und Netzwerken, wenn keins hochgeladen ist.
frame-plugins-offline = Programm ohne Netz
frame-plugins-offline-text = Besucher behalten das Programm auf ihren Geräten und lesen es, wenn das Netz ausfällt.
frame-plugins-search = Suche im Programm
frame-plugins-search-text = Besucher durchsuchen Titel, Texte, Vortragende und Antworten.
frame-plugins-export = Statische Kopie der Seiten
frame-plugins-export-text = Die öffentlichen Seiten als Dateien, die bleiben, wenn der Server geht; die Administration schreibt sie.
