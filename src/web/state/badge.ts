import { untrack } from "svelte";
import type { OffDuty } from "../../contract/today.ts";
import { api } from "../api.ts";
import { clock } from "./clock.svelte.ts";
import { session } from "./session.svelte.ts";

const goodFor = 300_000;
let known: { readonly at: number; readonly quiet: boolean } | undefined;

let asked = 0;

/** Puts the number on the app's icon; one that was asked for later is there already, or will be. */
export async function showBadge(unread: number): Promise<void> {
  const mine = ++asked;
  const number = await badgeNumber(unread);
  if (mine === asked) await navigator.setAppBadge(number);
}

/** In one's free time it is 0, whatever is unread (G10). */
async function badgeNumber(unread: number): Promise<number> {
  if (unread === 0 || !session.can("use-team")) return unread;
  const now = untrack(() => clock.now);
  if (known === undefined || now - known.at > goodFor)
    known = { at: now, quiet: (await api.get<OffDuty>("/api/today/off-duty")).quiet };
  return known.quiet ? 0 : unread;
}
