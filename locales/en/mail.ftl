# Mails that the program writes itself.
