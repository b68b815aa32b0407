# Veranstalter, ihre Teams, Einladungen in Teams.

## Veranstalter

organiser-list = Veranstalter
organiser-one = Veranstalter
organiser-add = Veranstalter anlegen
organiser-add-lead = Ein Veranstalter richtet mit seinen Teams Veranstaltungen aus. Wer ihn anlegt, ist das erste Mitglied des ersten Teams, das alles darf.
organiser-list-none = Noch keine Veranstalter
organiser-list-none-text = Wer Veranstaltungen ausrichtet, ist ein Veranstalter: ein Verein, eine Firma, eine Hochschule. Veranstaltungen und Teams gehören zu einem.
organiser-search = Name oder Kurzname
organiser-nothing-found-text = Nichts in dieser Liste enthält diese Wörter.
organiser-name = Name
organiser-name-hint = Wie er bekannt ist. Eine Sprache genügt.
organiser-slug = Kurzname für Adressen
organiser-slug-hint = Buchstaben, Ziffern, Punkte und Bindestriche. Später nicht mehr zu ändern.
organiser-slug-fixed = Adressen hängen davon ab, daher bleibt er.
organiser-events = Veranstaltungen
organiser-events-none-text = Hier erscheinen die eigenen Veranstaltungen dieses Veranstalters.
organiser-added = „{ $name }“ ist angelegt.
organiser-saved = „{ $name }“ ist gespeichert.
organiser-settings = Einstellungen
organiser-delete = Veranstalter löschen
organiser-delete-title = „{ $name }“ löschen?
organiser-delete-events = { $count ->
    [one] Dieser Veranstalter hat noch eine Veranstaltung. Bitte zuerst löschen:
   *[other] Dieser Veranstalter hat noch { $count } Veranstaltungen. Bitte zuerst löschen:
}
organiser-delete-text = Der Veranstalter verschwindet endgültig. Das lässt sich nicht rückgängig machen.
organiser-delete-teams = { $count ->
    [one] Ein Team verschwindet mit; die Konten seiner Mitglieder bleiben:
   *[other] { $count } Teams verschwinden mit; die Konten ihrer Mitglieder bleiben:
}
organiser-delete-slug = Zur Bestätigung „{ $slug }“ eingeben
organiser-deleted = „{ $name }“ ist gelöscht.

## Vortragende

organiser-speakers = Vortragende
organiser-speakers-lead = Alle, die etwas bei Veranstaltungen eingereicht haben, deren Einreichungen zur eigenen Arbeit gehören.
organiser-speakers-none = Noch keine Vortragenden
organiser-speakers-none-text = Mit der ersten Einreichung erscheinen hier Menschen.
organiser-speakers-limited = Hier gibt es nichts zu sehen
organiser-speakers-limited-text = Keins der eigenen Teams bearbeitet Einreichungen. Wer die Teams verwaltet, kann das ändern.
organiser-speakers-search = Name oder E-Mail-Adresse
organiser-person = Name
organiser-accepted = Angenommen

## Teams

