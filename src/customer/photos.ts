import { chooseSmaller, customerLimits } from "../contract/customer-limits.ts";
import { find, make, say, unsay } from "./dom.ts";
import { shrink } from "./shrink.ts";

/** What the button of a file does. */
type Can = "remove" | "cancel" | "nothing";

/** A file the customer picked, with its place on the screen. */
export interface Picked {
  readonly file: Promise<File>;
  readonly original: File;
  /** Aborted when the customer cancels the sending of it. */
  readonly stop: AbortSignal;
  progress(share: number | undefined): void;
  can(what: Can): void;
  remove(): void;
}

/** The two buttons, the thumbnails below them, and the list of what will be sent, in the order of picking. */
export function photoPicker(): { picked(): readonly Picked[] } {
  let all: Picked[] = [];
  const refusals = refusalsOfOneChoice();
  const list = find("#chosen", HTMLUListElement);
  whenChosen((files) => void addAll(files));

  async function addAll(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    refusals.forget();
    const added = files.flatMap((file) => {
      const no = whyNot(file, all.length);
      if (no === undefined) return add(file);
      refusals.tell(no);
      return [];
    });
    // A photo this browser cannot make small, like a HEIC, may be too large: said now, not after minutes of sending.
    for (const picked of added) {
      const { size } = await picked.file;
      if (size <= customerLimits.fileBytes || !all.includes(picked)) continue;
      picked.remove();
      refusals.tell(tooLarge(picked.original.name));
    }
  }

  function add(file: File): Picked {
    const { item, bar, drop, can } = draw(file);
    const cancel = new AbortController();
    const picked: Picked = {
      original: file,
      file: shrink(file),
      stop: cancel.signal,
      progress(share) {
        bar.hidden = share === undefined;
        bar.value = share ?? 0;
      },
      can,
      remove() {
        all = all.filter((one) => one !== picked);
        item.remove();
      },
    };
    drop.addEventListener("click", () => {
      const sending = item.matches(".sending");
      const next = nextTo(item);
      if (sending) cancel.abort();
      picked.remove();
      next?.focus();
      say(sending ? `Das Senden von ${file.name} wird abgebrochen.` : `${file.name} ist entfernt.`);
    });
    all.push(picked);
    list?.append(item);
    return picked;
  }

  return {
    // As it is now: what is chosen while these are on their way is the next message.
    picked: () => [...all],
  };
}

/** Of several that cannot come along each is named; what holds for all of them is said once, until the next choice. */
function refusalsOfOneChoice() {
  const refused = new Set<string>();
  return {
    tell: (why: string) => say([...refused.add(why)].join(" ")),
    forget() {
      unsay([...refused].join(" "));
      refused.clear();
    },
  };
}

function whenChosen(take: (files: readonly File[]) => void): void {
  for (const id of ["#camera", "#gallery"]) {
    const input = find(id, HTMLInputElement);
    if (!input) continue;
    const takeOver = () => {
      take([...(input.files ?? [])]);
      // The list of the page is what counts; an emptied field can be used again.
      input.value = "";
    };
    input.addEventListener("change", takeOver);
    // On a slow line people choose before the script is there; and what was chosen comes back with some browsers' "back".
    takeOver();
  }
}

/** What stands for a file: its picture or name, how far it is, and the button that takes it off again. */
function draw(file: File) {
  const bar = make("progress", { max: 1, value: 0, hidden: true });
  bar.setAttribute("aria-label", `Übertragung von ${file.name}`);
  const drop = make("button", { type: "button" });
  const item = make("li", {}, preview(file), bar, drop);
  const can = (what: Can) => {
    const sending = what === "cancel";
    drop.disabled = what === "nothing";
    drop.textContent = sending ? "Abbrechen" : "Entfernen";
    drop.setAttribute("aria-label", sending ? `Senden von ${file.name} abbrechen` : `${file.name} entfernen`);
    item.classList.toggle("sending", what !== "remove");
  };
  can("remove");
  return { item, bar, drop, can };
}

/**
 * A button goes with its file: whoever works by key goes on at the next one, or where one picks; never at one that
 * would cancel what is on its way. While the first message goes nothing can be picked: then it is the button that sends.
 */
function nextTo(item: Element): HTMLElement | undefined {
  const beside = item.nextElementSibling ?? item.previousElementSibling;
  const onwards = beside?.querySelector<HTMLElement>(":not(.sending) > button:enabled");
  const gallery = find("#gallery", HTMLInputElement);
  return onwards ?? (gallery?.disabled ? find("button.main", HTMLButtonElement) : gallery);
}

/** What the field offers to pick; whoever chooses "all files" is told here. What a picture really is, the server looks at. */
const taken = /^(?:image\/(?!svg)|video\/|audio\/|application\/pdf$)/;

const tooLarge = (name: string): string =>
  `„${name}“ ist größer als ${customerLimits.fileBytes / 1_000_000} MB. ${chooseSmaller}`;

/** Why a file cannot come along; photos are made small first, so of films and papers alone it is known now. */
function whyNot(file: File, before: number): string | undefined {
  const { files, fileBytes } = customerLimits;
  if (before >= files) return `Höchstens ${files} Dateien auf einmal. Die anderen bitte danach senden.`;
  if (file.size === 0) return `„${file.name}“ ist leer. Bitte eine andere Datei wählen.`;
  if (file.type !== "" && !taken.test(file.type))
    return `„${file.name}“ nehmen wir hier nicht an. Bitte senden Sie ein Foto, ein Video oder ein PDF.`;
  if (file.type.startsWith("image/") || file.size <= fileBytes) return undefined;
  return tooLarge(file.name);
}

function preview(file: File): HTMLElement {
  if (!file.type.startsWith("image/")) return make("p", { textContent: file.name });
  const image = make("img", { alt: file.name, src: URL.createObjectURL(file) });
  const release = () => URL.revokeObjectURL(image.src);
  image.addEventListener("load", release, { once: true });
  // What this browser cannot show, like a HEIC in most of them, is named; the server makes a photo of it.
  image.addEventListener(
    "error",
    () => {
      release();
      image.replaceWith(make("p", { textContent: file.name }));
    },
    { once: true },
  );
  return image;
}
