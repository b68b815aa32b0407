export function files(site) { void site; }
