# Eigene Felder: was Veranstaltende zu Einreichungen, Vortragenden und Begutachtungen fragen.

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
