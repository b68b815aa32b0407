# Konten: Anmeldung, Adressen, Angaben zur Person und was sie schützt.

account-title = Mein Konto
account-back = Mein Konto
account-saved = Ihre Änderungen sind gespeichert.
account-on = an
account-off = aus
account-forgotten = Passwort vergessen?

## Logging in: the second step

account-code = Code
account-code-title = Zweiter Schritt
account-code-lead = Ihr Passwort war richtig. Geben Sie nun den Code ein, den Ihre App anzeigt.
account-code-hint = Sechs Ziffern. Ohne Ihre App verwenden Sie einen Ihrer Wiederherstellungscodes.
account-code-setup-hint = Die sechs Ziffern, die die App jetzt anzeigt.
account-code-back = Von vorn beginnen

## A new password

account-reset-title = Neues Passwort setzen
account-reset-lead = Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort wählen können.
account-reset-send = Link anfordern
account-reset-sent = Falls es ein Konto mit dieser Adresse gibt, ist ein Link unterwegs. Er gilt 24 Stunden, und in dieser Zeit gibt es nur einen.
account-recover-title = Neues Passwort wählen
account-recover-lead = Danach sind Sie überall abgemeldet und melden sich damit an.
account-recover-save = Passwort speichern
account-recover-done = Ihr neues Passwort ist gespeichert. Bitte melden Sie sich damit an.
account-recover-invalid = Dieser Link gilt nicht mehr. Bitte fordern Sie einen anderen an.

## Proving an address

account-verify-title = Ist das Ihre Adresse?
account-verify-waiting = Wir haben eine E-Mail an { $email } gesendet. Bitte öffnen Sie den Link darin, damit es weitergeht. Er gilt 24 Stunden.
account-verify-spam = Nichts angekommen? Es kann einige Minuten dauern, und die E-Mail kann im Spam-Ordner liegen.
account-verify-proposal = Um einen Beitrag einzureichen, brauchen Sie nicht zu warten.
account-verify-proposal-go = Weiter mit dem Beitrag
account-verify-resend = E-Mail erneut senden
account-verify-cooldown = { $seconds ->
    [one] Die nächste E-Mail kann in einer Sekunde gesendet werden.
   *[other] Die nächste E-Mail kann in { $seconds } Sekunden gesendet werden.
}
account-verify-sent = Die E-Mail ist unterwegs.
account-verify-wrong = Stimmt die Adresse nicht?
account-right-address = Richtige Adresse
account-verify-correct = Adresse ändern
account-verify-link-title = Adresse bestätigen
account-verify-question = Gehört { $email } Ihnen?
account-change-question = Soll { $email } ab jetzt die Adresse Ihres Kontos sein?
account-verify-confirm = Ja, bestätigen
account-verify-onward = Zu meinem Konto
account-verified = Ihre Adresse ist bestätigt.
account-verify-invalid = Dieser Link gilt nicht. Vielleicht wurde inzwischen ein neuerer gesendet.
account-verify-expired = Dieser Link ist älter als 24 Stunden. Bitte melden Sie sich an und lassen Sie sich einen neuen senden.
account-verify-already = Diese Adresse wurde schon bestätigt. Es ist nichts mehr zu tun.
account-verify-pending-expired = Dieser Link ist älter als 24 Stunden, Ihre Adresse bleibt daher, wie sie war. Bitte beginnen Sie die Änderung von vorn.
account-verify-taken = Diese Adresse kann nicht verwendet werden, Ihre bleibt daher, wie sie war.

## One’s own account

account-about = Über mich
account-locale = Sprache
account-timezone = Zeitzone
account-timezone-hint = Für Zeiten außerhalb von Veranstaltungen. Seiten einer Veranstaltung verwenden deren eigene.
account-picture = Bild
account-picture-hint = PNG, JPEG, GIF oder WebP. Es wird als Quadrat gezeigt: Das Gesicht gehört in die Mitte. Angaben zu Ort und Kamera werden entfernt.
account-picture-current = mein Bild
account-picture-earlier = Oder ein früheres Bild
account-picture-keep = Keine Änderung
account-picture-number = Früheres Bild { $number }
account-crop = Ausschnitt wählen
account-crop-stage = Das eigene Bild. Ziehen oder mit den Pfeiltasten bewegen.
account-crop-zoom = Vergrößern
account-crop-use = Diesen Ausschnitt nehmen
account-login-data = Anmeldung
account-email-hint = Damit melden Sie sich an. Eine neue Adresse gilt, sobald Sie einen Link geöffnet haben, den wir dorthin senden.
account-contact-email = Adresse für diese Veranstaltung
account-contact-email-hint = Nur für E-Mails zu dieser Veranstaltung. Leer gilt die obere.
account-new-password-hint = Leer bleibt es beim bisherigen. Mindestens 8 Zeichen und nicht nur Ziffern.
account-current-password = Bisheriges Passwort
account-current-password-hint = Nötig, um Adresse oder Passwort zu ändern.
account-password-changed = Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.
account-change-requested = Wir haben einen Link an { $email } gesendet. Ihre Adresse ändert sich, sobald Sie ihn geöffnet haben.
account-change-pending = Sie möchten { $email } als neue Adresse. Bitte öffnen Sie den Link, den wir dorthin gesendet haben.
account-change-cancel = Bisherige Adresse behalten
account-change-cancelled = Ihre Adresse bleibt, wie sie war.
account-safety = Sicherheit und Daten
account-address-proof = E-Mail-Adresse
account-proven = bestätigt
account-unproven = nicht bestätigt

