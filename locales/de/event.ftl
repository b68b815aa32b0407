# Events: creating them, their settings, showing and deleting them.

## Settings

event-settings = Einstellungen
event-settings-parts = Abschnitte dieser Seite
event-general = Allgemein
event-features = Funktionen
event-languages = Sprachen und Zeit
event-look = Aussehen
event-texts = Texte
event-links = Links in Kopf- und Fußzeile
event-unchanged = Es gab keinen Unterschied, also wurde nichts geändert.
event-name = Name
event-slug = Name in Adressen
event-slug-hint = Jeder Link auf die Veranstaltung ändert sich damit. Nur Administratoren können ihn ändern.
event-slug-new-hint = Buchstaben, Ziffern, Punkte und Bindestriche. Ein Name mit Jahreszahl ({ $year }) lässt Platz für die nächste Veranstaltung.
event-date-from = Erster Tag
event-date-to = Letzter Tag
event-dates-hint = Verschieben sich beide Tage, ziehen der unveröffentlichte Zeitplan und alle Verfügbarkeiten mit. Wird die Veranstaltung kürzer, verlieren Beiträge außerhalb ihre Zeit.
event-email = E-Mail-Adresse der Veranstalter
event-email-hint = Dorthin gehen Antworten auf Mails, und alle können sie sehen.
event-domain = Eigene Domain
event-domain-hint = Etwa https://talks.example.org. Ihr DNS-Eintrag muss auf diese Seite zeigen.
event-domain-elsewhere = Die Domain gehört zu einem anderen Rechner. Besucher erreichen die Veranstaltung erst, wenn ihr DNS-Eintrag hierher zeigt.
event-imprint = Adresse des Impressums
event-imprint-hint = Wird auf jeder Seite unten verlinkt.
event-noindex = Suchmaschinen bitten, die Veranstaltung auszulassen
event-use-tracks = Tracks verwenden
event-use-feedback = Besucher können Rückmeldung zu Beiträgen geben
event-multiple = Beiträge können mehrmals stattfinden
event-multiple-hint = Jede Einreichung sagt dann, wie viele Termine sie bekommt.
event-show-schedule = Den veröffentlichten Zeitplan allen zeigen
event-layout = Darstellung des Zeitplans
event-layout-grid = Raster
event-layout-list = Liste
event-featured = Ausgewählte Beiträge zeigen
event-featured-never = Nie
event-featured-before = Bis der Zeitplan öffentlich ist
event-featured-always = Immer
event-export-url = Adresse der statischen Kopie
event-export-url-hint = Nur wenn die exportierte Seite irgendwo liegt: Links in Exporten führen dorthin.
event-locales = Sprachen der Seiten
event-locale = Standardsprache
event-content-locales = Sprachen der Einreichungen
event-time-zone = Zeitzone
event-time-zone-hint = Ändert sie sich, behält alles seine Uhrzeit: Termine, Verfügbarkeiten, Fristen, Begutachtungsphasen.
event-zone-new-hint = Alle Zeiten der Veranstaltung gelten darin.
event-colour = Farbe
event-colour-hint = Für Links, Knöpfe und Balken. Wo Text darin nicht lesbar wäre, wird sie dunkler oder heller.
event-colour-adjusted = Text in dieser Farbe wäre nicht überall lesbar: Auf hellen Seiten erscheint er in { $light }, auf dunklen in { $dark }.
event-logo = Logo
event-logo-hint = PNG, JPEG, GIF oder WebP. Steht oben an Stelle des Namens.
event-header = Kopfbild
event-header-hint = Ein breites Bild über den Seiten, am besten 1920 Pixel breit.
event-social = Vorschaubild
event-social-hint = Erscheint neben Links auf die Veranstaltung. Ohne es wird eines gezeichnet.
event-css = Eigenes CSS
event-css-hint = Ändert das Aussehen der öffentlichen Seiten. Es kann nur Dateien laden, die hier hochgeladen wurden.
event-css-file = CSS aus einer Datei
event-css-file-hint = Tritt an die Stelle des Textes darüber.
event-css-rule = Zeile { $line }: Regeln namens „@{ $name }“ sind nicht möglich.
event-css-address = Zeile { $line }: „{ $url }“ würde von anderswo geladen. Möglich sind nur Adressen, die mit /media/ beginnen.
event-css-function = Zeile { $line }: Die Funktion „{ $name }“ ist nicht möglich.
event-css-broken = Zeile { $line }: Hier steht eine Klammer oder ein Text ohne die andere Hälfte.
event-css-depth = Zeile { $line }: Hier stehen zu viele Blöcke ineinander.
event-css-length = Dieses Stylesheet ist zu lang. Die Grenze liegt bei { $max } kB.
event-landing = Text der Startseite
event-featured-text = Text über ausgewählten Beiträgen
event-links-lead = Ein Link verschwindet, wenn beide Felder leer bleiben.
event-link-label = Link { $number }: Text
event-link-url = Link { $number }: Adresse
event-link-role = Link { $number }: Ort
event-link-header = Kopfzeile
event-link-footer = Fußzeile
event-unscheduled = { $count ->
    [one] { $count } Beitrag hat keine Zeit mehr, weil die Veranstaltung kürzer wurde.
   *[other] { $count } Beiträge haben keine Zeit mehr, weil die Veranstaltung kürzer wurde.
}

