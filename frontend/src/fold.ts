/** Letters without marks and case, so that “zoe” finds “Zoë” and “lodz” finds “Łódź”. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøłđðþæœı]/g, (letter) => FOLDED[letter] ?? letter);
}
const FOLDED: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i" };
