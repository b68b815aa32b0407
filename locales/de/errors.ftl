# Was schiefging und was zu tun ist: erst Felder, dann ganze Seiten.

error-summary = { $count ->
    [one] In diesem Formular gibt es ein Problem
   *[other] In diesem Formular gibt es { $count } Probleme
}

## Felder

error-required = Bitte füllen Sie dieses Feld aus.
error-required-choice = Bitte wählen Sie eine der Möglichkeiten.
error-required-tick = Bitte setzen Sie dieses Häkchen, um fortzufahren.
error-too-long = { $length ->
    [one] Bitte verwenden Sie höchstens { $max } Zeichen. Zurzeit ist es { $length }.
    [other] Bitte verwenden Sie höchstens { $max } Zeichen. Zurzeit sind es { $length }.
   *[unknown] Bitte verwenden Sie höchstens { $max } Zeichen.
}
error-too-short = { $length ->
    [one] Bitte verwenden Sie mindestens { $min } Zeichen. Zurzeit ist es { $length }.
    [other] Bitte verwenden Sie mindestens { $min } Zeichen. Zurzeit sind es { $length }.
   *[unknown] Bitte verwenden Sie mindestens { $min } Zeichen.
}
error-email = Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.org.
error-url = Bitte geben Sie eine vollständige Webadresse ein, zum Beispiel https://example.org.
error-number = Bitte geben Sie eine ganze Zahl ein.
error-number-min = Bitte geben Sie { $min } oder mehr ein.
error-number-max = Bitte geben Sie { $max } oder weniger ein.
error-date = Bitte geben Sie ein Datum ein, zum Beispiel 2026-09-04.
error-time = Bitte geben Sie eine Uhrzeit ein, zum Beispiel 14:30.
error-date-time = Bitte geben Sie Datum und Uhrzeit ein.
error-colour = Bitte geben Sie eine Farbe ein, zum Beispiel #2f6f9f.
error-choice = Diese Möglichkeit steht nicht zur Verfügung. Bitte wählen Sie eine andere.
error-file-type = Dateien dieser Art werden nicht angenommen. Möglich sind: { $types }.
error-file-size = Diese Datei ist zu groß. Die Grenze liegt bei { $max }.
error-too-many-words = Bitte verwenden Sie höchstens { $max } Wörter.
error-too-few-words = Bitte verwenden Sie mindestens { $min } Wörter.
error-control-characters = Dieser Text enthält Zeichen, die sich nicht speichern lassen. Bitte entfernen Sie sie.
error-positive = Bitte geben Sie 1 oder mehr ein, oder lassen Sie das Feld leer.

## Konten

error-login-wrong = E-Mail-Adresse und Passwort passen nicht zusammen. Bitte versuchen Sie es noch einmal.
error-login-inactive = Dieses Konto ist abgeschaltet. Bitte wenden Sie sich an die Betreiber dieser Website.
error-email-taken = Für diese E-Mail-Adresse gibt es schon ein Konto. Bitte melden Sie sich damit an.
error-name-markup = Bitte lassen Sie „<“ und „>“ weg.
error-password-short = Bitte verwenden Sie mindestens { $min } Zeichen.
error-password-long = Bitte wählen Sie ein kürzeres Passwort: höchstens { $max } Bytes.
error-password-digits = Bitte verwenden Sie nicht nur Ziffern.
error-password-common = Dieses Passwort gehört zu denen, die zuerst ausprobiert werden. Bitte wählen Sie ein anderes.
error-password-similar = Dieses Passwort ist Ihrem Namen oder Ihrer E-Mail-Adresse zu ähnlich. Bitte wählen Sie ein anderes.
error-password-repeat = Die beiden Passwörter sind nicht gleich. Bitte geben Sie das neue Passwort noch einmal ein.

## Veranstaltungen

