import { z } from "zod";
import type { GuardedFetch } from "../../platform/guarded-fetch.ts";
import type { ChannelCredentials } from "../channel.ts";
import { accountOf } from "./account.ts";
import { callGraph } from "./graph.adapter.ts";

const Answer = z.object({ display_phone_number: z.string() });

/** GET /{number}: the number customers write to, digits only. Undefined: Meta did not answer usably. */
export async function fetchNumber(fetch: GuardedFetch, credentials: ChannelCredentials): Promise<string | undefined> {
  const account = accountOf(credentials);
  if (!account) return undefined;
  const query = { fields: "display_phone_number" };
  const call = { method: "GET", query, timeoutMs: 15_000 } as const;
  const answer = await callGraph(fetch, account, [account.phoneNumberId], call);
  const parsed =
    answer.status === 200 ? Answer.safeParse(JSON.parse(Buffer.from(answer.bytes).toString("utf8"))) : undefined;
  const digits = parsed?.data?.display_phone_number.replace(/\D/g, "") ?? "";
  return /^\d{7,15}$/.test(digits) ? digits : undefined;
}
