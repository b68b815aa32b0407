/**
 * Formatted text from the event's server, through an allow-list. The server has cleaned it already;
 * a page that shows somebody else's texts should not have to rely on that.
 */
const KEPT: Record<string, string> = {
  p: "p", br: "br", a: "a", strong: "strong", b: "strong", em: "em", i: "em", del: "del", code: "code", pre: "pre",
  ul: "ul", ol: "ol", li: "li", blockquote: "blockquote", hr: "hr",
  h1: "h4", h2: "h4", h3: "h4", h4: "h4", h5: "h4", h6: "h4",
  table: "table", thead: "thead", tbody: "tbody", tr: "tr", th: "th", td: "td",
};
/** Not even their text is shown. */
const DROPPED = new Set([
  "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "head", "title", "textarea", "select", "xmp", "plaintext",
]);
/** Deeper than any real text; what is below is shown without its structure. */
const DEEPEST = 40;

interface Policy {
  createHTML(html: string): string;
}
let policy: Policy | undefined;

/** Pages with `require-trusted-types-for` let policies parse, by name; where ours is not allowed, parsing throws. */
function htmlPolicy(): Policy {
  if (policy) return policy;
  const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
  const plain: Policy = { createHTML: (html) => html };
  try {
    policy = types ? types.createPolicy("plenary-embed", plain) : plain;
  } catch {
    policy = plain;
  }
  return policy;
}

/**
 * Without handlers and styles in its tags. The allow-list drops them anyway; but browsers complain about
 * each to the page's policy when they parse, and the page's owner would read those complaints.
 */
function quiet(html: string): string {
  return html.replace(/<style\b[\s\S]*?(<\/style\s*>|$)/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])(on\w+|style)(?=\s*=)/gi, "$1data-was-$2"));
}

/** An element with the safe rest of `html`; null if there is nothing, or the page forbids parsing. */
export function safeHtml(html: unknown): HTMLElement | null {
  if (typeof html !== "string" || !html.trim()) return null;
  const box = document.createElement("div");
  box.className = "prose";
  box.dir = "auto";
  try {
    // A parsed document of its own: nothing in it is loaded or run.
    const parsed = new DOMParser().parseFromString(htmlPolicy().createHTML(quiet(html)), "text/html");
    copy(parsed.body, box, 0);
  } catch {
    return null;
  }
  return box.textContent?.trim() ? box : null;
}

function copy(from: Node, to: Element, depth: number): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      to.append(node.nodeValue ?? "");
      continue;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const name = (node as Element).localName;
    if (DROPPED.has(name)) continue;
    if (depth >= DEEPEST) {
      to.append(node.textContent ?? "");
      continue;
    }
    const kept = Object.hasOwn(KEPT, name) ? KEPT[name] : undefined;
    const link = kept === "a" ? safeLink((node as Element).getAttribute("href")) : null;
    if (!kept || (kept === "a" && !link)) {
      copy(node, to, depth + 1);
      continue;
    }
    const element = document.createElement(kept);
    if (link && element instanceof HTMLAnchorElement) {
      element.href = link;
      element.target = "_blank";
      element.rel = "noopener nofollow";
    }
    to.append(element);
    copy(node, element, depth + 1);
  }
}

/** An address people may follow: absolute, http, https or mailto. */
export function safeLink(address: unknown): string | null {
  if (typeof address !== "string") return null;
  try {
    const url = new URL(address.trim());
    return /^(https?|mailto):$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
