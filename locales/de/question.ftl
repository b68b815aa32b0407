# Eigene Felder: was Organisierende zu Einreichungen, Vortragenden und Begutachtungen fragen.

## Probleme mit Antworten

question-error-kind = Das kann keine Antwort auf diese Frage sein.
question-error-one = Bitte nur eine Antwort geben.
question-error-number = Bitte eine Zahl mit höchstens zehn Stellen vor und sechs nach dem Komma eingeben.
question-error-early = Bitte { $min } oder später eingeben.
question-error-late = Bitte { $max } oder früher eingeben.
question-error-few-options = { $min ->
    [one] Bitte mindestens eine Möglichkeit auswählen.
   *[other] Bitte mindestens { $min } Möglichkeiten auswählen.
}
question-error-many-options = { $max ->
    [one] Bitte höchstens eine Möglichkeit auswählen.
   *[other] Bitte höchstens { $max } Möglichkeiten auswählen.
}
question-error-file-missing = Bitte eine Datei auswählen.
question-error-file-empty = Diese Datei ist leer. Bitte eine andere auswählen.
question-error-file-content = Der Inhalt dieser Datei ist nicht, was ihr Name sagt. Bitte eine andere auswählen.

## Was erlaubt ist

question-no-answer = Keine Antwort
question-locked = Diese Antwort lässt sich nicht mehr ändern.
question-required-from = Ab { $deadline } ist eine Antwort nötig.
question-at-least = { $unit ->
    [words] { $min ->
        [one] Mindestens ein Wort.
       *[other] Mindestens { $min } Wörter.
    }
    [options] { $min ->
        [one] Mindestens eine Möglichkeit.
       *[other] Mindestens { $min } Möglichkeiten.
    }
   *[characters] { $min ->
        [one] Mindestens ein Zeichen.
       *[other] Mindestens { $min } Zeichen.
    }
}
question-at-most = { $unit ->
    [words] { $max ->
        [one] Höchstens ein Wort.
       *[other] Höchstens { $max } Wörter.
    }
    [options] { $max ->
        [one] Höchstens eine Möglichkeit.
       *[other] Höchstens { $max } Möglichkeiten.
    }
   *[characters] { $max ->
        [one] Höchstens ein Zeichen.
       *[other] Höchstens { $max } Zeichen.
    }
}
question-between = { $unit ->
    [words] { $min } bis { $max } Wörter.
    [options] { $min } bis { $max } Möglichkeiten.
   *[characters] { $min } bis { $max } Zeichen.
}
question-from = Ab { $min }.
question-to = Bis { $max }.
question-from-to = Von { $min } bis { $max }.
question-only-if = Nur nötig, wenn die Antwort auf „{ $question }“ eine von diesen ist: { $answers }.
question-only-if-ticked = Nur nötig, wenn „{ $question }“ angekreuzt ist.

## Arten

question-variant-number = Zahl
question-variant-string = Text, eine Zeile
question-variant-text = Text, mehrere Zeilen
question-variant-url = Webadresse
question-variant-date = Datum
question-variant-datetime = Datum und Uhrzeit
question-variant-boolean = Ja oder nein
question-variant-file = Datei
question-variant-choices = Eine von mehreren Möglichkeiten
question-variant-multiple-choice = Beliebige von mehreren Möglichkeiten

## Liste

question-questions = Eigene Felder
question-lead = Was Vortragende und Begutachtende über das Übliche hinaus gefragt werden. Die Reihenfolge ist die der Formulare.
question-tabs = Worum es in den Feldern geht
question-tab-sessions = Einreichungen
question-tab-speakers = Vortragende
question-tab-reviews = Begutachtungen
question-none = Noch keine eigenen Felder
question-none-text = Hier lässt sich fragen, was zu wissen nötig ist: Essen, Technik, Anreise, Erfahrung.
question-new = Neues Feld
question-question = Frage
question-variant = Art der Antwort
question-necessity = Nötig
question-optional = Freiwillig
question-required = Immer
question-after-deadline = Nach einer Frist
question-required-after = Nach { $deadline }
question-answers = Antworten
question-state = Zustand
question-active = Aktiv
question-inactive = Nicht gefragt
question-actions = Aktionen
question-activate = Aktivieren
question-deactivate = Deaktivieren
question-edit = Bearbeiten
question-edit-of = „{ $name }“ bearbeiten
question-move-up = „{ $name }“ nach oben
question-move-down = „{ $name }“ nach unten
question-sort-failed = Die neue Reihenfolge ließ sich nicht speichern. Bitte die Seite neu laden und noch einmal versuchen.
question-depends-note = Hängt von „{ $question }“ ab
question-public = Antworten sind öffentlich
question-not-for-reviewers = Nicht für Begutachtende
question-personal = Personenbezogene Daten
question-for-teams = Nur für bestimmte Teams
question-locked-from = Gesperrt ab { $time }
question-activated = „{ $name }“ wird wieder gefragt.
question-deactivated = „{ $name }“ wird nicht mehr gefragt. Die Antworten bleiben.