## Where one is logged in

account-sessions-title = Wo ich angemeldet bin
account-sessions-lead = Jede Zeile ist ein Browser. Kennen Sie einen davon nicht: überall sonst abmelden, dann das Passwort ändern.
account-sessions-show = Anzeigen
account-sessions-end = Überall sonst abmelden
account-sessions-ended = { $count ->
    [0] Sie sind nirgends sonst angemeldet.
    [one] Sie sind an einer anderen Stelle abgemeldet.
   *[other] Sie sind an { $count } anderen Stellen abgemeldet.
}
account-device-head = Browser
account-device = { $browser } auf { $system }
account-device-unknown = Unbekannter Browser
account-this-device = dieser hier
account-network = Netz
account-seen = Zuletzt gesehen
account-since = Seit

## The second factor

account-two-factor-title = Codes einer App
account-two-factor-lead = Für die Anmeldung ist dann auch ein Code einer App auf Ihrem Telefon nötig. Ein bekannt gewordenes Passwort nützt allein niemandem.
account-two-factor-manage = Ändern
account-two-factor-off = Sie melden sich nur mit Ihrem Passwort an.
account-two-factor-begin = Einrichten
account-two-factor-scan = 1. Mit der App scannen
account-two-factor-qr = QR-Code für Ihre App
account-two-factor-manual = Oder diesen Schlüssel in die App eintippen:
account-two-factor-confirm = 2. Einen Code eingeben
account-two-factor-on = Einschalten
account-two-factor-codes = Ihre Wiederherstellungscodes
account-two-factor-codes-text = Jeder davon öffnet Ihr Konto einmal, falls Sie Ihr Telefon verlieren. Drucken Sie sie aus oder verwahren Sie sie sicher: Sie werden nicht noch einmal gezeigt.
account-two-factor-kept = Ich habe sie verwahrt
account-two-factor-left = { $count ->
    [0] Sie haben keinen Wiederherstellungscode mehr.
    [one] Sie haben noch einen Wiederherstellungscode.
   *[other] Sie haben noch { $count } Wiederherstellungscodes.
}
account-two-factor-renew = Neue Wiederherstellungscodes
account-two-factor-switch-off = Ausschalten
account-two-factor-switched-off = Sie melden sich ab jetzt nur mit Ihrem Passwort an.

## API tokens

account-tokens = API-Token
account-tokens-lead = Mit einem Token tun Programme, was Sie dürfen: so viel, wie Sie hier erlauben.
account-token-new = Neues Token
account-token-new-lead = Für ein Programm: Jedes sollte sein eigenes haben, damit Sie es beenden können, ohne die anderen zu berühren.
account-token-create = Token erstellen
account-token-created = Ihr neues Token. Bitte kopieren Sie es jetzt: Es wird nicht noch einmal gezeigt.
account-token-name = Name
account-token-name-hint = Wofür es ist.
account-token-all-events = Alle meine Veranstaltungen
account-token-all-events-hint = Auch solche, die später dazukommen.
account-token-events = Veranstaltungen
account-token-expires = Gilt bis
account-token-expires-hint = Bis zum Ende dieses Tages. Leer gilt es ohne Ende.
account-token-no-expiry = ohne Ende
account-token-permissions = Rechte
account-token-read = Lesen
account-token-read-hint = Listen und einzelne Objekte sehen, nichts ändern.
account-token-write = Lesen und schreiben
account-token-write-hint = Alles, was Sie selbst dürfen.
account-token-custom = Einzelne Rechte
account-token-custom-hint = Unten auswählen.
account-token-single = Einzelne Rechte
account-token-custom-count = { $count ->
    [one] eine Art von Objekten
   *[other] { $count } Arten von Objekten
}
account-token-used = Zuletzt benutzt
account-token-never-used = nie
account-token-version = Version
account-token-no-version = noch offen
account-token-actions = Aktionen
account-token-upgrade = Aktuelle Version verwenden
account-token-upgraded = „{ $name }“ erhält ab jetzt Antworten in der aktuellen Version.
account-token-revoke = Beenden
account-token-revoked = „{ $name }“ gilt nicht mehr.
account-token-edit-lead = Bei welchen Veranstaltungen gilt dieses Token?

