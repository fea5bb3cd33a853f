import { untrack } from "svelte";
import type { OffDuty } from "../../contract/today.ts";
import { api } from "../api.ts";
import { clock } from "./clock.svelte.ts";
import { session } from "./session.svelte.ts";

const goodFor = 300_000;
let known: { readonly at: number; readonly quiet: boolean } | undefined;

/** The number on the app's icon: in one's free time it is 0, whatever is unread (G10). */
export async function badgeNumber(unread: number): Promise<number> {
  if (unread === 0 || !session.can("use-team")) return unread;
  const now = untrack(() => clock.now);
  if (known === undefined || now - known.at > goodFor)
    known = { at: now, quiet: (await api.get<OffDuty>("/api/today/off-duty")).quiet };
  return known.quiet ? 0 : unread;
}
