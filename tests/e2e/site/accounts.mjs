export function accounts(site) { void site; }
