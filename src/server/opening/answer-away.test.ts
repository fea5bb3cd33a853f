import { expect, test } from "vitest";
import type { Account } from "../contacts/resolve-senders.action.ts";
import type { Incoming } from "../outbound/own-words/answer-automatically.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Asking } from "../subject-requests/hear-requests.action.ts";
import { answerAway } from "./answer-away.action.ts";

/** Anything that is touched says so. */
const untouchable = <T extends object>(name: string): T =>
  new Proxy({} as T, {
    get: (_, property) => {
      throw new Error(`${name}.${String(property)} was asked`);
    },
  });
const account: Account = { tenantId: "a", accountId: "b", kind: "whatsapp" };
const incoming = [{ conversationId: "c", text: "Ist jemand da?" }] as unknown as (Incoming & Asking)[];
const answer = (away: boolean) =>
  answerAway(untouchable<Deps>("deps"), untouchable<Tx>("tx"), { ...account, away }, incoming, []);

test("switched off, a message that comes in costs not one question to the database and no look at the clock", async () => {
  expect(await answer(false)).toEqual([]);
  await expect(answer(true)).rejects.toThrow();
});
