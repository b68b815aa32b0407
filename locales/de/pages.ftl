### Session and speaker pages, search, featured sessions, feedback, small pages.
