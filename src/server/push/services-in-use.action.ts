import type { PushPlatform } from "../../contract/push.ts";
import type { Tx } from "../platform/db.ts";
import { loadServices } from "./push.store.ts";

/** The push services at which a device of the business is reached today. */
export async function servicesInUse(tx: Tx): Promise<ReadonlySet<PushPlatform>> {
  return new Set(await loadServices(tx));
}
