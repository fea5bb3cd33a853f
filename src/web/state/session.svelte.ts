import type { Me } from "../../contract/access.ts";
import { api, sentenceOf } from "../api.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Who sits here, for which business, and with whom. */
class Session {
  me = $state.raw<Me | undefined>(undefined);
  people = $state.raw<readonly Person[]>([]);
  failure = $state<string | undefined>(undefined);
  /** True while this person signs out by themselves: the feed then ends because they asked for it. */
  leaving = false;

  get id(): string | undefined {
    return this.me?.member.id;
  }

  /** Where this person's work begins: not everybody may read what customers write. */
  get home(): string {
    if (this.can("read-conversations")) return "/posteingang";
    return this.can("read-proofs") ? "/recht" : "/einstellungen";
  }

  can(ability: string): boolean {
    return this.me?.abilities.includes(ability) ?? false;
  }

  async load(): Promise<void> {
    this.failure = undefined;
    try {
      this.me = await api.get<Me>("/api/me");
    } catch (error) {
      this.failure = sentenceOf(error);
      return;
    }
    void this.loadPeople();
  }

  /** Colleagues to hand a conversation to; without them the screen still works. */
  async loadPeople(): Promise<void> {
    try {
      const list = await api.get<{ items: (Person & { active?: boolean })[] }>("/api/members");
      this.people = list.items.filter((person) => person.active !== false);
    } catch {
      this.people = this.me ? [this.me.member] : [];
    }
  }
}
export const session = new Session();
