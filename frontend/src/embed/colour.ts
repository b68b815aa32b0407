/** Red, green, blue: 0 to 1. */
type Rgb = [number, number, number];

const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0, 0, 0];
const DEFAULT: Rgb = [0x2f / 255, 0x6f / 255, 0x9f / 255];
/** The surfaces of styles/tokens.css that carry text: light and dark, the one with the least contrast. */
const SUNKEN: Rgb = [0.949, 0.953, 0.961];
const SURFACE_DARK: Rgb = [0.09, 0.098, 0.114];
const SUNKEN_DARK: Rgb = [0.12, 0.13, 0.15];
/** WCAG asks for 4.5; a little more for rounding. */
const ENOUGH = 4.6;

/**
 * Sets the colours text is written in, from those the page asks for: moved towards black or white
 * until they are readable on our surfaces. `root` is where `probe` inherits the page's wishes.
 */
export function setColours(root: HTMLElement, probe: HTMLElement): void {
  const accent = parse(getComputedStyle(probe).backgroundColor) ?? DEFAULT;
  const light = readable(accent, BLACK, (c) => [SUNKEN, mix(c, WHITE, 0.1)]);
  const dark = readable(accent, WHITE, (c) => [SUNKEN_DARK, mix(c, SURFACE_DARK, 0.18)]);
  root.style.setProperty("--accent-light", css(light));
  root.style.setProperty("--accent-dark", css(dark));
  // A text colour that could not be read is not taken over.
  const text = parse(getComputedStyle(probe, "::before").backgroundColor);
  const fits = (surface: Rgb) => text !== null && contrast(text, surface) >= 7;
  set(root, "--text-light", fits(SUNKEN) ? text : null);
  set(root, "--text-dark", fits(SUNKEN_DARK) ? text : null);
}

function set(root: HTMLElement, name: string, value: Rgb | null): void {
  if (value) root.style.setProperty(name, css(value));
  else root.style.removeProperty(name);
}

/** Whether what is behind an element is dark, as far as plain background colours tell. */
export function onDarkPage(element: Element): boolean {
  for (let node: Node | null = element; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (!(node instanceof Element)) continue;
    const colour = parse(getComputedStyle(node).backgroundColor);
    if (colour) return luminance(colour) < 0.18;
  }
  return false;
}

/** Computed colours read `rgb(1, 2, 3)`, `rgba(…)` or `color(srgb 0.1 0.2 0.3)`; see-through ones are none. */
function parse(written: string): Rgb | null {
  const numbers = written.replace(/^[^(]*\((srgb)?/, "").match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
  if (numbers.length < 3 || (numbers[3] ?? 1) < 0.5) return null;
  const scale = written.startsWith("rgb") ? 255 : 1;
  return numbers.slice(0, 3).map((n) => Math.min(1, Math.max(0, n / scale))) as Rgb;
}

function readable(from: Rgb, towards: Rgb, surfaces: (colour: Rgb) => Rgb[]): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const colour = mix(towards, from, share);
    if (surfaces(colour).every((surface) => contrast(colour, surface) >= ENOUGH)) return colour;
  }
  return towards;
}

/** `share` of `a` over `b`. */
function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((value, i) => value * share + (b[i] ?? 0) * (1 - share)) as Rgb;
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function css(colour: Rgb): string {
  return `rgb(${colour.map((v) => Math.round(v * 255)).join(" ")})`;
}
