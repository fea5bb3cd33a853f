import type { FormData } from "undici";
import type { z } from "zod";
import { type GuardedFetch, GuardedFetchError, type GuardedResponse } from "../../platform/network/guarded-fetch.ts";
import type { WhatsAppAccount } from "./account.ts";
import { errorOf } from "./errors.ts";
import { metaCodeOf } from "./outcome.ts";
import { parseJson } from "./read.ts";

/** One call to the Graph API with this account's token. No redirects, no retries: the caller knows what is safe. */
export function callGraph(
  fetch: GuardedFetch,
  account: WhatsAppAccount,
  path: readonly string[],
  call: {
    readonly method: "GET" | "POST" | "DELETE";
    readonly query?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly form?: FormData;
    readonly timeoutMs: number;
    readonly silenceMs?: number;
  },
): Promise<GuardedResponse> {
  const json = call.json === undefined ? undefined : JSON.stringify(call.json);
  const body = json ?? call.form;
  return fetch(graphUrl(account, path, call.query), {
    method: call.method,
    headers: {
      authorization: `Bearer ${account.accessToken}`,
      accept: "application/json",
      ...(json === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
    timeoutMs: call.timeoutMs,
    ...(call.silenceMs === undefined ? {} : { silenceMs: call.silenceMs }),
    maxBytes: 1_000_000,
    redirects: 0,
  });
}

/** What Meta answered, or why there is nothing to be used: it does not take the access, or nobody reached it. */
export type Looked<T> =
  | { readonly found: T; readonly trouble?: undefined }
  | { readonly found?: undefined; readonly trouble: "refused" | "unreachable" };

/** Looks something up that changes nothing at Meta. */
export async function readGraph<T>(
  fetch: GuardedFetch,
  account: WhatsAppAccount,
  path: readonly string[],
  query: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): Promise<Looked<T>> {
  try {
    const answer = await callGraph(fetch, account, path, { method: "GET", query, timeoutMs: 15_000 });
    const parsed = answer.status === 200 ? schema.safeParse(parseJson(answer.bytes)?.value) : undefined;
    return parsed?.success ? { found: parsed.data } : { trouble: whyNot(answer) };
  } catch (error) {
    if (error instanceof GuardedFetchError) return { trouble: "unreachable" };
    throw error;
  }
}

/** An answer without a code of Meta's comes from a machine on the way; some codes say that Meta itself is down. */
function whyNot(answer: GuardedResponse): "refused" | "unreachable" {
  const code = metaCodeOf(answer);
  if (code === undefined) return answer.status === 401 || answer.status === 403 ? "refused" : "unreachable";
  const { class: kind } = errorOf(code);
  return kind === "R" || kind === "T" ? "unreachable" : "refused";
}

function graphUrl(account: WhatsAppAccount, path: readonly string[], query: Readonly<Record<string, string>> = {}) {
  const segments = [account.version, ...path].map(encodeURIComponent).join("/");
  const search = new URLSearchParams(query).toString();
  return `${account.baseUrl}/${segments}${search === "" ? "" : `?${search}`}`;
}
