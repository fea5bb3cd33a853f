import { untrack } from "svelte";
import { isTransient, ProblemError, sentenceOf } from "../api.ts";
import { t } from "../i18n/t.ts";
import { Lanes, type Tried } from "./lanes.ts";
import { ownMoment } from "./own-moment.ts";
import { InOrder, inTurn } from "./turns.ts";
import { vault } from "./vault.ts";

/** A file that goes out with an entry. `id` names its upload: sent again it is the same file. */
export interface OutboxFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** Something a person wrote or photographed and the server has not answered yet. */
export interface OutboxEntry<Body = unknown> {
  /** Makes repeating harmless: the server knows what it already has (F13). */
  readonly clientId: string;
  /** Who sends it: `message`, `note`, `room-message`, `photo` … */
  readonly kind: string;
  /** Entries of one lane go out one after the other, in the order they were written. */
  readonly lane: string;
  readonly at: string;
  /** After this moment it goes out only when the person says so once more: what was true then may not be now. */
  readonly until?: string;
  readonly body: Body;
  readonly files: readonly OutboxFile[];
  /** sending: on its way · waiting: no net, tries by itself · refused: the server said no. */
  readonly phase: "sending" | "waiting" | "refused";
  readonly sentence: string;
  /** What the server said of it: what can be done then stands in it, also after a restart. */
  readonly problem: Pick<ProblemError, "code" | "more"> | undefined;
}

type NewEntry<Body> = Pick<OutboxEntry<Body>, "kind" | "lane" | "body" | "until"> & {
  /** Given where the same thing was sent before and nobody knows whether it arrived. */
  readonly clientId?: string;
  /** The bytes of each file, as soon as they are known. */
  readonly files?: readonly (OutboxFile & { readonly bytes: Promise<Blob> })[];
  /** Entries whose place it takes: they go when it is kept, so that nothing is lost in between. */
  readonly instead?: readonly string[];
};

/**
 * Sends one entry; the same entry twice must be one thing. Throws a ProblemError when it does not work.
 * @param thrownAway it was discarded: what has not left yet stays here
 */
type Sender<Body = never> = (entry: OutboxEntry<Body>, thrownAway: AbortSignal) => Promise<void>;

const entryKind = "outbox";
const fileKind = "outbox-file";

/**
 * What goes out, kept sealed until the server has answered: a dead battery, a reload and three cuts of the net cost
 * nothing and double nothing. Windows take turns, so that one lane never has two senders.
 */
class Outbox {
  entries = $state.raw<readonly OutboxEntry[]>([]);
  /** What was kept has been looked at: before that, empty means nothing. */
  restored = $state(false);
  /** There was no room for these: they are gone when the app is closed. */
  unkept = $state.raw<ReadonlySet<string>>(new Set());
  readonly #senders = new Map<string, Sender>();
  readonly #blobs = new Map<string, Promise<Blob>>();
  readonly #stored = new Set<string>();
  readonly #gone = new Set<string>();
  /** What is on its way just now, and how it is stopped. */
  readonly #underWay = new Map<string, AbortController>();
  readonly #inOrder = new InOrder();
  readonly #lanes = new Lanes((lane) => this.#attempt(lane));

  constructor() {
    // Not there does not mean sent by another window.
    vault.whenLost = () => {
      this.#stored.clear();
      for (const entry of this.entries) void this.#keep(entry);
    };
  }

  /** Says how a kind is sent; entries of a kind nobody sends yet wait. */
  sends<Body>(kind: string, sender: Sender<Body>): void {
    this.#senders.set(kind, sender as Sender);
    this.#runAll();
  }

