### Programm, Listen und Filter der öffentlichen Seiten.

agenda-lead = Version { $version }, veröffentlicht am { $date }.

## Ansicht

agenda-view = Ansicht
agenda-view-grid = Raster
agenda-view-list = Liste
agenda-print = Drucken
agenda-print-days = Programm, eine Seite je Tag
agenda-print-rooms = Türschilder, eine Seite je Raum und Tag

## Zeitzone

agenda-zone = Alle Zeiten in { $zone }
agenda-zone-event = Zeiten der Veranstaltung: { $zone }
agenda-zone-local = Meine Zeiten: { $zone }

## Suche und Filter

agenda-find = Beiträge finden
agenda-search = Beiträge suchen
agenda-search-hint = Sucht in Titeln, Namen, Tracks und Räumen. Die Treffer folgen beim Tippen.
agenda-filters = Beiträge filtern
agenda-filters-more = Weiteres
agenda-mine = Mein Plan
agenda-mine-empty = Noch ist kein Beitrag vorgemerkt. Der Stern an einem Beitrag fügt ihn dem Plan hinzu.
agenda-starred = Von mir vorgemerkt
agenda-starred-calendar = Vorgemerkte Sessions (iCal)
agenda-unrecorded = Ohne Aufzeichnung
agenda-changed = Neu oder geändert
agenda-found = { $count ->
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
agenda-show = { $count ->
    [one] { $count } Beitrag zeigen
   *[other] { $count } Beiträge zeigen
}
agenda-none-title = Kein passender Beitrag
agenda-none-text = Weniger oder kürzere Wörter helfen, oder ein Filter weniger.

## Sterne

agenda-star = „{ $title }“ vormerken
agenda-star-on = Zu meinem Plan hinzufügen
agenda-star-off = Aus meinem Plan entfernen
agenda-star-failed = Der Stern ließ sich nicht speichern und ist wieder wie zuvor. Bitte noch einmal versuchen.
agenda-star-unread = Die gespeicherten Sterne ließen sich nicht laden. Neue Sterne bleiben vorerst in diesem Browser.

## Während der Veranstaltung

agenda-now = Jetzt
agenda-next = Danach
agenda-jump = Zum Jetzt springen
agenda-overview = Jetzt und danach
agenda-more = { $count ->
    [one] und { $count } weiterer
   *[other] und { $count } weitere
}

## Änderungen seit dem letzten Besuch

agenda-new = Neu
agenda-moved = Geändert
agenda-news = { $count ->
    [one] { $count } neuer Beitrag
   *[other] { $count } neue Beiträge
}
agenda-changes = { $count ->
    [one] { $count } geänderter Beitrag
   *[other] { $count } geänderte Beiträge
}
agenda-changes-since = Seit dem letzten Besuch mit Version { $version }: { $changes }.
agenda-outdated = Das Programm hat sich geändert, seit diese Seite geöffnet wurde.
agenda-reload = Neu laden
agenda-changes-show = Nur diese zeigen

## Vortragende

agenda-speaker-search = Nach Namen suchen
agenda-speakers-found = { $count ->
    [one] { $count } Person gefunden
   *[other] { $count } Personen gefunden
}
agenda-speakers-none-title = Niemand mit diesem Namen
agenda-speakers-none-text = Ein Teil des Namens genügt.
agenda-speakers-all = Alle Vortragenden zeigen
