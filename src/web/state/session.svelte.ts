import type { Me, MemberList } from "../../contract/access.ts";
import { api, isTransient, sentenceOf, writeAs } from "../api.ts";
import { setZone } from "../i18n/zone.ts";
import { copies } from "../offline/copies.ts";
import { vault } from "../offline/vault.ts";
import { Followed } from "./followed.svelte.ts";
import { handedOver } from "./handed-over.ts";

interface Person {
  readonly id: string;
  readonly name: string;
}

const onProjects: ReadonlySet<string> = new Set(["owner", "office", "crew_lead", "crew", "apprentice"]);

/** Under which device this browser is entered; it is asked when the session is over, and says farewell if it must. */
export const deviceKey = "werkbote-device-id";

/** Who sits here, for which business, and with whom. */
class Session {
  me = $state.raw<Me | undefined>(undefined);
  readonly #members = new Followed(() => api.get<MemberList>("/api/members"));
  /** Those who read what customers write; without an answer at least who sits here. */
  readonly people: readonly Person[] = $derived(
    this.#members.value?.items.filter(({ active, answers }) => active && answers) ?? (this.me ? [this.me.member] : []),
  );
  /** Whom a project may have, as far as is known before the server says it; empty: not known yet. */
  readonly crew: readonly Person[] = $derived(
    this.#members.value?.items.filter(({ active, role }) => active && onProjects.has(role)) ?? [],
  );
  failure = $state<string | undefined>(undefined);
  /** Nobody has answered yet: this is who sat here last, from the store of this device. */
  fromCopy = $state(false);
  /** True while this person signs out by themselves: the feed then ends because they asked for it. */
  leaving = false;
  /** Asked while the shell itself is still on its way. */
  #ahead: Promise<void> | undefined;

  get id(): string | undefined {
    return this.me?.member.id;
  }

  /** What the opened app shows first: the owner what needs them (M1), others what they may read. */
  get home(): string {
    if (this.me?.member.role === "owner") return "/heute";
    if (this.can("read-conversations")) return "/posteingang";
    if (this.can("use-team")) return this.can("meet-colleagues") ? "/heute" : "/projekte";
    return this.can("read-proofs") ? "/recht" : "/einstellungen";
  }

  can(ability: string): boolean {
    return this.me?.abilities.includes(ability) ?? false;
  }

  /** Asks who sits here before there is a screen to show it; the next `load` waits for this answer. */
  loadAhead(): void {
    const asked = this.#ask().then(() => {
      // Who is not known yet is asked for anew: they may have signed in meanwhile.
      if (this.#ahead === asked && this.me === undefined) this.#ahead = undefined;
    });
    this.#ahead = asked;
  }

  load(): Promise<void> {
    const asked = this.#ahead ?? this.#ask();
    this.#ahead = undefined;
    return asked;
  }

  async #ask(): Promise<void> {
    this.failure = undefined;
    try {
      const me = await api.get<Me>("/api/me");
      if (handedOver(me.member.id)) return await new Promise(() => undefined);
      setZone(me.tenant.timeZone);
      this.me = me;
      writeAs(me.member.id);
      this.fromCopy = false;
      if (this.me.device) localStorage.setItem(deviceKey, this.me.device.id);
    } catch (error) {
      if (this.me !== undefined && isTransient(error)) return;
      this.failure = sentenceOf(error);
      return;
    }
    this.loadPeople();
  }

  /** Who sat here last, at once and without a net. */
  async recall(): Promise<void> {
    if (this.me !== undefined || !(await vault.resume())) return;
    const me = await copies.read<Me>("me", "me");
    if (me === undefined || this.me !== undefined) return;
    setZone(me.tenant.timeZone);
    this.me = me;
    this.fromCopy = true;
  }

  /** Colleagues to hand a conversation to, or to ask in it: those who read it. Without them the screen still works. */
  loadPeople(): void {
    this.#members.changed();
  }
}
export const session = new Session();
