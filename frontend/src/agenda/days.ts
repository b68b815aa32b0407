import { all } from "../dom";
import type { Filters } from "./filters";
import { stickyTop } from "./views";

/** The days' tabs say where the page is, and how many sessions of a day the filters leave. */
export function dayTabs(root: HTMLElement, filters: Filters): void {
  const nav = document.querySelector<HTMLElement>("#agenda-days");
  const days = all(".agenda-day", root);
  if (!nav) return;
  const links = all<HTMLAnchorElement>("a", nav);

  let current: HTMLAnchorElement | undefined;
  const follow = () => {
    const edge = (stickyTop()?.getBoundingClientRect().bottom ?? 0) + 48;
    const open = days.filter((day) => !day.hidden);
    const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2 && window.scrollY > 0;
    const day = (atEnd ? open.at(-1) : undefined) ?? open.findLast((one) => one.getBoundingClientRect().top <= edge) ?? open[0];
    const link = links.find((one) => one.hash === `#${day?.id ?? ""}`);
    if (link === current) return;
    const left = link ? link.offsetLeft - nav.offsetLeft - nav.clientWidth / 2 + link.offsetWidth / 2 : 0;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link) nav.scrollTo({ left });
  };
  // With the next frame, which needs a layout anyway.
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };
  addEventListener("scroll", soon, { passive: true });

  nav.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const here = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (!step || here < 0) return;
    event.preventDefault();
    const forward = document.documentElement.dir === "rtl" ? -step : step;
    links[(here + forward + links.length) % links.length]?.focus();
  });

  filters.listen((hits) => {
    for (const [index, day] of days.entries()) {
      const number = links[index]?.querySelector(".tabs__count > span");
      const left = hits.filter((item) => day.contains(item.card)).length;
      if (number) number.textContent = String(left);
      links[index]?.toggleAttribute("data-none", left === 0);
    }
    soon();
  });
  // The server's page is at its day before there are scripts; what they add above must not move it.
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  soon();
}
