import type { PacketReleased, ReleasePacket, RequestKind } from "../../contract/subject-requests.ts";
import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { eightDigits, hashSecret } from "../platform/ids.ts";
import { after } from "../platform/instant.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { accessOpenRequest } from "./access-request.action.ts";
import { packetLife } from "./build-packet.action.ts";
import { changeRequest } from "./change-request.action.ts";
import { kindArticles } from "./kinds.ts";
import { pickupMac } from "./open-request.action.ts";
import { loadPacket, releaseRow } from "./packet.store.ts";
import { codeText, linkText, pageText } from "./tell.ts";
import { tellContact } from "./tell-contact.action.ts";

/** What the page for collecting is called. */
export const packetPath = "/abholen";

/** What opens an answer. */
interface Keys {
  readonly secret: string;
  readonly code: string;
}

/**
 * DS-3: the answer waits behind a link that works once and needs a code, which go two different ways. Releasing again
 * makes a new link and a new code; the old ones end. Pressed again because no answer came, they are the same, and the
 * person reads of it once. The decision of the policy is kept with it.
 * @param wish way: link: the link by the channel, the code told by the member; code: the other way round; page: the
 *   person's own page and the code they noted when they asked
 */
export async function releasePacket(
  deps: Deps,
  caller: Caller,
  requestId: string,
  wish: ReleasePacket,
): Promise<PacketReleased> {
  const keys = drawKeys(deps, caller, requestId, wish.clientId);
  const expiresAt = await deps.db.withTenant(caller.tenantId, async (tx) => {
    const refused: Problem[] = [];
    const packetId = await pressOnce(deps, tx, caller, `release-packet ${requestId}`, wish, async () => {
      const released = await release(deps, tx, caller, requestId, wish.way, keys);
      if (!(released instanceof Problem)) return released;
      refused.push(released);
      return undefined;
    });
    const packet = await loadPacket(tx, requestId);
    const stands = packet?.packet_id === packetId && packet?.state !== "ready";
    return refused[0] ?? (stands ? packet?.expires_at : undefined) ?? outdated;
  });
  // Thrown after the commit: the refusal is kept.
  if (expiresAt instanceof Problem) throw expiresAt;
  return {
    link: wish.way === "code" ? linkOf(deps, caller.tenantId, keys) : null,
    code: wish.way === "link" ? keys.code : null,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Taken back or put together anew since the first press. */
const outdated = new Problem("conflict", {
  detail: {
    de: "Die Antwort hat sich seitdem geändert. Lade die Seite neu und sieh nach, was dort steht.",
    en: "The answer has changed since then. Reload the page and look at what it says.",
  },
});

/** From the press and who pressed, or by chance where a press has no number. */
function drawKeys({ ids, seal }: Deps, { tenantId, memberId }: Caller, requestId: string, clientId?: string): Keys {
  const draw = (what: string): string =>
    clientId === undefined
      ? ids.secret()
      : seal
          .blindIndex(tenantId, `packet-${what}-of-press`, `${memberId}|${requestId}|${clientId}`)
          .toString("base64url");
  return { secret: draw("link"), code: eightDigits(draw("code")) };
}

const linkOf = (deps: Deps, tenantId: string, { secret }: Keys): string =>
  `${deps.publicUrl(tenantId)}${packetPath}#${secret}`;

/** @returns the packet's id, or why it may not leave */
async function release(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  requestId: string,
  way: ReleasePacket["way"],
  keys: Keys,
): Promise<string | Problem> {
  const { tenantId } = caller;
  const found = await accessOpenRequest(deps, tx, caller, requestId);
  const { row } = found;
  const packet = await loadPacket(tx, requestId);
  if (!packet || (packet.state !== "ready" && packet.state !== "released"))
    throw new Problem("conflict", {
      detail: { de: "Stell die Antwort zuerst zusammen.", en: "Put the answer together first." },
    });
  if (row.identity_proof === "doubted" || row.identity_proof === "open") throw new Problem("not-lawful");
  const { decisionId, verdict } = await decideRelease(deps, tx, caller, row.kind, packet.items ?? 0);
  if (verdict.verdict !== "allow") return new Problem("not-lawful", { detail: ofRule(verdict.whyDe) });
  const expiresAt = after(deps.clock.now(), packetLife);
  const until = localDay(expiresAt, await loadTimeZone(tx, tenantId));
  if (way === "page" && row.pickup_mac === null)
    throw new Problem("bad-input", {
      detail: {
        de: "Zu dieser Anfrage gibt es keinen Code von der Seite.",
        en: "There is no code from the page for this request.",
      },
    });
  const texts = {
    link: linkText(linkOf(deps, tenantId, keys), until),
    code: codeText(keys.code, until),
    page: pageText(until),
  };
  const told = await tellWay(deps, tx, caller, row.conversation_id, texts[way]);
  await releaseRow(tx, packet.packet_id, {
    decision_id: decisionId,
    released_at: deps.clock.now(),
    expires_at: expiresAt,
    link_hash: way === "page" ? null : hashSecret(keys.secret),
    code_mac:
      way === "page" && row.pickup_mac ? Buffer.from(row.pickup_mac) : pickupMac(deps, tenantId, requestId, keys.code),
  });
  await changeRequest(deps, tx, caller, found, {
    verb: "release-packet",
    change: {},
    details: { packetId: packet.packet_id, way, decisionId },
    events: told.events,
  });
  return packet.packet_id;
}

async function decideRelease(deps: Deps, tx: Tx, caller: Caller, kind: RequestKind, items: number) {
  const facts: Facts = {
    channel: "own_webchat",
    deviceType: "business_registered",
    extra: { requestArticle: kindArticles[kind], exportSizeItems: items },
  };
  const verdict = evaluate("deliver_export", facts);
  const decisionId = await recordDecision(deps, tx, {
    tenantId: caller.tenantId,
    actor: decisionActor(caller),
    action: "deliver_export",
    facts,
    verdict,
  });
  return { decisionId, verdict };
}

/** Says to the person what goes this way. @throws Problem not-lawful when the message may not leave */
async function tellWay(deps: Deps, tx: Tx, caller: Caller, conversationId: string, text: string) {
  const told = await tellContact(deps, tx, caller.tenantId, { conversationId, text, caller });
  if (!told.leaves)
    throw new Problem("not-lawful", {
      detail: ofRule(`Die Nachricht darf so nicht raus: ${told.verdict?.whyDe ?? ""} Die Antwort liegt weiter bereit.`),
    });
  return told;
}