## Mail

event-mail = E-Mail
event-mail-lead = Was alle Mails dieser Veranstaltung enthalten, und wie sie verschickt werden.
event-mail-all = Alle Mails
event-reply-to = Antworten gehen an
event-reply-to-hint = Ohne Angabe an die E-Mail-Adresse der Veranstalter.
event-subject-prefix = Vor jedem Betreff
event-subject-prefix-hint = Steht in eckigen Klammern.
event-signature = Signatur
event-signature-hint = Steht am Ende jeder Mail.
event-mail-new = Eine Kopie jeder neuen Einreichung an die Veranstalter schicken
event-mail-server = Mailserver
event-smtp-own = Einen eigenen Mailserver verwenden
event-smtp-own-hint = Sonst gehen Mails über den Server dieser Seite.
event-mail-from = Absender
event-smtp-host = Rechner
event-smtp-port = Port
event-smtp-username = Benutzername
event-smtp-password = Passwort
event-smtp-password-hint = Nur ASCII-Zeichen.
event-smtp-password-kept = Leer lassen, um das gespeicherte zu behalten.
event-smtp-password-stored = Ein Passwort ist gespeichert. Es verschwindet mit dem Benutzernamen.
event-smtp-starttls = Mit STARTTLS verschlüsseln (meist Port 587)
event-smtp-tls = Von Anfang an mit TLS verschlüsseln (meist Port 465)
event-smtp-test = Speichern und den Server ausprobieren
event-smtp-test-fine = Der Server würde eine Mail dieses Absenders annehmen. Es wurde keine verschickt.
event-smtp-test-none = Gespeichert. Mails gehen über den Server dieser Instanz; nur ein eigener Server der Veranstaltung lässt sich hier ausprobieren.

## Widget

event-widget = Widget
event-widget-lead = Zeigt den Zeitplan auf der eigenen Website.
event-widget-always = Das Widget auch zeigen, wenn der Zeitplan nicht öffentlich ist
event-widget-always-hint = Wer die Adresse des Widgets kennt, kann dann den veröffentlichten Zeitplan lesen.
event-widget-generator = Was es zeigt
event-widget-locale = Sprache
event-widget-days = Tage
event-widget-all = Ohne Auswahl werden alle gezeigt.
event-widget-make = Code aktualisieren
event-widget-code = Der Code
event-widget-script = Einmal auf der Seite
event-widget-element = Wo der Zeitplan stehen soll

## Review

