import { unsent } from "../offline/unsent.ts";
import { vault } from "../offline/vault.ts";
import { navigate } from "../router.ts";
import { deviceKey } from "../state/session.svelte.ts";
import { farewell } from "./farewell.ts";

/**
 * The session ended without being asked to: the key of the store goes, and the copies with it; what waits to be sent
 * stays sealed until somebody signs in here again. Was the device taken out of use (DV-3), it forgets everything and
 * says so; no net: the register says "not confirmed".
 */
export async function sessionOver(): Promise<void> {
  const { messages, photos, notes, unknown } = await unsent();
  await vault.lock();
  const device = localStorage.getItem(deviceKey);
  if (!device || !(await farewell(device).catch(() => false))) return;
  // Numbers only: nobody writes words into this page by a link.
  navigate(`/anmelden?grund=gesperrt&message=${messages}&photo=${photos}&note=${notes}&unknown=${unknown}`, {
    replace: true,
  });
}
