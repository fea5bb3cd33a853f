import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../platform/deps.ts";
import { type App, toProblem, withItsCause } from "../platform/http.ts";
import type { Problem } from "../platform/problem.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import type { PageAssets } from "./frame-view.ts";
import { problemDocument } from "./render-page.ts";
import { waysToTheFirm } from "./ways-to-the-firm.action.ts";

/** Whom a page with a refusal is for. */
interface Reader {
  /** The staff app has addresses here too, and a colleague may have mistyped one. */
  readonly mayBeStaff: boolean;
}

/**
 * A person looks at this address: whatever goes wrong is a page of the firm with a sentence, not JSON. Who opened an
 * address that leads nowhere reads how the firm is reached.
 */
export async function refuseInWords(
  deps: Deps,
  assets: PageAssets,
  { error, mayBeStaff }: Reader & { readonly error: unknown },
  { method, tenantId, raw }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const problem = withItsCause(toProblem(error), deps.config.dataDir);
  // Of a line that broke while the body came nobody is to blame.
  if (problem.status >= 500 && error !== raw.errored)
    deps.log.error("customer page failed", { status: problem.status, error });
  const { title, detail } = problem.toJson();
  const wait = problem.details.retryAfterSeconds;
  if (wait !== undefined) reply.header("retry-after", String(wait));
  const known = problem.status < 500 && tenantId !== "";
  const firm = known ? await deps.db.withTenant(tenantId, (tx) => loadTenantName(tx, tenantId)) : undefined;
  const nowhere = method === "GET" && isNowhere(problem);
  const lost = known && (nowhere || problem.code === "gone");
  const ways = lost ? await waysToTheFirm(deps, tenantId) : undefined;
  const sentence = detail ?? title;
  const alone = problem.code === "wrong-host";
  if (alone) reply.header("content-security-policy", aloneWith(assets.sheet?.source ?? "'none'"));
  const text = problemDocument(assets, { sentence, nowhere, firm, wrote: method === "POST", ways, mayBeStaff, alone });
  return reply
    .code(nowhere ? 404 : problem.status)
    .type("text/html; charset=utf-8")
    .serializer(String)
    .send(text);
}

const aloneWith = (styles: string): string =>
  `default-src 'none'; style-src ${styles}; frame-ancestors 'none'; base-uri 'none'`;

/** No such address: one that says more than that has a sentence of its own. */
const isNowhere = ({ code, details }: Problem): boolean =>
  (code === "not-found" || code === "bad-input") && details.detail === undefined;

/**
 * The same for every other address of this scope that somebody opens in a browser; programs keep their problem details
 * (RFC 9457). A bug of ours goes on to the handler that writes it down.
 */
export function refusalPages(scope: App, deps: Deps, assets: PageAssets): void {
  scope.setErrorHandler((error, request, reply) => {
    const { code } = toProblem(error);
    if (code === "bug" || !isLookedAt(request)) throw error;
    // Under a foreign name every way leads back to this page.
    return refuseInWords(deps, assets, { error, mayBeStaff: code !== "wrong-host" }, request, reply);
  });
}

const isLookedAt = ({ method, url, headers }: FastifyRequest): boolean =>
  method === "GET" && !url.startsWith("/api/") && (headers.accept ?? "").includes("text/html");
