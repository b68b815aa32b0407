# E-Mails der Installation an Personen mit Konto: Absätze in Markdown. Die Werte kommen als einfache
# Wörter (Namen, maskiert) oder als vollständige Adressen (url).

system-mail-hello = Guten Tag { $name },
system-mail-hello-anybody = Guten Tag,
system-mail-footer = Diese Mail hat { $site } automatisch geschrieben.

system-mail-password-reset-subject = Neues Passwort setzen
system-mail-password-reset =
    jemand, hoffentlich Sie selbst, möchte für Ihr Konto ein neues Passwort setzen. Das geht in den nächsten 24 Stunden hier:

    { $url }

    Falls Sie das nicht waren, ist nichts zu tun. Ihr Passwort bleibt, wie es ist.

system-mail-password-changed-subject = Ihr Passwort wurde geändert
system-mail-password-changed =
    das Passwort Ihres Kontos wurde gerade geändert.

    Falls Sie das nicht waren, setzen Sie sofort ein neues: mit „Passwort vergessen?“ auf der Anmeldeseite. Sagen Sie bitte auch denen Bescheid, die diese Seite betreiben.

system-mail-verify-address-subject = Adresse bestätigen
system-mail-verify-address =
    bitte bestätigen Sie, dass diese Adresse Ihnen gehört. Der Link gilt 24 Stunden:

    { $url }

    Falls Sie kein Konto angelegt haben, ist nichts zu tun.

system-mail-confirm-new-address-subject = Neue Adresse bestätigen
system-mail-confirm-new-address =
    dies soll die neue Adresse Ihres Kontos werden. Bitte bestätigen Sie sie in den nächsten 24 Stunden:

    { $url }

    Bis dahin gilt die alte Adresse. Falls Sie das nicht veranlasst haben, ist nichts zu tun.

system-mail-address-change-requested-subject = Ihre Adresse soll geändert werden
system-mail-address-change-requested =
    jemand, hoffentlich Sie selbst, möchte die Adresse Ihres Kontos von { $old } in { $new } ändern. Das geschieht, sobald die neue Adresse bestätigt ist.

    Falls Sie das nicht waren, melden Sie sich an, brechen Sie die Änderung ab und setzen Sie ein neues Passwort.

system-mail-address-changed-subject = Ihre Adresse wurde geändert
system-mail-address-changed =
    die Adresse Ihres Kontos ist jetzt { $new }. Bisher war sie { $old }.

    Falls Sie das nicht wollten, sagen Sie bitte denen Bescheid, die diese Seite betreiben.

system-mail-team-invitation-subject = Einladung in das Team „{ $team }“
system-mail-team-invitation =
    { $inviter } lädt Sie in das Team „{ $team }“ von { $organiser } ein.

    Mit diesem Link treten Sie bei. Sie können sich mit Ihrem Konto anmelden oder eines anlegen:

    { $url }

    Falls Ihnen das nichts sagt, ist nichts zu tun.

system-mail-added-to-team-subject = Sie sind jetzt im Team „{ $team }“
system-mail-added-to-team =
    { $inviter } hat Sie in das Team „{ $team }“ von { $organiser } aufgenommen.

    Hier finden Sie, woran das Team arbeitet:

    { $url }

system-mail-registration-exists-subject = Sie haben schon ein Konto
system-mail-registration-exists =
    jemand, hoffentlich Sie selbst, wollte mit dieser Adresse ein Konto anlegen. Es gibt schon eines, deshalb hat sich nichts geändert.

    Falls Sie Ihr Passwort nicht mehr wissen, können Sie hier ein neues setzen:

    { $url }

    Falls Sie das nicht waren, ist nichts zu tun.

system-mail-account-erased-subject = Ihr Konto wurde gelöscht
system-mail-account-erased =
    Ihr Konto wurde gelöscht, zusammen mit Ihren persönlichen Daten. Eine Anmeldung ist nicht mehr möglich.

    Dies ist die letzte Mail von uns.

system-mail-test-subject = Testmail
system-mail-test =
    diese Mail zeigt, dass { $site } Mails verschicken kann.


# Warum eine Mail nicht verschickt wurde. Was der Server sagte, wenn er etwas sagte, steht daneben.
system-mail-failed-unreachable = Der Mailserver war nicht zu erreichen.
system-mail-failed-timeout = Der Mailserver hat nicht rechtzeitig geantwortet.
system-mail-failed-refused = Der Mailserver hat die Mail abgelehnt.
system-mail-failed-tls = Es kam keine sichere Verbindung zum Mailserver zustande.
system-mail-failed-not-smtp = Was unter dieser Adresse antwortet, ist kein Mailserver.
system-mail-failed-no-recipient = Es gibt niemanden, an den diese Mail gehen könnte.
system-mail-failed-message = Aus dieser Mail lässt sich keine Nachricht machen. Bitte prüfen Sie ihre Adressen.
system-mail-failed-no-server = Es ist kein Mailserver eingerichtet.
system-mail-failed-sender = Der Absender ist keine E-Mail-Adresse.
system-mail-failed-no-starttls = Der Mailserver bietet kein STARTTLS an.
system-mail-failed-unencrypted = Die Verbindung zum Mailserver muss verschlüsselt sein.
system-mail-failed-both-encryptions = Bitte entweder STARTTLS oder TLS wählen, nicht beides.
system-mail-failed-no-login = Der Mailserver bietet keine Anmeldung an, die hier möglich ist.
system-mail-failed-private-address = Der Mailserver steht in einem privaten Netz. Das ist hier nicht erlaubt.
system-mail-failed-ascii = Der Mailserver nimmt diese Adresse nicht an.
system-mail-failed-lost = Die Mail war zu lange unterwegs. Vielleicht ist sie angekommen.
system-mail-failed-other = Die Mail konnte nicht verschickt werden.

system-mail-not-a-draft = Diese Mail wurde schon verschickt oder ist gerade unterwegs.