organiser-team = Team
organiser-teams = Teams
organiser-teams-lead = Was jemand darf, ist die Summe dessen, was die eigenen Teams dürfen.
organiser-teams-none = Noch keine Teams
organiser-teams-none-text = Teams legen fest, wer was darf. Erst ein Team anlegen, dann Menschen einladen.
organiser-team-add = Team anlegen
organiser-team-add-lead = Einladen geht im nächsten Schritt.
organiser-team-added = Das Team „{ $name }“ ist angelegt. Jetzt können Menschen eingeladen werden.
organiser-team-saved = Das Team „{ $name }“ ist gespeichert.
organiser-team-access = Was dieses Team darf
organiser-team-name = Name
organiser-team-name-hint = Nur Teams und Veranstalter sehen ihn.
organiser-team-all-events = Alle Veranstaltungen
organiser-team-all-events-hint = Auch künftige.
organiser-team-limit-events = Nur diese Veranstaltungen
organiser-team-no-events = Es gibt noch keine Veranstaltung zur Auswahl.
organiser-team-events = { $count ->
    [one] eine Veranstaltung
   *[other] { $count } Veranstaltungen
}
organiser-team-hide-names = Namen der Vortragenden in diesem Team beim Begutachten nie zeigen
organiser-team-hide-names-hint = Egal, was die Phase der Begutachtung sagt. Ohne Wirkung für Mitglieder eines weiteren Teams ohne diese Einstellung.
organiser-team-limit-tracks = Nur Einreichungen in diesen Tracks
organiser-team-limit-tracks-hint = Beim Begutachten. Ohne Auswahl alle Tracks.
organiser-rights = Rechte
organiser-rights-events = In diesen Veranstaltungen
organiser-rights-organiser = Für den Veranstalter
organiser-right-submissions = Einreichungen, Beiträge, Vortragende, Zeitplan und Mails bearbeiten
organiser-right-submissions-hint = Alles Eingereichte sehen und ändern, entscheiden, planen, Mails schreiben.
organiser-right-submissions-short = Einreichungen
organiser-right-event = Einstellungen der Veranstaltung ändern
organiser-right-event-hint = Der Call for Proposals, Felder, Tracks, Räume, Begutachtung, und ob die Veranstaltung öffentlich ist.
organiser-right-event-short = Veranstaltung
organiser-right-reviewer = Einreichungen begutachten
organiser-right-reviewer-hint = Einreichungen sehen und bewerten, soweit die Phase der Begutachtung das zulässt.
organiser-right-reviewer-short = Begutachtung
organiser-right-create = Veranstaltungen anlegen
organiser-right-create-hint = Neue Veranstaltungen dieses Veranstalters.
organiser-right-create-short = neue Veranstaltungen
organiser-right-teams = Teams verwalten
organiser-right-teams-hint = Alle Teams dieses Veranstalters: wer darin ist und was sie dürfen. Wer dieses Recht hat, kann sich jedes andere geben.
organiser-right-teams-short = Teams
organiser-right-organiser = Einstellungen des Veranstalters ändern
organiser-right-organiser-hint = Seinen Namen.
organiser-right-organiser-short = Veranstalter
organiser-team-delete = Team löschen
organiser-team-delete-title = Das Team „{ $name }“ löschen?
organiser-team-delete-text = Das lässt sich nicht rückgängig machen. Konten und was mit ihnen getan wurde bleiben.
organiser-team-delete-members = { $count ->
    [one] Eine Person verliert, was dieses Team darf:
   *[other] { $count } Personen verlieren, was dieses Team darf:
}
organiser-team-delete-invites = { $count ->
    [one] Eine offene Einladung wird zurückgezogen.
   *[other] { $count } offene Einladungen werden zurückgezogen.
}
organiser-team-deleted = Das Team „{ $name }“ ist gelöscht.

## Mitglieder

organiser-members = Mitglieder
organiser-members-none = noch niemand
organiser-members-none-text = In diesem Team ist noch niemand. Einladen geht weiter unten.
organiser-people = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
organiser-and-more = { $count ->
    [one] und eine Person mehr
   *[other] und { $count } mehr
}
organiser-you = eigenes Konto
organiser-inactive = abgeschaltet
organiser-member-remove = Entfernen
organiser-member-remove-title = { $name } aus „{ $team }“ entfernen?
organiser-member-remove-text = Das Konto bleibt, ebenso was damit getan wurde. Was dieses Team darf, geht verloren; API-Token, die davon abhängen, enden. Eine neue Einladung macht das rückgängig.
organiser-member-remove-own = Das ist das eigene Konto. Vielleicht führt danach kein Weg mehr auf diese Seite.
organiser-member-removed = { $name } ist nicht mehr in diesem Team.

## Einladungen

organiser-invites = Einladungen
organiser-invite = Einladungen senden
organiser-invite-emails = E-Mail-Adressen
organiser-invite-emails-hint = Eine oder mehrere, höchstens { $max } auf einmal: in eigenen Zeilen oder durch Kommas getrennt.
organiser-invite-sent = Gesendet
organiser-invite-resend = Noch einmal senden
organiser-invite-resent = Die Einladung wurde noch einmal an { $email } gesendet.
organiser-invite-retract = Zurückziehen
organiser-invite-retract-title = Die Einladung an { $email } zurückziehen?
organiser-invite-retract-text = Der Link in der Mail führt dann nirgends mehr hin. Dieselbe Adresse kann neu eingeladen werden.
organiser-invite-retracted = Die Einladung an { $email } ist zurückgezogen.
organiser-invited-one = Eine Einladung ist unterwegs an { $email }.
organiser-invited = { $count ->
    [one] Eine Einladung ist unterwegs.
   *[other] { $count } Einladungen sind unterwegs.
}
organiser-invited-count = { $count ->
    [one] eine offene Einladung
   *[other] { $count } offene Einladungen
}

