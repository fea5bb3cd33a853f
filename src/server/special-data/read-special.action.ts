import type { Tx } from "../platform/db.ts";
import { loadSpecial } from "./special-consent.store.ts";

/** Whether the customer expressly agreed to keep a message of special data, or was asked (SC-1). */
export async function readSpecial(tx: Tx, messageId: string): Promise<"none" | "asked" | "given"> {
  return await loadSpecial(tx, messageId);
}
