import { z } from "zod";
import type { GuardedFetch } from "../../platform/network/guarded-fetch.ts";
import type { ChannelCredentials } from "../channel.ts";
import { accountOf } from "./account.ts";
import { type Looked, readGraph } from "./graph.adapter.ts";

const Answer = z.object({ display_phone_number: z.string() });

/** GET /{number}: the number customers write to, digits only; undefined when Meta shows none. */
export async function fetchNumber(
  fetch: GuardedFetch,
  credentials: ChannelCredentials,
): Promise<Looked<string | undefined>> {
  const account = accountOf(credentials);
  if (!account) return { trouble: "refused" };
  const query = { fields: "display_phone_number" };
  const looked = await readGraph(fetch, account, [account.phoneNumberId], query, Answer);
  if (looked.found === undefined) return looked;
  const digits = looked.found.display_phone_number.replace(/\D/g, "");
  return { found: /^\d{7,15}$/.test(digits) ? digits : undefined };
}