## Annehmen

organiser-invitation = Einem Team beitreten
organiser-invitation-lead = { $organiser } lädt in das Team „{ $team }“ ein.
organiser-invitation-accept-title = Einladung annehmen
organiser-invitation-as = Angemeldet als { $name } ({ $email }).
organiser-invitation-other = Die Einladung ging an { $email }. Sie lässt sich trotzdem mit diesem Konto annehmen.
organiser-invitation-accept = Dem Team beitreten
organiser-invitation-logout = Abmelden und ein anderes Konto verwenden
organiser-invitation-login = Ich habe ein Konto
organiser-invitation-login-text = Nach dem Anmelden geht es hier weiter. Welche Adresse das Konto hat, ist gleich.
organiser-invitation-register = Ich bin neu hier
organiser-invitation-register-button = Registrieren und beitreten
organiser-register-name = Name
organiser-register-repeat = Passwort wiederholen
organiser-invitation-gone = Diese Einladung gilt nicht mehr
organiser-invitation-gone-text = Sie wurde schon verwendet oder zurückgezogen, oder der Link ist unvollständig. Wer schon im Team ist, meldet sich wie gewohnt an. Sonst hilft eine neue Einladung.
organiser-joined = Der Beitritt zum Team „{ $team }“ von { $organiser } hat geklappt.

## Probleme

organiser-error-nobody-changes-teams = Danach könnte niemand mehr die Teams verwalten. Bitte zuerst einem anderen Team mit Mitgliedern dieses Recht geben.
organiser-error-event-without-team = { $more ->
    [0] Danach könnte niemand mehr an { $events } arbeiten. Bitte zuerst einem anderen Team mit Mitgliedern Zugang geben.
    [one] Danach könnte niemand mehr an { $events } und einer weiteren Veranstaltung arbeiten. Bitte zuerst einem anderen Team mit Mitgliedern Zugang geben.
   *[other] Danach könnte niemand mehr an { $events } und { $more } weiteren Veranstaltungen arbeiten. Bitte zuerst einem anderen Team mit Mitgliedern Zugang geben.
}
organiser-error-team-without-events = Bitte mindestens eine Veranstaltung wählen, oder alle.
organiser-error-team-without-rights = Bitte mindestens eins ankreuzen, was dieses Team darf.
organiser-error-track-out-of-reach = „{ $track }“ ist ein Track einer Veranstaltung, die dieses Team nicht erreicht.
organiser-error-invite-many = Bitte höchstens { $max } Personen auf einmal einladen.
organiser-error-invite-address = „{ $email }“ ist keine E-Mail-Adresse.
organiser-error-invite-member = { $email } ist schon in diesem Team.
organiser-error-invite-again = { $email } ist schon eingeladen. Diese Einladung lässt sich noch einmal senden.
organiser-error-invite-no-address = Diese Einladung hat keine Adresse, an die sie gehen könnte.
organiser-error-has-events = Dieser Veranstalter hat noch Veranstaltungen. Bitte zuerst löschen.
organiser-error-slug-typed = Das ist nicht der Kurzname des Veranstalters.
organiser-warning-nobody-creates-events = Kein Mitglied eines Teams kann jetzt noch Veranstaltungen anlegen.
organiser-warning-nobody-changes-organiser = Kein Mitglied eines Teams kann jetzt noch die Einstellungen des Veranstalters ändern.
organiser-warning-nobody-changes-events = { $more ->
    [0] Kein Mitglied eines Teams kann jetzt noch die Einstellungen von { $events } ändern.
    [one] Kein Mitglied eines Teams kann jetzt noch die Einstellungen von { $events } und einer weiteren Veranstaltung ändern.
   *[other] Kein Mitglied eines Teams kann jetzt noch die Einstellungen von { $events } und { $more } weiteren Veranstaltungen ändern.
}
