export function embedded(site) { void site; }
