import { all, label } from "./dom";

/** Pixels of what is uploaded: the largest that the server keeps of a profile's picture. */
const SIZE = 1024;
/** Pixels of the square that is worked on; style sheets may draw it smaller. */
const STAGE = 320;
const MOST_ZOOM = 4;
/** Part of the stage that an arrow key moves the picture by. */
const STEP = 0.05;

/** A chosen picture becomes the square that its owner wants: `data-crop` around a file input. Without script the server shows the middle. */
export function squares(): void {
  for (const place of all("[data-crop]")) {
    const input = place.querySelector<HTMLInputElement>("input[type=file]");
    input?.addEventListener("change", () => void chosen(input, place));
  }
}

async function chosen(input: HTMLInputElement, place: HTMLElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  // What this browser can't draw is the server's to judge.
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture || picture.width === picture.height) return;
  const square = await ask(picture, place);
  picture.close();
  if (!square) {
    input.value = "";
    input.focus();
    return;
  }
  const files = new DataTransfer();
  files.items.add(new File([square], file.name.replace(/\.[^.]*$/, "") + (square.type === "image/webp" ? ".webp" : ".png"), { type: square.type }));
  input.files = files.files;
  input.focus();
}

/** The square that was chosen, `null` if the picture is not wanted after all. */
function ask(picture: ImageBitmap, place: HTMLElement): Promise<Blob | null> {
  const crop = new Crop(picture);
  const stage = document.createElement("canvas");
  stage.width = stage.height = STAGE;
  stage.className = "crop__stage";
  stage.tabIndex = 0;
  stage.setAttribute("role", "img");
  stage.setAttribute("aria-label", place.dataset["cropStage"] ?? "");
  const zoom = document.createElement("input");
  zoom.type = "range";
  zoom.id = "crop-zoom";
  Object.assign(zoom, { min: "1", max: String(MOST_ZOOM), step: "0.05", value: "1" });
  const zoomLabel = document.createElement("label");
  zoomLabel.htmlFor = zoom.id;
  zoomLabel.textContent = place.dataset["cropZoom"] ?? "";

  const dialog = document.createElement("dialog");
  dialog.className = "dialog crop";
  dialog.setAttribute("aria-labelledby", "crop-title");
  const title = document.createElement("h2");
  title.id = "crop-title";
  title.textContent = place.dataset["crop"] ?? "";
  const foot = part("dialog__foot", button(label("cancel"), "button"), button(place.dataset["cropUse"] ?? "", "button button--primary"));
  dialog.append(part("dialog__head", title), part("dialog__body", stage, part("crop__zoom", zoomLabel, zoom)), foot);
  document.body.append(dialog);

  const draw = () => crop.draw(stage);
  draw();
  zoom.addEventListener("input", () => {
    crop.zoom(Number(zoom.value));
    draw();
  });
  stage.addEventListener("keydown", (event) => {
    const ways: Record<string, [number, number]> = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    crop.move(...way);
    draw();
  });
  drag(stage, (right, down) => {
    crop.move(right, down);
    draw();
  });

  return new Promise((resolve) => {
    let wanted = false;
    const [no, yes] = all<HTMLButtonElement>("button", foot);
    no?.addEventListener("click", () => dialog.close());
    yes?.addEventListener("click", () => {
      wanted = true;
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(wanted ? crop.square() : null);
    });
    dialog.showModal();
    stage.focus();
  });
}

/** The part of a picture that is kept: a square of `side / zoom` pixels around a middle. */
class Crop {
  private readonly side: number;
  private scale = 1;
  private x: number;
  private y: number;

  constructor(private readonly picture: ImageBitmap) {
    this.side = Math.min(picture.width, picture.height);
    this.x = picture.width / 2;
    this.y = picture.height / 2;
  }

  zoom(scale: number): void {
    this.scale = Math.min(Math.max(scale, 1), MOST_ZOOM);
    this.move(0, 0);
  }

  /** Moves the picture by parts of the square, never beyond its edge. */
  move(right: number, down: number): void {
    const part = this.side / this.scale;
    const within = (at: number, most: number) => Math.min(Math.max(at, part / 2), most - part / 2);
    this.x = within(this.x - right * part, this.picture.width);
    this.y = within(this.y - down * part, this.picture.height);
  }

  draw(canvas: HTMLCanvasElement): void {
    const part = this.side / this.scale;
    const pen = canvas.getContext("2d");
    pen?.clearRect(0, 0, canvas.width, canvas.height);
    pen?.drawImage(this.picture, this.x - part / 2, this.y - part / 2, part, part, 0, 0, canvas.width, canvas.height);
  }

  square(): Promise<Blob | null> {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.min(SIZE, Math.round(this.side / this.scale));
    this.draw(canvas);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/webp", 0.9));
  }
}

/** Tells how far a pointer has dragged, in parts of the element. */
function drag(element: HTMLElement, moved: (right: number, down: number) => void): void {
  let last: PointerEvent | null = null;
  element.addEventListener("pointerdown", (event) => {
    last = event;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!last || last.pointerId !== event.pointerId) return;
    moved((event.clientX - last.clientX) / element.clientWidth, (event.clientY - last.clientY) / element.clientHeight);
    last = event;
  });
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => (last = null));
}

function part(name: string, ...children: Element[]): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  element.append(...children);
  return element;
}

function button(text: string, name: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = name;
  element.textContent = text;
  return element;
}
