/** After a refused form the summary takes focus; its links lead to the fields, opening a hidden language first. */
export function errorSummary(): void {
  const summary = document.querySelector<HTMLElement>("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    field.dispatchEvent(new CustomEvent("plenary:reveal", { bubbles: true }));
    const control = field.matches("input, select, textarea, button")
      ? field
      : field.querySelector<HTMLElement>("input, select, textarea");
    (control ?? field).scrollIntoView({ block: "center" });
    (control ?? field).focus({ preventScroll: true });
  });
}
