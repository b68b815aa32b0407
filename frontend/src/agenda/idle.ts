/** Milliseconds of work at a time: nobody notices. */
const SLICE = 10;
/** Busy pages get their turn, too, milliseconds. */
const AT_LAST = 300;

/** Does something with each entry of a long list, whenever the browser has nothing better to do. */
export function whenIdle<T>(list: readonly T[], work: (entry: T) => void): void {
  let at = 0;
  const slice = (until: number) => {
    do {
      const entry = list[at++];
      if (entry !== undefined) work(entry);
    } while (at < list.length && performance.now() < until);
    if (at < list.length) next();
  };
  const next = () => {
    const go = () => slice(performance.now() + SLICE);
    if ("requestIdleCallback" in window) requestIdleCallback(go, { timeout: AT_LAST });
    else setTimeout(go);
  };
  if (list.length > 0) next();
}

/** Ends a task, so that what the browser has waiting comes first. */
export function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go));
}

/** Does something with each entry of a long list; with `breathe`, what the browser has waiting comes in between. */
export async function inSlices<T>(list: readonly T[], breathe: boolean, work: (entry: T) => void): Promise<void> {
  let until = performance.now() + SLICE;
  for (const entry of list) {
    if (breathe && performance.now() >= until) {
      await pause();
      until = performance.now() + SLICE;
    }
    work(entry);
  }
}
