/** All elements below `root` that match, as the type the caller knows them to be. */
export function all<E extends Element = HTMLElement>(selector: string, root: ParentNode = document): E[] {
  return [...root.querySelectorAll<E>(selector)];
}

/** A word the server translated for the scripts: `data-label-…` on <body>. */
export function label(name: string): string {
  return document.body.dataset[`label${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`] ?? name;
}

/** An icon of the sprite the page already uses. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${document.body.dataset["icons"] ?? ""}#${name}`);
  svg.append(use);
  return svg;
}
