import type { Tx } from "../../platform/db.ts";
import { after, day } from "../../platform/instant.ts";
import { printsSince } from "./advert-print.store.ts";
import type { Linted } from "./message-facts.ts";
import { isSameText, printOf } from "./text-print.ts";

/**
 * Adds to an advert's facts how many people got the same text within a day (MS-1). Other messages pass unchanged.
 * @param messageId the message itself does not count
 */
export async function withSameAdverts(
  tx: Tx,
  linted: Linted,
  text: string,
  messageId: string | undefined,
  now: Date,
): Promise<Linted> {
  if (!linted.facts.promoContent) return linted;
  const print = printOf(text);
  const same = (await printsSince(tx, after(now, -day))).filter(
    (p) => p.messageId !== messageId && isSameText(p.print, print),
  );
  const identicalAdTextLast24h = new Set(same.map((p) => p.identityId)).size;
  return { ...linted, facts: { ...linted.facts, identicalAdTextLast24h } };
}
