### Schedule, lists and filters of the public site.
