import type { Action, Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";

/** Who acts: a member at a device, a program of the business, the contact, or the server by itself. */
export interface Actor {
  readonly kind: "member" | "contact" | "server" | "api";
  readonly id: string | null;
  readonly deviceId: string | null;
}

export const serverActor: Actor = { kind: "server", id: null, deviceId: null };

export interface NewDecision {
  readonly decisionId: string;
  readonly actor: Actor;
  readonly action: Action;
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly conversationId?: string;
  readonly messageId?: string;
}
