import type { FeedEvent } from "../../contract/events.ts";
import type { RoomList, RoomRow, TeamPeople } from "../../contract/rooms.ts";
import { api, isTransient, ProblemError, sentenceOf } from "../api.ts";
import { say } from "../i18n/say.ts";
import { copies } from "../offline/copies.ts";
import { Followed } from "./followed.svelte.ts";
import { Kept } from "./kept.svelte.ts";
import { Latest } from "./latest.ts";
import { RoomTalk } from "./room-talk.svelte.ts";
import { session } from "./session.svelte.ts";
import { Stale } from "./stale.ts";

export type TeamPerson = TeamPeople["items"][number];

interface RoomsCopy {
  readonly items: readonly RoomRow[];
  readonly people: readonly TeamPerson[];
  readonly at: string;
}

/** Not one room changed but the list itself. */
const everything = "everything";

/** The rooms of this person, newest talk first, and who is in the team. */
class Rooms {
  items = $state.raw<readonly RoomRow[]>([]);
  /** As this device kept them, until the server has answered. */
  #copiedPeople = $state.raw<readonly TeamPerson[]>([]);
  readonly #team = new Followed(() => api.get<TeamPeople>("/api/team/people"));
  readonly people = $derived(this.#team.value?.items ?? this.#copiedPeople);
  status = $state<"loading" | "ready" | "failed">("loading");
  failure = $state("");
  /** The business has not said yet what it must say before the team may talk here (IN-2). */
  unsettled = $state(false);
  readonly unread = $derived(this.items.reduce((sum, row) => sum + (row.muted || row.closed ? 0 : row.unread), 0));
  readonly #names = $derived(new Map(this.people.map((person) => [person.id as string, person.name])));
  readonly #talks = new Kept<RoomTalk>(15, (id) => new RoomTalk(id, this));
  /** When the copy was made that is shown in place of an answer of the server. */
  copiedAt = $state<string | undefined>(undefined);
  #kept: RoomsCopy | undefined;
  readonly #stale = new Stale(100, (keys) => this.#refresh(keys));
  readonly #latest = new Latest();
  #there = toCome();
  /** The order in which they stand while somebody points at one. */
  #held: readonly string[] | undefined;

  find(id: string): RoomRow | undefined {
    return this.items.find((row) => row.id === id);
  }
  /** Words that stand in the room's field and were not sent. */
  draftOf(id: string): string {
    return this.#talks.peek(id)?.draft.text.trim() ?? "";
  }
  nameOf(memberId: string): string | undefined {
    return memberId === session.id ? session.me?.member.name : this.#names.get(memberId);
  }

  /** While somebody points at the list or has the keyboard in it, no row moves; what is new comes below (U11). */
  hold(on: boolean): void {
    if (on === (this.#held !== undefined)) return;
    this.#held = on ? this.items.map((row) => row.id) : undefined;
    this.#order(this.items);
  }
  #order(rows: readonly RoomRow[]): void {
    const newest = [...rows].sort((a, b) => when(b).localeCompare(when(a)) || a.name.localeCompare(b.name));
    const place = new Map(this.#held?.map((id, index) => [id, index]));
    this.items = newest.sort((a, b) => (place.get(a.id) ?? place.size) - (place.get(b.id) ?? place.size));
  }

  /** Whether there is a list; whoever asks while the net keeps it back hears of it when it has come. */
  get there(): Promise<boolean> {
    return this.#there.promise;
  }

  /** Fetches all of them; what the net kept back is asked for until it is there. */
  async load(): Promise<void> {
    if (this.#there.failed) this.#there = toCome();
    if (!(await this.#load())) this.#stale.add(everything);
  }

  /** @returns false when the net was away */
  async #load(): Promise<boolean> {
    const question = this.#latest.ask();
    try {
      const [list] = await Promise.all([api.get<RoomList>("/api/rooms"), this.#team.load()]);
      if (this.#latest.takes(everything, question)) this.#show(list, question);
      return true;
    } catch (error) {
      const passes = isTransient(error);
      if (passes && this.copiedAt) return false;
      this.failure = sentenceOf(error);
      if (this.items.length === 0) this.status = "failed";
      if (!passes) this.#there.came(false);
      return !passes;
    }
  }

  #show({ items, closed }: RoomList, question: number): void {
    // A row that was asked for later than this list is newer than the list, also when it says that there is none.
    const listed = new Map(items.map((row) => [row.id, row]));
    const known = new Map(this.items.map((row) => [row.id, row]));
    const ids = [...new Set([...listed.keys(), ...known.keys()])];
    this.#order(ids.flatMap((id) => (this.#latest.takes(id, question) ? listed.get(id) : known.get(id)) ?? []));
    this.unsettled = closed !== null;
    this.failure = closed === null ? "" : say(closed.why);
    this.status = closed === null ? "ready" : "failed";
    if (this.#there.failed) this.#there = toCome();
    this.#there.came(closed === null);
    if (closed !== null) return;
    this.copiedAt = undefined;
    this.#kept = { items: this.items, people: this.people, at: new Date().toISOString() };
    this.keepCopy();
  }

  /** Keeps the list for times without a net, as soon as this device has a store. */
  keepCopy(): void {
    if (this.#kept) copies.keep("rooms", "mine", this.#kept);
  }
  /** The list as it was kept on this device: at once, and without a net. */
  async recall(): Promise<void> {
    const copy = await copies.read<RoomsCopy>("rooms", "mine");
    if (!copy || this.status === "ready") return;
    this.items = copy.items;
    this.#copiedPeople = copy.people;
    this.copiedAt = copy.at;
    this.status = "ready";
  }
  /** The net is back: what stood here as a copy is fetched anew. */
  refresh(): void {
    for (const talk of this.#talks.all) if (talk.copiedAt) void talk.open();
  }

  /** The room's messages on this screen; the ones looked at last stay in memory. */
  talk(id: string): RoomTalk {
    return this.#talks.get(id);
  }

  apply(event: FeedEvent): void {
    if (event.kind === "member-changed") this.#team.changed();
    // The rooms may be open from now on, or closed.
    if (event.kind === "team-changed") this.#stale.add(everything);
    if (event.roomId === null || !event.kind.startsWith("room-")) return;
    // No room can be read before the business has said what it must, which the list tells. It may have by now.
    if (!this.unsettled) this.#talks.peek(event.roomId)?.apply(event);
    this.#stale.add(this.unsettled || this.status !== "ready" ? everything : event.roomId);
  }

  async #refresh(keys: readonly string[]): Promise<readonly string[]> {
    if (keys.includes(everything)) return (await this.#load()) ? [] : keys;
    const through = await Promise.all(keys.map((id) => this.#fetch(id)));
    return keys.filter((_, index) => through[index] === false);
  }

  /** The row as the server has it now; out of the list when it is not ours any more. */
  async fetch(id: string): Promise<void> {
    await this.#fetch(id);
  }

  /** @returns false when the net was away */
  async #fetch(id: string): Promise<boolean> {
    const question = this.#latest.ask();
    try {
      const row = await api.get<RoomRow>(`/api/rooms/${id}`);
      if (this.#latest.takes(id, question)) this.#put(row);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404 && this.#latest.takes(id, question)) this.#drop(id);
      return !isTransient(error);
    }
    return true;
  }

  /** How a room is: shown unless something that was asked for later stands here. */
  async looked(id: string, asked: Promise<RoomRow>): Promise<void> {
    const question = this.#latest.ask();
    const row = await asked;
    if (this.#latest.takes(id, question)) this.#put(row);
  }

  /** The answer to one's own change: shown unless a later change was pressed. Nothing in it: we are out of the room. */
  async take(id: string, asked: Promise<RoomRow | undefined>): Promise<void> {
    const question = this.#latest.ask();
    const row = await asked;
    if (!row) return;
    const { shown, again } = this.#latest.takesPress(id, question);
    if (shown) this.#put(row);
    if (again) this.#stale.add(id);
  }
  /** One that was made just now. */
  put(row: RoomRow): void {
    if (this.#latest.takes(row.id, this.#latest.ask())) this.#put(row);
  }
  remove(id: string): void {
    if (this.#latest.takes(id, this.#latest.ask())) this.#drop(id);
  }

  #put(row: RoomRow): void {
    this.#order([...this.items.filter((one) => one.id !== row.id), row]);
  }
  #drop(id: string): void {
    this.items = this.items.filter((row) => row.id !== id);
    this.#talks.drop(id);
  }

  /** After a gap nothing in memory can be trusted; what one looks at and what waits to be sent is fetched anew. */
  async startOver(): Promise<void> {
    this.#talks.dropIdle();
    await this.load();
    for (const talk of this.#talks.all) await talk.open();
  }
}
export const rooms = new Rooms();

/** Something that is waited for, and may turn out not to come. */
function toCome() {
  let tell: (there: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((resolve) => {
    tell = resolve;
  });
  const one = {
    promise,
    failed: false,
    came(there: boolean): void {
      tell(there);
      one.failed ||= !there;
    },
  };
  return one;
}

const when = (row: RoomRow) => row.last?.at ?? "";
