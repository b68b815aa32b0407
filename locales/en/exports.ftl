### Exports, changelog and feed.