## Neu

question-new-lead = Worum geht es?
question-about-sessions = Zu einer Einreichung
question-about-sessions-text = Einmal für jede Einreichung gefragt, etwa nach Technik oder Vorkenntnissen.
question-about-speakers = Zu Vortragenden
question-about-speakers-text = Einmal für alle Vortragenden gefragt, etwa nach Essen oder Hemdgrößen.
question-about-reviews = Für Begutachtungen
question-about-reviews-text = In jeder Begutachtung gefragt, etwa nach der eigenen Erfahrung. Vortragende sehen es nie.
question-new-sessions = Neues Feld zu Einreichungen
question-new-speakers = Neues Feld zu Vortragenden
question-new-reviews = Neues Feld für Begutachtungen

## Formular

question-help = Erklärung
question-for-variants = Nur bei bestimmten Arten von Antworten von Belang.
question-min-length = Kürzeste Antwort
question-max-length = Längste Antwort
question-min-number = Kleinste Zahl
question-max-number = Größte Zahl
question-min-options = Wenigste Möglichkeiten
question-max-options = Meiste Möglichkeiten
question-min-date = Frühestes Datum
question-max-date = Spätestes Datum
question-min-datetime = Früheste Zeit
question-max-datetime = Späteste Zeit
question-option-number = Möglichkeit { $number }
question-option-place = Platz der Möglichkeit { $number }
question-options-upload = Möglichkeiten aus einer Datei
question-options-upload-hint = Eine Textdatei mit einer Möglichkeit je Zeile oder eine JSON-Liste mit Texten oder Objekten wie {"{"}"en": "Yes", "de": "Ja"{"}"}. Sie kommen nach den vorhandenen. Die Zeilen oben bleiben dann unbeachtet.
question-options-replace = Die Datei ersetzt alle Möglichkeiten
question-options-replace-hint = Alle Antworten auf dieses Feld werden dann gelöscht.
question-default = Von Anfang an eingetragene Antwort
question-default-hint = Bei Möglichkeiten der Text von einer.
question-deadline = Nötig ab
question-deadline-note = Nur von Belang, wenn eine Antwort nach einer Frist nötig ist.
question-freeze = Antworten sperren ab
question-freeze-hint = Von da an können nur Organisierende Antworten ändern.
question-tracks = Nur in diesen Tracks
question-tracks-hint = Ohne Auswahl: in allen.
question-types = Nur für diese Sessionarten
question-types-hint = Ohne Auswahl: für alle.
question-depends-on = Nur nach einer bestimmten Antwort fragen auf
question-depends-on-none = Immer fragen
question-depends-on-hint = Fragen mit Möglichkeiten oder Kästchen können entscheiden, ob diese gestellt wird.
question-depends-on-values = Fragen, wenn die Antwort auf „{ $question }“ eine von diesen ist
question-depends-on-values-note = Nur von Belang, wenn oben diese Frage gewählt ist.
question-personal-hint = Antworten werden mit dem Konto gelöscht.
question-for-reviewers = Begutachtende sehen die Antworten
question-public-hint = Antworten stehen auf den öffentlichen Seiten der Sessions und Vortragenden.
question-icon = Zeichen vor dem Link
question-icon-none = Keines
question-icon-hint = Nur bei öffentlichen Antworten.
question-icon-bsky = Bluesky
question-icon-discord = Discord
question-icon-github = GitHub
question-icon-instagram = Instagram
question-icon-linkedin = LinkedIn
question-icon-mastodon = Mastodon
question-icon-twitter = Twitter
question-icon-web = Website
question-icon-youtube = YouTube
question-teams = Nur diese Teams sehen die Antworten
question-teams-hint = Ohne Auswahl: alle Teams, die es dürfen. Gilt nicht für öffentliche Antworten.
question-identifier = Kennung
question-identifier-hint = Für API und Exporte. Bleibt das Feld leer, wird eine vergeben.

