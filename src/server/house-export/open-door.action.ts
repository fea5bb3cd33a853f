import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour } from "../platform/instant.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { isDoorOpen, openDoor } from "./house-export.store.ts";

/** What a very large archive takes on a slow line. */
const openFor = 12 * hour;

/** The passkey is fresh now: from here on this session fetches, and goes on where a line broke, without touching it again. */
export async function openExportDoor(deps: Deps, caller: Caller): Promise<void> {
  const now = deps.clock.now();
  assertSteppedUp(caller, now);
  const { tenantId, sessionId } = caller;
  if (sessionId !== null) await deps.db.withTenant(tenantId, (tx) => openDoor(tx, tenantId, sessionId, now));
}

/** @throws Problem step-up: neither is the passkey fresh, nor did this session show it when it asked for the file */
export async function assertDoorOpen(deps: Deps, caller: Caller): Promise<void> {
  const now = deps.clock.now();
  const { tenantId, sessionId, kind } = caller;
  const open =
    kind !== "api" &&
    sessionId !== null &&
    (await deps.db.withTenant(tenantId, (tx) => isDoorOpen(tx, sessionId, after(now, -openFor))));
  if (!open) assertSteppedUp(caller, now);
}
