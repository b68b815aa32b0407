# E-Mails, die das Programm selbst schreibt.
