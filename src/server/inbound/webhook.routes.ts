import { z } from "zod";
import type { Channels } from "../channels/channel.ts";
import { noteUnsigned } from "../channels/note-unsigned.action.ts";
import { type OpenAccount, openAccountByAddress } from "../channels/open-account.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { sameSecret } from "../platform/ids.ts";
import { hour, minute, second } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import type { AcceptDelivery } from "./accept-delivery.action.ts";

/** Meta sends up to 3 MB; a little more, so that the limit is ours to word. */
const bodyLimit = 3_200_000;
/** A changed secret or a stopped channel counts after a second at the latest. */
const remembered = second;

const Params = z.object({ account: z.uuid() });
const Challenge = z.object({
  "hub.mode": z.string().max(100),
  "hub.verify_token": z.string().max(500),
  "hub.challenge": z.string().max(500),
});

/**
 * PATH 1, step 1: verify the signature over the raw bytes, store, answer 200. Nothing parses the body before it is
 * proven, and nothing is answered before it is durable (V01, F01).
 */
export function webhookRoutes(app: App, deps: Deps, channels: Channels, accept: AcceptDelivery): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit }, (_request, body, done) => done(null, body));
  const account = rememberAccounts(deps);
  const tellRefused = refusedOnce(deps);
  const keepRefused = refusalKept(deps);

  // Of a delivery to an address nobody has no byte is read: what lies here half would be a stranger's hold on our memory.
  app.addHook("onRequest", async ({ method, params }) => {
    if (method !== "POST") return;
    const known = Params.safeParse(params);
    if (!known.success || (await account(known.data.account)) === undefined) throw new Problem("bad-signature");
  });

  app.get("/webhooks/:kind/:account", async (request, reply) => {
    const params = Params.safeParse(request.params);
    const query = Challenge.safeParse(request.query);
    if (!params.success || !query.success) throw new Problem("bad-input");
    const found = await account(params.data.account);
    const token = found?.credentials.verifyToken;
    const { "hub.mode": mode, "hub.verify_token": given, "hub.challenge": challenge } = query.data;
    if (mode !== "subscribe" || !token || !sameSecret(token, given)) throw new Problem("bad-signature");
    return reply.type("text/plain").send(challenge);
  });

  app.post("/webhooks/:kind/:account", { bodyLimit }, async (request, reply) => {
    const params = Params.safeParse(request.params);
    const found = params.success ? await account(params.data.account) : undefined;
    const channel = found && channels[found.kind];
    // An unknown address, a channel without a secret and a wrong signature look the same from outside.
    if (!found || !channel) throw new Problem("bad-signature");
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const headers = request.headers as Record<string, string | undefined>;
    if (channel.verify({ body, headers }, found.credentials) !== true) {
      if (found.kind !== "webchat") {
        tellRefused(found);
        await keepRefused(found);
      }
      throw new Problem("bad-signature");
    }
    await accept(found.tenantId, found.accountId, body);
    return reply.code(200).type("text/plain").send("ok");
  });
}

/**
 * With a wrong app secret nothing of what customers write comes in, and Meta alone hears of it: the log says so, once an
 * hour and account, however often it or a stranger knocks. The own page has no webhook, so only strangers knock there.
 */
function refusedOnce({ clock, log }: Deps): (account: OpenAccount) => void {
  const told = new Map<string, number>();
  return ({ tenantId, accountId }) => {
    const now = clock.now().getTime();
    if (now - (told.get(accountId) ?? 0) < hour) return;
    told.set(accountId, now);
    log.warn("webhook signature refused: is the app secret right?", { tenantId, accountId });
  };
}

/** On the card of the channel the owner sees it: once a minute and secret, or whoever knocks would keep the database busy. */
function refusalKept(deps: Deps): (account: OpenAccount) => Promise<void> {
  const kept = new Map<string, { readonly at: number; readonly secret: string }>();
  return async (account) => {
    const { accountId } = account;
    const secret = account.credentials.appSecret ?? "";
    const at = deps.clock.now().getTime();
    const last = kept.get(accountId);
    if (last && sameSecret(last.secret, secret) && Math.abs(at - last.at) < minute) return;
    kept.set(accountId, { at, secret });
    await noteUnsigned(deps, account);
  };
}

function rememberAccounts(deps: Deps): (id: string) => Promise<OpenAccount | undefined> {
  const known = new Map<string, { askedAt: number; account: Promise<OpenAccount | undefined> }>();
  return (id) => {
    const now = deps.clock.now().getTime();
    const hit = known.get(id);
    // The clock may have been put back.
    if (hit && Math.abs(now - hit.askedAt) < remembered) return hit.account;
    const account = openAccountByAddress(deps, id);
    known.set(id, { askedAt: now, account });
    if (known.size > 1_000) known.clear();
    account.catch(() => known.delete(id));
    return account;
  };
}
