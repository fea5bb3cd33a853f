import { tick } from "svelte";
import type { ConversationRow } from "../../contract/conversations.ts";
import { match, navigate, route } from "../router.ts";
import { close } from "./actions.ts";
import { inbox } from "./inbox.svelte.ts";

/** What the open conversation lets keys do; the header and the composer register themselves. */
interface Targets {
  snooze: () => void;
  context: () => void;
  note: () => void;
  reply: () => void;
  attach: () => void;
  focus: () => void;
  voice: () => void;
  template: () => void;
}

class ConversationKeys {
  /** The next conversation is opened by key: then keys go on working, and the field is entered by Enter (B2). */
  byKey = false;
  #targets: Partial<Targets> = {};

  register(targets: Partial<Targets>): () => void {
    this.#targets = { ...this.#targets, ...targets };
    return () => {
      for (const name of Object.keys(targets) as (keyof Targets)[]) {
        if (this.#targets[name] === targets[name]) delete this.#targets[name];
      }
    };
  }

  run(name: keyof Targets): boolean {
    this.#targets[name]?.();
    return this.#targets[name] !== undefined;
  }
}
export const conversationKeys = new ConversationKeys();

/** B3: the photo of the message one stands on, else the newest that is drawn, large at one key. */
export function openPhoto(): void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-pane=thread] [data-picture]:not(:disabled)")];
  const here = document.activeElement?.closest("[data-position]");
  (all.find((one) => here?.contains(one)) ?? all.at(-1))?.click();
}

/** The address of a conversation in the view one looks at; one found by its words opens where they stand. */
export function conversationPath(id: string): string {
  const hit = route.query.has("suche") ? inbox.find(id)?.hit : undefined;
  const query = new URLSearchParams([...route.query, ...(hit ? [["nachricht", String(hit.position)]] : [])]).toString();
  return `/posteingang/${id}${query === "" ? "" : `?${query}`}`;
}

/** Back on a conversation whose change was taken back, with the focus on its name: what was pressed is gone. */
export function backTo(id: string): void {
  conversationKeys.byKey = true;
  if (match("/posteingang/:id", route.path)?.id === id) focusName();
  else navigate(conversationPath(id));
}

/**
 * Whoever took or reopened it with the mouse answers next: the button is gone, and no letter typed is a key that closes
 * it. On a phone the keyboard must not jump up by itself.
 */
export function writeOn({ detail }: MouseEvent): void {
  if (detail > 0 && matchMedia("(pointer: fine)").matches) conversationKeys.run("focus");
}

/** The focus on the name above the thread: single keys work from there. */
export function focusName(): void {
  document.querySelector<HTMLElement>('[data-pane="thread"] h1')?.focus();
}

/** "Erledigt": closes and goes on to the next in the list (U21); after the last one the focus is above the empty list. */
export async function finish(row: ConversationRow): Promise<void> {
  const next = inbox.beside(row.id, 1) ?? inbox.beside(row.id, -1);
  const onPhone = matchMedia("(max-width: 45em)").matches;
  const done = close(row, backTo);
  const query = route.query.toString();
  navigate(next && !onPhone ? conversationPath(next.id) : `/posteingang${query === "" ? "" : `?${query}`}`);
  if (!next) {
    await tick();
    document.querySelector<HTMLElement>('[data-pane="list"] h1')?.focus();
  }
  await done;
}
