import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import { askersAbout } from "./insight.store.ts";

/** The contact is erased: to whoever asked, and to the owner, the matter is over from now on. @returns the events */
export async function tellAskers(tx: Tx, contactId: string): Promise<NewEvent[]> {
  return (await askersAbout(tx, contactId)).map((memberId) => ({ kind: "insight-changed", memberId }));
}
