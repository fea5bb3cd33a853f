import type { CustomerPageFields, OpeningSpan } from "../../contract/customer.ts";
import type { Tx } from "../platform/db.ts";
import { updateHours, upsertPage } from "./channel-account.store.ts";

/** Gives a customer page its contents; a new slug makes a new page of the same web chat. */
export async function saveCustomerPage(
  tx: Tx,
  tenantId: string,
  page: { readonly slug: string; readonly accountId: string; readonly fields: CustomerPageFields },
): Promise<void> {
  await upsertPage(tx, tenantId, page);
}

/** One business has one set of hours: every page shows the same. */
export async function saveHours(tx: Tx, hours: readonly OpeningSpan[]): Promise<void> {
  await updateHours(tx, hours);
}
