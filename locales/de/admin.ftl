# Der Bereich der Administration.

## Area

admin-area = Administration
admin-instance = Die Instanz
admin-none = keine
admin-set = gesetzt
admin-yes = ja
admin-no = nein
admin-never = nie
admin-unknown = nicht bekannt
admin-size-kb = { $whole },{ $tenths } kB
admin-size-mb = { $whole },{ $tenths } MB
admin-size-gb = { $whole },{ $tenths } GB

## The powers of administrators

admin-powers = Administrationsrechte
admin-powers-on = Administratorrechte sind eingeschaltet: Alles ist zu sehen und zu ändern.
admin-powers-off = Administratorrechte sind ausgeschaltet: Zu sehen ist, was die eigenen Teams dürfen.
admin-powers-switch-off = Ausschalten
admin-powers-switch-on = Einschalten
admin-powers-now-off = Die Administratorrechte sind in diesem Browser aus, bis zum Einschalten oder zur nächsten Anmeldung.
admin-powers-now-on = Die Administratorrechte sind wieder an.

## Status

admin-status = Status
admin-status-lead = Wie es dieser Instanz geht und was Aufmerksamkeit braucht.
admin-warnings = Zu beachten
admin-warnings-none = Soweit von hier zu sehen ist, ist alles in Ordnung.
admin-warning-dead = { $count ->
    [one] Ein Hintergrundauftrag wurde aufgegeben.
   *[other] { $count } Hintergrundaufträge wurden aufgegeben.
}
admin-warning-idle = Hintergrundaufträge bleiben liegen: Einer ist seit { $since } fällig. Läuft ein Worker?
admin-warning-disk = Auf dem Datenträger des Datenverzeichnisses sind nur noch { $free } frei.
admin-check-pretalx-i001 = Die Daten liegen in SQLite. Das ist für einen Rechner richtig; PostgreSQL ist für mehrere.
admin-check-pretalx-w007 = Diese Version von PostgreSQL ist älter als die getesteten.
admin-check-pretalx-i002 = Niemand bekommt Fehler per E-Mail. Bitte logging.email setzen.
admin-check-pretalx-w003 = Für E-Mails gibt es keinen Server oder einen Absender, dem niemand antworten kann. Bitte mail.host und mail.from setzen.
admin-check-pretalx-e002 = mail.tls und mail.ssl schließen sich aus.
admin-check-pretalx-e003 = mail.from ist keine E-Mail-Adresse.
admin-check-pretalx-w004 = Die Seite läuft nicht über HTTPS: Passwörter würden im Klartext übertragen.
admin-check-plenary-e104 = Der Debug-Modus ist an. So darf keine Veranstaltung laufen.
admin-check-security-w009 = Das Geheimnis der Instanz ist zu kurz.
admin-check-plenary-w101 = Der Datenbank fehlen Migrationen. Bitte „plenary migrate“ ausführen.
admin-program = Programm
admin-version = Version
admin-address = Adresse
admin-config-files = Konfigurationsdateien
admin-executable = Programmdatei
admin-accounts = Konten
admin-sessions-open = Angemeldete Browser
admin-database = Datenbank und Cache
admin-engine = Datenbank
admin-database-name = Wo
admin-size = Größe
admin-schema = Schema
admin-schema-current = aktuell
admin-schema-pending = { $count ->
    [one] eine Migration fehlt
   *[other] { $count } Migrationen fehlen
}
admin-cache = Gemeinsamer Cache
admin-cache-entries = { $count ->
    [one] ein Eintrag in der Datenbank
   *[other] { $count } Einträge in der Datenbank
}
admin-cache-pages = Fertige Seiten
admin-cache-pages-limit = bis zu { $size } MB im Speicher
admin-files = Dateien
admin-data = Datenverzeichnis
admin-logs = Protokolle
admin-media = Hochgeladenes
admin-free = Frei auf diesem Datenträger
admin-free-of = { $free } von { $total }
admin-mail = E-Mail
admin-mail-server = Server
admin-mail-encryption = Verschlüsselung
admin-mail-plain = keine
admin-mail-user = Benutzername
admin-mail-password = Passwort
admin-mail-from = Absender
admin-mail-errors = Fehler gehen an
admin-queue = Warteschlange
admin-queue-none = Nichts wartet.
admin-queue-kind = Art
admin-queue-waiting = Wartend
admin-queue-running = Läuft
admin-queue-failing = Neuer Versuch
admin-queue-dead = Aufgegeben

