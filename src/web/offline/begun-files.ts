import { type OutboxEntry, outbox } from "./outbox.svelte.ts";
import { lockOf, OwnTab } from "./own-tab.ts";
import { inTurn } from "./turns.ts";
import { vault } from "./vault.ts";

/**
 * Nobody sends these kinds: what was chosen or spoken lies in the outbox from that moment on, and goes when it is sent or
 * thrown away. A way back, a reload and a dead battery cost nothing of it.
 */
export type BegunKind = "draft-file" | "recording";
interface Body {
  readonly voice: boolean;
  /** The window it was begun in: another one that is open beside it leaves it alone. */
  readonly tab: string;
}
export type BegunFile = OutboxEntry<Body>;

const here = new OwnTab();
export const hereTab = (): string => here.id;

export async function isOpenTab(tab: string): Promise<boolean> {
  return (await openTabs()).has(lockOf(tab));
}

async function openTabs(): Promise<ReadonlySet<string | undefined>> {
  await here.known;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name));
}

/** @returns the entry that stands for it */
export function keepBegun(kind: BegunKind, place: string, file: File, voice: boolean): string {
  return outbox.add<Body>({
    kind,
    lane: `${kind}/${place}`,
    body: { voice, tab: here.id },
    files: [{ id: crypto.randomUUID(), name: file.name, type: file.type, bytes: Promise.resolve(file) }],
  });
}

/** What was begun at a place in this window, the oldest first. */
export function begunFor(kind: BegunKind, place: string): readonly BegunFile[] {
  return (outbox.of(`${kind}/${place}`) as readonly BegunFile[]).filter(({ body }) => body.tab === here.id);
}

/** Undefined while the store is closed. */
export async function fileOfBegun({ files: [first] }: BegunFile): Promise<File | undefined> {
  const bytes = first && (await outbox.fileOf(first.id).catch(() => undefined));
  return bytes && first && new File([bytes], first.name, { type: first.type });
}

/** What a window left behind that is open no more belongs to this one: of several that look at once, to the first. */
export async function adoptBegun(): Promise<void> {
  await inTurn("begun", async () => {
    const open = await openTabs();
    for (const { kind, clientId, body } of outbox.entries as readonly BegunFile[]) {
      if ((kind !== "draft-file" && kind !== "recording") || body.tab === here.id || open.has(lockOf(body.tab)))
        continue;
      // As it is kept now: another window may have taken it, or have sent it, since it was read here.
      const kept = await vault.get<BegunFile>("outbox", clientId).catch(() => undefined);
      if (!kept || open.has(lockOf(kept.value.body.tab))) continue;
      outbox.again(clientId, { ...body, tab: here.id });
      await outbox.settled(clientId);
    }
  });
}