## A copy of one’s data, and the end

account-data = Meine Daten
account-data-get = Kopie meiner Daten herunterladen
account-delete-title = Mein Konto löschen
account-delete-ask = Zeigen, was gelöscht würde
account-delete-lead = Das kann niemand rückgängig machen. Vielleicht möchten Sie vorher eine Kopie Ihrer Daten.
account-delete-goes = Was gelöscht wird
account-delete-stays = Was bleibt
account-delete-goes-account = Ihr Konto: Name, Adresse, Passwort, Einstellungen, Sterne und alle Anmeldungen
account-delete-goes-profiles = { $count ->
    [one] Ihre Angaben bei einer Veranstaltung: Name, Biografie, Kontaktadresse, Verfügbarkeiten und Antworten auf Fragen zu Ihrer Person
   *[other] Ihre Angaben bei { $count } Veranstaltungen: Name, Biografie, Kontaktadresse, Verfügbarkeiten und Antworten auf Fragen zu Ihrer Person
}
account-delete-goes-pictures = { $count ->
    [one] Ein Bild
   *[other] { $count } Bilder
}
account-delete-goes-drafts = { $count ->
    [one] Ein nicht eingereichter Beitrag, sofern niemand sonst daran beteiligt ist
   *[other] { $count } nicht eingereichte Beiträge, an denen niemand sonst beteiligt ist
}
account-delete-goes-mails = { $count ->
    [one] Eine E-Mail an Sie
   *[other] { $count } E-Mails an Sie
}
account-delete-goes-tokens = { $count ->
    [one] Ein API-Token
   *[other] { $count } API-Token
}
account-delete-goes-teams = { $count ->
    [one] Ihr Platz in einem Team
   *[other] Ihre Plätze in { $count } Teams
}
account-delete-stays-proposals = { $count ->
    [one] Ein Beitrag. Er gehört zum Programm der Veranstaltung; statt Ihres Namens steht dort „Deleted User“.
   *[other] { $count } Beiträge. Sie gehören zum Programm der Veranstaltungen; statt Ihres Namens steht dort „Deleted User“.
}
account-delete-stays-log = { $count ->
    [one] Ein Eintrag im Verlauf, ohne Ihren Namen
   *[other] { $count } Einträge im Verlauf, ohne Ihren Namen
}
account-delete-stays-texts = Was Sie für andere geschrieben haben: Bewertungen, Kommentare und die Texte von Beiträgen. Bitte entfernen Sie Ihren Namen dort selbst.
account-delete-really = Mein Konto soll endgültig gelöscht werden
account-delete-do = Mein Konto löschen
account-deleted = Ihr Konto ist gelöscht.

## Problems

account-error-limited = { $minutes ->
    [one] Zu viele Versuche. Bitte warten Sie eine Minute und versuchen Sie es dann erneut.
   *[other] Zu viele Versuche. Bitte warten Sie { $minutes } Minuten und versuchen Sie es dann erneut.
}
account-error-code-wrong = Dieser Code ist falsch oder wurde schon benutzt. Bitte warten Sie auf den nächsten.
account-error-password-wrong = Das ist nicht Ihr Passwort. Bitte versuchen Sie es erneut.
account-error-two-factor-on = Codes einer App sind schon eingeschaltet.
account-error-unverified = Bitte bestätigen Sie zuerst Ihre jetzige Adresse.
account-error-same-address = Das ist schon Ihre Adresse.
account-error-last-administrator = Sie haben als Einzige oder Einziger Administrationsrechte. Bitte geben Sie diese zuerst jemand anderem.
account-error-token-permissions = Bitte erlauben Sie mindestens eines.
account-error-token-expiry = Das ist schon vorbei. Bitte wählen Sie einen späteren Tag.
account-error-token-events = Bitte wählen Sie mindestens eine Veranstaltung oder alle.
account-error-picture-large = Dieses Bild hat zu viele Pixel. Bitte verkleinern Sie es: Bis zu 40 Megapixel sind in Ordnung.
