/** What the search answers; see crates/web-orga/src/search. */
export interface Answer {
  results: Hit[];
  has_more_events?: boolean;
  pages?: { name: string; group: string; url: string }[];
}

interface Hit {
  type: string;
  name: string;
  url: string;
  organiser?: string;
  date_range?: string;
  event?: string;
  email?: string;
}

export interface Option {
  name: string;
  note: string;
  url: string;
}

export interface Group {
  heading: string;
  options: Option[];
}

/** The words for each kind, which the server wrote beside the button. */
const HEADINGS: Record<string, string> = {
  user: "user",
  organiser: "organiser",
  event: "event",
  submission: "submission",
  speaker: "speaker",
  "user.admin": "admin",
};

/** The results by kind, in the order in which the kinds came. */
export function groups(answer: Answer, words: DOMStringMap, allEvents: string): Group[] {
  const found: Group[] = [];
  const add = (heading: string, option: Option): void => {
    const group = found.find((other) => other.heading === heading);
    if (group) group.options.push(option);
    else found.push({ heading, options: [option] });
  };
  for (const page of answer.pages ?? []) add(words["pages"] ?? "", { name: page.name, note: page.group, url: page.url });
  for (const hit of answer.results) {
    const note = [hit.organiser, hit.date_range, hit.event, hit.email].filter(Boolean).join(" · ");
    add(words[HEADINGS[hit.type] ?? ""] ?? hit.type, { name: hit.name, note, url: hit.url });
  }
  if (answer.has_more_events !== undefined) add(words["event"] ?? "", { name: words["all"] ?? "", note: "", url: allEvents });
  return found;
}