## Jobs

admin-jobs = Hintergrundaufträge
admin-jobs-lead = { $count ->
    [0] Sonst wartet nichts.
    [one] Ein Auftrag ist noch zu erledigen.
   *[other] { $count } Aufträge sind noch zu erledigen.
}
admin-jobs-none = Nichts wurde aufgegeben
admin-jobs-none-text = Hier erscheinen Aufträge, die immer wieder scheitern, mit dem Grund.
admin-job-error = Grund
admin-job-failed = Aufgegeben
admin-job-attempts = Versuche
admin-job-retry = Neu versuchen
admin-job-discard = Verwerfen
admin-job-discard-title = Diesen Auftrag verwerfen?
admin-job-discard-text = Was er erledigen sollte, bleibt ungetan.
admin-jobs-retry-all = Alle neu versuchen
admin-job-retried = „{ $kind } { $key }“ wird neu versucht.
admin-job-discarded = „{ $kind } { $key }“ ist verworfen.
admin-jobs-retried = { $count ->
    [one] Ein Auftrag wird neu versucht.
   *[other] { $count } Aufträge werden neu versucht.
}

## Test mail

admin-test-mail = Testmail
admin-test-mail-lead = Schickt sofort eine E-Mail über den Server dieser Instanz und zeigt, was dabei gesagt wurde.
admin-test-mail-to = An
admin-test-mail-send = Testmail senden
admin-test-mail-result = Ergebnis
admin-test-mail-sent = Der Server hat die E-Mail angenommen. Bitte nachsehen, ob sie ankommt.
admin-test-mail-dialogue = Das Gespräch mit dem Server, ohne Passwörter. Zeilen mit > sind unsere.

## Update check

admin-update = Update-Prüfung
admin-update-lead = Ob diese Instanz nach neueren Versionen sehen darf. Diese Version tut das noch nicht; die Wahl gilt für die erste, die es kann.
admin-update-enabled = Nach neueren Versionen sehen
admin-update-enabled-hint = Aus, bis es hier eingeschaltet wird.
admin-update-email = Neue Versionen an diese Adresse melden
admin-update-email-hint = Die Adresse wird nirgendwohin gesendet. Leer lassen: keine E-Mail.
admin-update-told = Was eine Prüfung mitteilen würde
admin-update-told-text = Sonst nichts: keine Namen, Adressen oder Inhalte, keine Kennung dieser Instanz.
admin-update-public-events = Öffentliche Veranstaltungen
admin-update-last = Letzte Prüfung

## Log

admin-log = Verlauf außerhalb von Veranstaltungen
admin-log-none = Noch ist nichts geschehen.
admin-log-when = Wann
admin-log-who = Wer
admin-log-as-organiser = mit besonderen Rechten
admin-log-object = Betrifft
admin-log-details = Einzelheiten
admin-log-changes = Änderungen
admin-log-field = Feld
admin-log-old = Vorher
admin-log-new = Nachher

## People

