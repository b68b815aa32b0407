/** What a page shows below the note that there is no network. The first heading in `content` is its `h1`. */
export interface View {
  title: string;
  content: Node[];
  /** Called once it is on the page. */
  begin?: () => void;
}
