### The agenda without a network.

offline-title = Programm ohne Netz
offline-waiting = Auf diesem Gerät ist das Programm noch nicht gespeichert. Dafür das Programm einmal mit Netz öffnen.
offline-no-script = Das Programm ohne Netz braucht Skripte. Das Programm selbst kommt ohne aus.
offline-note = Keine Verbindung.
offline-as-of = Keine Verbindung. Stand des Programms: { $time }.
offline-page-as-of = Keine Verbindung. Stand dieser Seite: { $time }.
offline-online-again = Die Verbindung ist wieder da.
offline-reload = Aktuelle Seite laden
offline-updated = Das Programm wurde aktualisiert.
offline-search-hint = Titel, Vortragende, Räume und Texte
offline-found = Gefundene Beiträge: { $sessions }. Gefundene Vortragende: { $speakers }.
offline-nothing-found = Nichts gefunden. Weniger oder kürzere Wörter finden mehr.
offline-missing-title = Nicht im Programm
offline-missing-text = Im Programm auf diesem Gerät gibt es diese Seite nicht. Vielleicht hat es sich seitdem geändert.
offline-star = „{ $title }“ merken
offline-starred = Gemerkt
offline-starred-empty = Noch ist kein Beitrag gemerkt. Der Stern steht an jedem Beitrag.
