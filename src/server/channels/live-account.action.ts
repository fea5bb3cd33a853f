import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";
import { findLiveAccount } from "./open-account.store.ts";

/** The account on which the business writes on this channel; undefined while it is closed. */
export async function liveAccount(tx: Tx, kind: ChannelKind): Promise<string | undefined> {
  return await findLiveAccount(tx, kind);
}
