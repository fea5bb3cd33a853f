import type { MetadataFields, SetupChannel } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { upsertProfile } from "./metadata.store.ts";

/** MD-1: the business confirms who learns what on a channel. The notice is built from it. */
export async function confirmMetadata(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  by: { readonly tenantId: string; readonly memberId: string },
  channel: SetupChannel,
  fields: MetadataFields,
): Promise<void> {
  await upsertProfile(tx, by.tenantId, { channel, fields, at: deps.clock.now(), by: by.memberId });
  await appendEvents(deps, tx, by.tenantId, [{ kind: "setup-changed" }]);
}
