import { isDeepStrictEqual } from "node:util";
import type { SaveMetadata, SetupChannel } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { upsertProfile } from "./metadata.store.ts";
import { readMetadata } from "./read-metadata.action.ts";

/**
 * MD-1: the business confirms who learns what on a channel. The notice is built from it. Two at once: the caller holds
 * the set-up.
 * @returns false when the same was confirmed already
 */
export async function confirmMetadata(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  channel: SetupChannel,
  { was, ...fields }: SaveMetadata,
): Promise<boolean> {
  const now = (await readMetadata(tx)).profiles.find((one) => one.channel === channel);
  if (now) unlessChanged(was, now.fields, fields);
  await upsertProfile(tx, tenantId, { channel, fields, at: deps.clock.now() });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return !now?.confirmedAt || !isDeepStrictEqual(now.fields, fields);
}
