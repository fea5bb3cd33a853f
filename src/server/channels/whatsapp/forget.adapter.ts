import { z } from "zod";
import { type GuardedFetch, GuardedFetchError } from "../../platform/network/guarded-fetch.ts";
import type { Address, ForgetOutcome } from "../channel.ts";
import type { WhatsAppAccount } from "./account.ts";
import { callGraph } from "./graph.adapter.ts";

const Answer = z.object({ deleted: z.boolean().optional() });

/**
 * DELETE /{number}/contact_book: Meta's own list of who belongs to which number. It takes the business-scoped id only.
 * What Meta keeps in caches beside it (up to 30 days) no call can reach.
 */
export async function forgetInContactBook(
  addresses: readonly Address[],
  { fetch, account }: { readonly fetch: GuardedFetch; readonly account: WhatsAppAccount },
): Promise<ForgetOutcome> {
  let outcome: ForgetOutcome = "unknown";
  for (const { kind, value } of addresses) {
    if (kind !== "bsuid") continue;
    const one = await forgetOne(value, fetch, account);
    if (one === "failed") return "failed";
    if (one === "deleted") outcome = "deleted";
  }
  return outcome;
}

async function forgetOne(bsuid: string, fetch: GuardedFetch, account: WhatsAppAccount): Promise<ForgetOutcome> {
  try {
    const answer = await callGraph(fetch, account, [account.phoneNumberId, "contact_book"], {
      method: "DELETE",
      query: { messaging_product: "whatsapp", bsuid },
      timeoutMs: 10_000,
    });
    if (answer.status === 404) return "unknown";
    if (answer.status !== 200) return "failed";
    const parsed = Answer.safeParse(JSON.parse(Buffer.from(answer.bytes).toString("utf8")));
    return parsed.success && parsed.data.deleted !== false ? "deleted" : "unknown";
  } catch (error) {
    if (error instanceof GuardedFetchError || error instanceof SyntaxError) return "failed";
    throw error;
  }
}
