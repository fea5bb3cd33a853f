import { expect } from "vitest";
import type { TestApp } from "./build-app.ts";
import type { Left } from "./fake-channel.ts";

/** The privacy notice on its own, or with a reply behind it. */
export const isNotice = (left: Pick<Left, "text">): boolean => left.text.includes("Ihr Recht auf Widerspruch");

/** What left for one person, in their order. */
export function leftFor(app: TestApp, who: { readonly phone: string | undefined; readonly bsuid: string | undefined }) {
  return app.left.filter(({ to }) => to.some(({ value }) => value === who.bsuid || value === `+${who.phone}`));
}

/**
 * The fourth lock on the one way out: whatever the channels received is counted against the decisions. Each send has
 * one allow of its own, made again as it left, recorded with the try and with facts that say so.
 */
export async function expectEverySendDecided(app: TestApp): Promise<void> {
  const { tries, decisions } = await app.sql(async (tx) => ({
    tries: await tx
      .selectFrom("delivery")
      .select(["message_id", "attempt", "decision_id", "outcome", "error_code"])
      .execute(),
    decisions: await tx
      .selectFrom("decision")
      .select(["decision_id", "message_id", "verdict", "action", "at"])
      .where("message_id", "is not", null)
      .execute(),
  }));
  const byId = new Map(decisions.map((decision) => [decision.decision_id, decision]));
  const own = app.left.filter(({ decisionId }) => byId.has(decisionId));
  // Of these only the file was on its way.
  const cutOff = ({ outcome, error_code }: (typeof tries)[number]) =>
    outcome === "unreachable" && (error_code === "interrupted" || error_code === "adapter");
  const begun = tries.filter((one) => one.outcome !== "refused" && !cutOff(one));
  expect(own.length, "sends and tries").toBe(begun.length);
  expect(new Set(own.map(({ decisionId }) => decisionId)).size, "one decision a send").toBe(own.length);
  for (const left of own) {
    const decision = byId.get(left.decisionId);
    expect(decision).toMatchObject({
      verdict: "allow",
      action: expect.stringMatching(/^send(_media)?$/),
      message_id: left.messageId,
    });
    expect(decision?.at.getTime()).toBe(left.at.getTime());
    expect(tries.filter((one) => one.decision_id === left.decisionId).length).toBe(1);
    // The one it was queued with, and the one made as it left.
    expect(decisions.filter((one) => one.message_id === left.messageId).length).toBeGreaterThan(1);
  }
}
