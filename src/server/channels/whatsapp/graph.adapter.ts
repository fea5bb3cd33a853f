import type { FormData } from "undici";
import type { GuardedFetch, GuardedResponse } from "../../platform/guarded-fetch.ts";
import type { WhatsAppAccount } from "./account.ts";

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
    maxBytes: 1_000_000,
    redirects: 0,
  });
}

function graphUrl(account: WhatsAppAccount, path: readonly string[], query: Readonly<Record<string, string>> = {}) {
  const segments = [account.version, ...path].map(encodeURIComponent).join("/");
  const search = new URLSearchParams(query).toString();
  return `${account.baseUrl}/${segments}${search === "" ? "" : `?${search}`}`;
}
