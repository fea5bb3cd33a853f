import type { FeedEvent } from "../../contract/events.ts";
import type { RoomList, RoomRow, TeamPeople } from "../../contract/rooms.ts";
import { api, isTransient, ProblemError, sentenceOf } from "../api.ts";
import { say } from "../i18n/say.ts";
import { copies } from "../offline/copies.ts";
import { prefetchRooms } from "../offline/prefetch.ts";
import { Kept } from "./kept.svelte.ts";
import { RoomTalk } from "./room-talk.svelte.ts";
import { session } from "./session.svelte.ts";
import { Stale } from "./stale.ts";

export type TeamPerson = TeamPeople["items"][number];

interface RoomsCopy {
  readonly items: readonly RoomRow[];
  readonly people: readonly TeamPerson[];
  readonly at: string;
}

/** The rooms of this person, newest talk first, and who is in the team. */
class Rooms {
  items = $state.raw<readonly RoomRow[]>([]);
  people = $state.raw<readonly TeamPerson[]>([]);
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
  readonly #stale = new Stale(100, (ids) => this.#refresh(ids));

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

  async load(): Promise<void> {
    try {
      const [list, people] = await Promise.all([
        api.get<RoomList>("/api/rooms"),
        api.get<TeamPeople>("/api/team/people"),
      ]);
      this.items = sorted(list.items);
      this.people = people.items;
      this.unsettled = list.closed !== null;
      if (list.closed !== null) {
        this.failure = say(list.closed.why);
        this.status = "failed";
        return;
      }
      this.status = "ready";
      this.copiedAt = undefined;
      this.#kept = { items: this.items, people: this.people, at: new Date().toISOString() };
      this.keepCopy();
    } catch (error) {
      if (isTransient(error) && this.copiedAt) return;
      this.failure = sentenceOf(error);
      if (this.items.length === 0) this.status = "failed";
    }
  }

  /** Keeps the list for times without a net, as soon as this device has a store. */
  keepCopy(): void {
    if (!this.#kept) return;
    copies.keep("rooms", "mine", this.#kept);
    void prefetchRooms(this.#kept.items);
  }
  /** The list as it was kept on this device: at once, and without a net. */
  async recall(): Promise<void> {
    const copy = await copies.read<RoomsCopy>("rooms", "mine");
    if (!copy || this.status === "ready") return;
    this.items = copy.items;
    this.people = copy.people;
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
    if (event.kind === "member-changed" || event.kind === "team-changed") void this.#loadPeople();
    if (event.roomId === null || !event.kind.startsWith("room-")) return;
    // No room can be read before the business has said what it must. It may have by now.
    if (this.unsettled) return void this.load();
    this.#talks.peek(event.roomId)?.apply(event);
    this.#stale.add(event.roomId);
  }

  async #refresh(ids: readonly string[]): Promise<readonly string[]> {
    const through = await Promise.all(ids.map((id) => this.#fetch(id)));
    return ids.filter((_, index) => through[index] === false);
  }

  /** The row as the server has it now; out of the list when it is not ours any more. */
  async fetch(id: string): Promise<void> {
    await this.#fetch(id);
  }

  /** @returns false when the net was away */
  async #fetch(id: string): Promise<boolean> {
    try {
      this.put(await api.get<RoomRow>(`/api/rooms/${id}`));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) this.remove(id);
      return !isTransient(error);
    }
    return true;
  }

  async #loadPeople(): Promise<void> {
    try {
      this.people = (await api.get<TeamPeople>("/api/team/people")).items;
    } catch {
      // Those who are known already stay.
    }
  }

  put(row: RoomRow): void {
    this.items = sorted([...this.items.filter((one) => one.id !== row.id), row]);
  }
  remove(id: string): void {
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

const when = (row: RoomRow) => row.last?.at ?? "";
function sorted(rows: readonly RoomRow[]): readonly RoomRow[] {
  return [...rows].sort((a, b) => when(b).localeCompare(when(a)) || a.name.localeCompare(b.name));
}