admin-users = Personen
admin-users-search = Name, Adresse oder Code
admin-administrator = Administration
admin-inactive = gelöscht oder abgeschaltet
admin-unverified = Adresse nicht bestätigt
admin-verified = bestätigt
admin-legacy = von vor der Einführung der Bestätigung
admin-code = Code
admin-verification = Adresse
admin-pending-email = Neue Adresse, unbestätigt
admin-created = Seit
admin-last-login = Letzte Anmeldung
admin-reset-time = Letzter Link für ein neues Passwort
admin-second-factor = Zweiter Faktor
admin-language = Sprache
admin-user-profiles = Profile
admin-user-log = Letzter Verlauf
admin-user-no-teams = In keinem Team.
admin-user-no-profiles = Bei keiner Veranstaltung ein Profil.
admin-user-no-proposals = Keine Einreichungen.
admin-reset = Passwort zurücksetzen
admin-reset-text = { $email } bekommt einen Link, mit dem sich ein neues Passwort setzen lässt. Bis dahin gilt das alte.
admin-reset-sent = Ein Link für ein neues Passwort ist auf dem Weg an { $email }.
admin-member-reset-title = Passwort von { $name } zurücksetzen?
admin-set-verified = Adresse als bestätigt markieren
admin-set-unverified = Adresse als unbestätigt markieren
admin-now-verified = { $email } gilt jetzt als bestätigt.
admin-now-unverified = { $email } gilt jetzt als unbestätigt.
admin-second-factor-reset = Zweiten Faktor ausschalten
admin-second-factor-text = Nur tun, wenn feststeht, wer darum bittet: Danach genügt das Passwort allein.
admin-second-factor-off = { $name } braucht keinen zweiten Faktor mehr.
admin-appoint = Administratorrechte geben
admin-appoint-text = Mit Administratorrechten ist auf dieser Instanz alles zu sehen und zu ändern, auch andere Konten.
admin-appointed = { $name } hat jetzt Administratorrechte.
admin-dismiss = Administratorrechte entziehen
admin-dismiss-text = Es bleibt, was die Teams der Person dürfen.
admin-dismissed = { $name } hat keine Administratorrechte mehr.
admin-delete = Konto löschen
admin-delete-title = Konto von { $name } löschen?
admin-delete-lead = Das lässt sich nicht rückgängig machen. Die Person erfährt davon per E-Mail.
admin-delete-email = Zur Bestätigung { $email } eingeben
admin-delete-goes-account = Das Konto: Name, Adresse, Passwort, Bilder, Einstellungen, API-Tokens, alle Anmeldungen
admin-delete-goes-profiles = { $count ->
    [one] Das Profil bei einer Veranstaltung
   *[other] Die Profile bei { $count } Veranstaltungen
}
admin-delete-goes-drafts = { $count ->
    [one] Ein nicht eingereichter Entwurf, wenn niemand sonst vorträgt
   *[other] { $count } nicht eingereichte Entwürfe, bei denen niemand sonst vorträgt
}
admin-delete-goes-mails = { $count ->
    [one] Eine E-Mail an diese Person
   *[other] { $count } E-Mails an diese Person
}
admin-delete-goes-teams = { $count ->
    [one] Der Platz in einem Team
   *[other] Die Plätze in { $count } Teams
}
admin-delete-stays-proposals = { $count ->
    [one] Eine Einreichung oder Veranstaltung im Programm, ohne den Namen
   *[other] { $count } Einreichungen oder Programmpunkte, ohne den Namen
}
admin-delete-stays-log = { $count ->
    [one] Ein Eintrag im Verlauf, ohne den Namen
   *[other] { $count } Einträge im Verlauf, ohne den Namen
}
admin-delete-stays-texts = Was die Person für andere schrieb: Gutachten, Kommentare und die Texte von Einreichungen
admin-deleted = Das Konto von { $name } ist gelöscht.

## Refusals

admin-error-inactive = Dieses Konto ist gelöscht oder abgeschaltet.
admin-error-own-verification = Die eigene Adresse bleibt, wie sie ist.
admin-error-email-typed = Das ist nicht die Adresse des Kontos.
admin-error-limited = { $minutes ->
    [one] Gerade wurde eine E-Mail gesendet. Bitte in einer Minute noch einmal versuchen.
   *[other] Gerade wurde eine E-Mail gesendet. Bitte in { $minutes } Minuten noch einmal versuchen.
}