## Probleme mit Fragen

question-error-deadline = Bitte angeben, ab wann eine Antwort nötig ist.
question-error-identifier = Bitte nur Buchstaben, Ziffern, Punkte, Binde- und Unterstriche verwenden.
question-error-identifier-taken = Ein anderes Feld hat diese Kennung schon. Bitte eine andere wählen.
question-error-crossed = Die obere Grenze kann nicht unter der unteren liegen.
question-error-circle = Die beiden würden voneinander abhängen. Bitte eine andere wählen.
question-error-upload = Diese Liste ist nicht lesbar. Bitte eine Zeile je Möglichkeit oder eine JSON-Liste verwenden.
question-error-upload-empty = In dieser Datei steht keine Möglichkeit.
question-error-option-needed = Ein anderes Feld hängt von einer Möglichkeit ab, die wegfiele. Bitte zuerst jenes ändern.
question-error-no-options = Bitte mindestens eine Möglichkeit angeben.
question-error-options = Ein Feld hat höchstens { $max } Möglichkeiten.
question-error-variant = Es gibt schon Antworten dieser Art, daher bleibt sie. Bitte stattdessen ein neues Feld anlegen.
question-error-variant-needed = Ein anderes Feld hängt von diesem ab. Bitte zuerst jenes ändern.
question-error-many = Es gibt zu viele eigene Felder. Bitte zuerst eines löschen.
question-error-needed = Ein anderes Feld hängt von diesem ab. Bitte zuerst jenes ändern.

## Einzelnes Feld

question-all = Alle
question-role-accepted = Mit angenommener Session
question-role-confirmed = Mit bestätigter Session
question-filter-role = Vortragende
question-filter-track = Track
question-filter-type = Sessionart
question-filter = Filtern
question-answered = { $asked ->
    [0] Noch ist niemand gefragt worden.
    [one] { $answered } Antwort auf eine gestellte Frage.
   *[other] { $answered ->
        [one] Eine Antwort auf { $asked } gestellte Fragen.
       *[other] { $answered } Antworten auf { $asked } gestellte Fragen.
    }
}
question-missing = { $count ->
    [one] Eine Antwort fehlt.
   *[other] { $count } Antworten fehlen.
}
question-answer = Antwort
question-count = Anzahl
question-share = Anteil
question-unanswered = Noch keine Antwort
question-yes = Ja
question-no = Nein
question-download = Alle Dateien herunterladen

## Löschen

question-delete = Löschen
question-delete-go = Dieses Feld löschen
question-delete-title = „{ $name }“ löschen?
question-delete-text = Das Feld verschwindet mit seinen Möglichkeiten und seinem Verlauf. Das lässt sich nicht rückgängig machen. Gibt es Antworten, wird es stattdessen deaktiviert, und die Antworten bleiben.
question-deleted = „{ $name }“ wurde gelöscht.
question-has-answers = „{ $name }“ hat Antworten und wurde daher nicht gelöscht. Es wird nicht mehr gefragt.

## Erinnerungen

question-remind = An offene Felder erinnern
question-remind-lead = Alle Vortragenden mit offenen Feldern bekommen eine E-Mail. Die E-Mails warten im Postausgang, bis sie versendet werden.
question-remind-questions = Felder
question-remind-questions-hint = Ohne Auswahl: alle, die jetzt beantwortet werden können.
question-remind-write = E-Mails schreiben
question-remind-none = Nichts zu erinnern
question-remind-none-text = Es gibt keine aktiven Felder, deren Antworten sich noch ändern lassen.
question-reminded = { $count ->
    [0] Niemand hat offene Felder, also gibt es keine E-Mail.
    [one] Eine E-Mail wartet im Postausgang.
   *[other] { $count } E-Mails warten im Postausgang.
}