  /** What goes out by itself as soon as it can; a photo nobody has sent yet does not. */
  get waiting(): readonly OutboxEntry[] {
    return this.entries.filter((entry) => entry.phase !== "refused" && this.#senders.has(entry.kind));
  }
  /** What the server did not take, or what is too old to go out by itself. */
  get refused(): readonly OutboxEntry[] {
    return this.entries.filter((entry) => entry.phase === "refused");
  }
  of(lane: string): readonly OutboxEntry[] {
    return this.entries.filter((entry) => entry.lane === lane);
  }

  /** An entry with what was said of it since. */
  asItIs<Body>(entry: OutboxEntry<Body>): OutboxEntry<Body> {
    return (this.entries.find((one) => one.clientId === entry.clientId) as OutboxEntry<Body> | undefined) ?? entry;
  }

  /** It is shown from this moment on, kept a moment later, and sent after that. */
  add<Body>({ files = [], instead = [], ...what }: NewEntry<Body>): string {
    const entry: OutboxEntry<Body> = {
      clientId: crypto.randomUUID(),
      ...what,
      at: ownMoment(),
      files: files.map(({ id, name, type }) => ({ id, name, type })),
      phase: "sending",
      sentence: "",
      problem: undefined,
    };
    for (const { id, bytes } of files) {
      bytes.catch(() => undefined);
      this.#blobs.set(id, bytes);
    }
    this.entries = [...this.entries, entry];
    void this.#keep(entry).finally(() => {
      for (const id of instead) this.discard(id);
      void this.#lanes.run(entry.lane);
    });
    return entry.clientId;
  }

  /** Tries again what waits or was refused, with another body if one is given. */
  again(clientId: string, body?: unknown): void {
    const anew = { phase: "sending", problem: undefined, sentence: "" } as const;
    const entry = this.#change(clientId, body === undefined ? anew : { ...anew, body });
    if (!entry) return;
    void this.#keep(entry).finally(() => void this.#lanes.run(entry.lane));
  }

  /** Once the store knows what was changed of it here. */
  settled(clientId: string): Promise<void> {
    return this.#inOrder.run(clientId, async () => {});
  }

  discard(clientId: string): void {
    const entry = this.entries.find((one) => one.clientId === clientId);
    this.entries = this.entries.filter((one) => one !== entry);
    this.#gone.add(clientId);
    this.#underWay.get(clientId)?.abort();
    if (entry) void this.#inOrder.run(clientId, () => this.#forget(entry));
  }

  /**
   * What was kept when the app was closed goes on; what was only in memory is kept now. Call it when the vault opened.
   * @param sorted done with what came back before anybody is told that it is there
   */
  async restore(sorted: () => Promise<void>): Promise<void> {
    const kept = await vault.all<OutboxEntry>(entryKind);
    // Only now: while it was read some may have come and some gone.
    const known = new Set([...this.#gone, ...this.entries.map((entry) => entry.clientId)]);
    const back = kept.map(({ value }) => value).filter((entry) => !known.has(entry.clientId));
    for (const entry of back) this.#stored.add(entry.clientId);
    // Ids sort by nothing; the moment of writing does.
    const revived = back.map((one): OutboxEntry => (one.phase === "refused" ? one : { ...one, phase: "sending" }));
    this.entries = [...revived, ...this.entries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (const entry of this.entries) if (!this.#stored.has(entry.clientId)) await this.#keep(entry);
    await sorted().catch(() => undefined);
    this.restored = vault.open;
    this.#runAll();
  }

  /** Somebody looks again: what stands still goes on, and what failed just now rests to the end. */
  wake(): void {
    this.#runAll();
  }

  /** Net or server were gone and are back: what rests goes out at once. */
  netIsBack(): void {
    this.#lanes.netIsBack();
    this.#runAll();
  }

  /** Nothing may go out in another's name: after signing out the next person starts empty. */
  empty(): void {
    this.entries = [];
    this.#blobs.clear();
    this.#stored.clear();
    this.#gone.clear();
  }

  #runAll(): void {
    // An effect may call this: what becomes of an entry is no reason to call it again.
    untrack(() => {
      for (const lane of new Set(this.entries.map((entry) => entry.lane))) void this.#lanes.run(lane);
    });
  }

  /** What is next in a lane, if anything is; in its turn another may be, where this one was thrown away. */
  async #attempt(lane: string): Promise<Tried> {
    const next = () => this.of(lane).find((one) => one.phase !== "refused" && this.#senders.has(one.kind));
    return next() ? await inTurn(lane, () => this.#send(next())) : "stop";
  }

  async #send(entry: OutboxEntry | undefined): Promise<Tried> {
    if (!entry) return "stop";
    // Another window had its turn and sent it.
    const stored = () => this.#stored.has(entry.clientId);
    if (stored() && vault.open && !(await vault.has(entryKind, entry.clientId).catch(() => true)) && stored()) {
      this.discard(entry.clientId);
      return "done";
    }
    const stop = new AbortController();
    this.#underWay.set(entry.clientId, stop);
    try {
      if (entry.until !== undefined && tooLate(entry, entry.until))
        throw new ProblemError("too-late", 410, t("waiting.too-late"));
      await this.#senders.get(entry.kind)?.(entry as OutboxEntry<never>, stop.signal);
      this.discard(entry.clientId);
      return "done";
    } catch (error) {
      if (stop.signal.aborted) return "done";
      const problem = error instanceof ProblemError ? { code: error.code, more: error.more } : undefined;
      if (isTransient(error)) {
        this.#change(entry.clientId, { phase: "waiting", problem, sentence: sentenceOf(error) });
        return "later";
      }
      // The session is over: nothing is wrong with what was written. It waits until somebody has signed in again.
      if (error instanceof ProblemError && error.status === 401) {
        this.#change(entry.clientId, { phase: "waiting" });
        return "stop";
      }
      const refused = this.#change(entry.clientId, { phase: "refused", problem, sentence: sentenceOf(error) });
      if (refused) await this.#keep(refused);
      return "done";
    } finally {
      this.#underWay.delete(entry.clientId);
    }
  }

  /** The bytes of a file of an entry. */
  async fileOf(id: string): Promise<Blob | undefined> {
    const known = this.#blobs.get(id);
    if (known !== undefined) return await known;
    const kept = await vault.get<{ type: string }>(fileKind, id);
    return kept && new Blob([kept.bytes], { type: kept.value.type });
  }

  /** The same for sending: what is not there any more is said, and not left out in silence. */
  async bytesOf(id: string): Promise<Blob> {
    const bytes = await this.fileOf(id);
    if (bytes) return bytes;
    throw vault.open ? new ProblemError("lost", 410, t("waiting.lost")) : new ProblemError("offline", 0, "");
  }

  #keep(entry: OutboxEntry): Promise<void> {
    return this.#inOrder.run(entry.clientId, () => this.#store(entry));
  }

  async #store(entry: OutboxEntry): Promise<void> {
    try {
      for (const { id, type } of entry.files) {
        const blob = await this.#blobs.get(id);
        const bytes = await blob?.arrayBuffer().catch(() => undefined);
        // A file nobody can read any more is no lack of room; what nobody sends is nothing without it.
        if (blob && bytes) await vault.put(fileKind, id, { type: blob.type || type }, new Uint8Array(bytes));
        else if (blob && !this.#senders.has(entry.kind)) return;
      }
      if (!this.entries.some((one) => one.clientId === entry.clientId)) return;
      if (await vault.put(entryKind, entry.clientId, $state.snapshot(entry))) this.#stored.add(entry.clientId);
      this.#isKept(entry.clientId, true);
    } catch {
      // No room, no storage: it is sent from memory, and that is said.
      this.#isKept(entry.clientId, false);
    }
  }

  #isKept(clientId: string, kept: boolean): void {
    if (this.unkept.has(clientId) !== kept) return;
    this.unkept = new Set(kept ? [...this.unkept].filter((id) => id !== clientId) : [...this.unkept, clientId]);
  }

  async #forget(entry: OutboxEntry): Promise<void> {
    this.#stored.delete(entry.clientId);
    this.#isKept(entry.clientId, true);
    for (const { id } of entry.files) this.#blobs.delete(id);
    try {
      await vault.remove(entryKind, entry.clientId);
      // What is no longer there cannot come back, and whoever read it just before asks once more before sending.
      this.#gone.delete(entry.clientId);
      for (const { id } of entry.files) await vault.remove(fileKind, id);
    } catch {
      // Nothing was kept.
    }
  }

  #change(clientId: string, changes: Partial<OutboxEntry>): OutboxEntry | undefined {
    this.entries = this.entries.map((one) => (one.clientId === clientId ? { ...one, ...changes } : one));
    return this.entries.find((one) => one.clientId === clientId);
  }
}
export const outbox = new Outbox();

/** A clock that was turned back makes nothing young again. */
const tooLate = ({ at }: OutboxEntry, until: string): boolean =>
  Date.now() > Date.parse(until) || Date.now() < Date.parse(at) - 60_000;