event-review = Begutachtung
event-review-all = Alle Gutachten
event-review-comments = Veranstalter und Gutachter können Einreichungen kommentieren
event-review-score-mandatory = Ein Gutachten braucht eine Bewertung
event-review-text-mandatory = Ein Gutachten braucht einen Text
event-review-aggregate = Wie Gutachten zu einer Zahl werden
event-review-median = Median
event-review-mean = Mittelwert
event-review-format = Wie Bewertungen geschrieben werden
event-review-words-numbers = Gut (2)
event-review-numbers-words = 2 (Gut)
event-review-numbers = 2
event-review-words = Gut
event-review-help = Text für Gutachter
event-review-help-hint = Steht über dem Formular für Gutachten.
event-phases = Phasen
event-phases-lead = Phasen folgen einander nach ihren Daten. Gutachter sehen Einreichungen nur, während eine Phase aktiv ist.
event-phase-add = Phase hinzufügen
event-phase-name = Name
event-phase-starts = Beginn
event-phase-ends = Ende
event-phase-can-review = Gutachter können Gutachten schreiben und ändern
event-phase-visibility = Gutachter sehen
event-phase-visibility-all = alle Einreichungen
event-phase-visibility-assigned = nur Einreichungen, die ihnen zugewiesen sind
event-phase-others = Gutachter sehen andere Gutachten
event-phase-others-always = immer
event-phase-others-never = nie
event-phase-others-after-review = wenn sie ihr eigenes geschrieben haben
event-phase-speaker-names = Gutachter sehen, wer spricht
event-phase-reviewer-names = Gutachter sehen, wer ein Gutachten schrieb
event-phase-decide = Gutachter können annehmen und ablehnen
event-phase-tags = Gutachter und Schlagwörter
event-phase-tags-never = können sie nicht verwenden
event-phase-tags-use-tags = können vorhandene verwenden
event-phase-tags-create-tags = können auch neue anlegen
event-phase-speakers = Vortragende können ihre Einreichungen nach der Frist ändern
event-phase-active = aktiv
event-phase-activate = Aktivieren
event-phase-deactivate = Deaktivieren
event-phase-activated = Die Phase „{ $name }“ ist aktiv.
event-phase-deactivated = Die Phase „{ $name }“ ist nicht mehr aktiv. Gutachter sehen keine Einreichungen.
event-phase-delete-text = Gutachten, die darin geschrieben wurden, bleiben.
event-part-delete-title = „{ $name }“ löschen?
event-part-deleted = „{ $name }“ wurde gelöscht.
event-categories = Bewertungen
event-categories-lead = Gutachter wählen in jeder Kategorie einen Wert.
event-formula = Summe eines Gutachtens: { $formula }.
event-category-add = Kategorie hinzufügen
event-category-name = Name
event-category-weight = Gewicht
event-category-weight-hint = So oft zählt der Wert, etwa 1 oder 0.5.
event-category-independent = Zählt nicht für die Summe
event-category-independent-hint = Sie steht in einer eigenen Spalte.
event-category-required = Gutachter müssen einen Wert wählen
event-category-active = In Verwendung
event-category-inactive = nicht in Verwendung
event-category-tracks = Nur für diese Tracks
event-category-tracks-hint = Ohne Auswahl für alle Einreichungen.
event-category-values = { $count ->
    [one] { $count } Wert
   *[other] { $count } Werte
}
event-category-delete-text = Auch die Bewertungen, die Gutachten darin gaben, werden gelöscht.
event-score-value = Wert { $number }
event-score-label = Bezeichnung { $number }

## Showing

event-live = Bevor die Veranstaltung gezeigt wird
event-live-hindered = Die Veranstaltung kann noch nicht gezeigt werden.
event-live-advice = Nichts steht im Weg. Das lohnt vorher einen Blick.
event-live-hinders = Nötig
event-live-advised = Empfohlen
event-live-no-address = Die Veranstalter haben keine E-Mail-Adresse.
event-live-no-name = Die Veranstaltung hat keinen Namen in ihrer Standardsprache.
event-live-over = Der letzte Tag ist schon vorbei.
event-live-no-welcome = Die Startseite hat keinen Text.
event-live-no-imprint = Es gibt keinen Link auf ein Impressum.
event-live-no-call = Der Call for Proposals hat keinen Text.
event-live-no-type = Niemand kann einreichen: Jede Art von Beitrag braucht einen Zugangscode oder ist geschlossen.
event-live-no-deadline = Der Call for Proposals hat keine Frist.
event-live-deadline-over = Der Call for Proposals ist schon vorbei.
event-timeline = Ablauf
event-timeline-now = jetzt
event-history = Zuletzt

## New event