error-slug = Bitte verwenden Sie nur Buchstaben, Ziffern, Punkte und Striche, mit einem Buchstaben oder einer Ziffer an beiden Enden.
error-slug-reserved = Diese Adresse verwendet das Programm selbst. Bitte wählen Sie eine andere.
error-slug-taken = Diese Adresse ist vergeben. Bitte wählen Sie eine andere.
error-event-dates = Der letzte Tag kann nicht vor dem ersten liegen.
error-event-long = Eine Veranstaltung dauert höchstens ein Jahr. Bitte prüfen Sie die Daten.
error-time-zone = Diese Zeitzone gibt es nicht. Bitte wählen Sie eine aus der Liste.
error-color = Bitte geben Sie eine Farbe ein, zum Beispiel #2f6f9f.

## Einreichungen und Beiträge

error-cfp-closed = Einreichungen sind zurzeit nicht möglich.
error-confirm-state = Bestätigen lassen sich nur angenommene Beiträge.
error-withdraw-state = Diese Einreichung lässt sich nicht mehr zurückziehen. Bitte wenden Sie sich an die Organisation.

## Programm

error-outside-event = Das ist an keinem Tag der Veranstaltung.
error-end-before-start = Das Ende kann nicht vor dem Beginn liegen.
error-version-name = Dieser Name bedeutet in Adressen etwas anderes. Bitte wählen Sie einen anderen.
error-version-taken = Eine Version mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen.

## Seiten

error-400-title = Diese Anfrage ist nicht lesbar
error-400-text = Etwas in der Adresse oder in den gesendeten Daten ist ungültig. Bitte gehen Sie zurück und versuchen Sie es noch einmal.
error-403-title = Das ist Ihnen nicht möglich
error-403-text = Ihr Konto hat keine Berechtigung für diese Seite. Falls Sie sie haben sollten, wenden Sie sich an die Organisation der Veranstaltung.
error-cross-site-title = Diese Anfrage kam von einer anderen Website
error-cross-site-text = Zu Ihrem Schutz wurde nichts geändert. Bitte öffnen Sie die Seite hier und senden Sie das Formular noch einmal.
error-404-title = Diese Seite gibt es nicht
error-404-text = Vielleicht ist die Adresse falsch, oder die Seite ist nicht öffentlich. Bitte prüfen Sie die Adresse, oder beginnen Sie auf der Startseite.
error-405-title = Diese Adresse lässt sich so nicht verwenden
error-405-text = Bitte gehen Sie zurück und versuchen Sie es auf der Seite selbst noch einmal.
error-409-title = Das hat sich inzwischen geändert
error-409-text = Bitte gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
error-413-title = Das ist zu groß
error-413-text = Was Sie gesendet haben, ist größer, als diese Website annimmt. Bitte wählen Sie eine kleinere Datei.
error-422-title = Etwas fehlt oder stimmt nicht
error-422-text = Bitte gehen Sie zurück und prüfen Sie Ihre Eingaben.
error-429-title = Zu viele Versuche
error-429-text = { $minutes ->
    [one] Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.
   *[other] Bitte warten Sie { $minutes } Minuten und versuchen Sie es dann noch einmal.
}
error-500-title = Bei uns ist etwas schiefgegangen
error-500-text = Das Problem wurde aufgezeichnet. Bitte versuchen Sie es gleich noch einmal. Falls es bleibt, nennen Sie uns die Nummer unten.
error-503-title = Zurzeit nicht verfügbar
error-503-text = Bitte versuchen Sie es in einer Minute noch einmal.
error-request-id = Nummer dieser Anfrage: { $id }
error-to-start = Zur Startseite
error-to-event = Zur Veranstaltung
error-details = Einzelheiten

## Mail templates

error-placeholder-unknown = Einen Platzhalter „{ $name }“ gibt es nicht. Bitte prüfen Sie die Schreibweise.
error-placeholder-not-here = „{ $name }“ ist in dieser Vorlage nicht möglich, weil diese Mails die Angabe nicht kennen.
error-placeholder-brace = Eine geschweifte Klammer steht allein. Für eine echte Klammer schreiben Sie sie bitte doppelt.
error-link-empty = Ein Link hat keine Adresse.
error-placeholder-lacking = Bitte lassen Sie „{ $name }“ im Text: Ohne den Platzhalter nützt die Mail nichts.
error-mail-placeholder = Die Mailvorlage verwendet „{ $name }“, dafür gibt es hier keinen Wert. Bitte ändern Sie die Vorlage.