event-new = Neue Veranstaltung
event-steps = Schritte
event-step-initial = Veranstalter und Sprachen
event-step-basics = Grundlagen
event-step-timeline = Daten
event-step-display = Aussehen
event-organiser = Veranstalter
event-copy = Übernehmen von
event-copy-none = keiner anderen Veranstaltung
event-copy-hint = Einstellungen, Texte, Call for Proposals, Tracks, Arten, Räume, eigene Felder, Mailvorlagen und Begutachtung. Einreichungen und Personen bleiben, wo sie sind.
event-deadline = Frist für Einreichungen
event-create = Veranstaltung anlegen
event-created = „{ $name }“ wurde angelegt. Noch sehen es nur die Veranstalter.
event-note-year = „{ $slug }“ nennt kein Jahr. Die nächste Veranstaltung braucht dann einen anderen Namen in Adressen.
event-note-past = Der letzte Tag ist schon vorbei.
event-note-copy = Einstellungen werden von „{ $name }“ übernommen; der Beginn des Call for Proposals und die Begutachtungsphasen rücken auf die neuen Tage. Die Frist ist die aus dem Schritt davor.

## Deleting

event-delete = Veranstaltung löschen
event-delete-lead = Löscht alles, was zur Veranstaltung gehört. Das sehen nur Administratoren.
event-delete-go = Diese Veranstaltung löschen …
event-delete-title = „{ $name }“ löschen
event-delete-lost = { $count ->
    [one] { $count } Einreichung geht mit, und alle Profile, Zeitpläne, Gutachten, Mails und Dateien.
   *[other] { $count } Einreichungen gehen mit, und alle Profile, Zeitpläne, Gutachten, Mails und Dateien.
}
event-delete-forever = Es gibt keinen Weg zurück.
event-delete-type = Zur Bestätigung „{ $slug }“ eingeben
event-delete-now = Endgültig löschen
event-deleted = „{ $name }“ wurde mit allem darin gelöscht.

## What went wrong

event-error-default-language = Die Standardsprache muss eine der Sprachen der Seiten sein.
event-error-domain = Bitte eine Domain ohne Pfad eingeben, etwa https://talks.example.org.
event-error-domain-own = Das ist die Adresse dieser Seite selbst. Bitte das Feld leer lassen, um sie zu verwenden.
event-error-domain-taken = Eine Veranstaltung anderer Veranstalter hat diese Domain bereits.
event-error-domain-unknown = Diese Domain gibt es nicht. Bitte die Schreibweise prüfen oder zuerst ihren DNS-Eintrag anlegen.
event-error-file-empty = Diese Datei ist leer.
event-error-file-content = Diese Datei ist kein Bild, auch wenn der Name es sagt.
event-error-links = Bitte höchstens { $max } Links verwenden.
event-error-signup-slots = Beiträge mit Anmeldung können nur einmal stattfinden.
event-error-both-encryptions = Bitte eine Art der Verschlüsselung wählen, nicht beide.
event-error-unencrypted = Passwörter und Mails wären unverschlüsselt unterwegs. Bitte eine Verschlüsselung wählen.
event-error-password = Bitte nur ASCII-Zeichen verwenden, höchstens 200.
event-error-password-again = Das gespeicherte Passwort gilt für den bisherigen Server. Bitte geben Sie das für diesen ein.
event-error-phases = Es gibt zu viele Phasen. Bitte zuerst eine löschen.
event-error-phase-start = Nur die erste Phase kann ohne Beginn sein.
event-error-phase-end = Nur die letzte Phase kann ohne Ende sein.
event-error-phase-overlap = Das überschneidet sich mit „{ $name }“.
event-error-categories = Es gibt zu viele Kategorien. Bitte zuerst eine löschen.
event-error-last-category = Eine Kategorie muss für die Summe zählen.
event-error-weight = Bitte eine Zahl wie 1 oder 0.5 eingeben.
event-error-score = Bitte eine Zahl wie 2 oder 1.5 eingeben.
event-error-score-twice = Diesen Wert gibt es schon.
event-error-no-scores = Bitte mindestens einen Wert eingeben.
event-error-many-scores = Bitte höchstens { $max } Werte verwenden.
event-error-golive = Die Veranstaltung kann noch nicht gezeigt werden. Unten steht, was fehlt.
event-error-delete-slug = Das ist nicht der Name der Veranstaltung in Adressen. Nichts wurde gelöscht.
event-error-too-much = Das ist zu lang für ein so kurzes Formular.
