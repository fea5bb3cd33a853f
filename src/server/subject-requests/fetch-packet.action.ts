import { appendAudit } from "../audit/append-audit.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { readBlocks } from "../platform/files/block-vault.ts";
import { inSmallPieces } from "../platform/http/small-pieces.adapter.ts";
import { hashSecret, sameSecret } from "../platform/ids.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import { packetFile, packetPlace } from "./build-packet.action.ts";
import { pickupMac } from "./open-request.action.ts";
import { countTry, findReleased, markFetched, takeBackTry } from "./packet.store.ts";
import { lockOpenRequest, updateRequest } from "./subject-request.store.ts";

const gone = new Problem("gone", {
  detail: forCustomer("Dieser Abruf gilt nicht mehr. Schreiben Sie uns bitte, dann bekommen Sie einen neuen."),
});

/**
 * Hands an answer over: the link (or the person's own visit) and the code, five wrong ones. It counts as handed over
 * when the last bytes were on their way; for an hour it works on, because nobody hears whether they arrived. The night
 * removes the file.
 * @throws Problem gone, code-wrong
 */
export async function fetchPacket(
  deps: Deps,
  tenantId: string,
  by: { readonly link: string } | { readonly identityId: string },
  typed: string,
): Promise<{ bytes: number; content: AsyncGenerator<Buffer> }> {
  const secret = "link" in by ? /([\w-]{43})\s*$/.exec(by.link)?.[1] : undefined;
  if ("link" in by && secret === undefined) throw gone;
  const wanted = "link" in by ? { linkHash: hashSecret(secret ?? "") } : by;
  const found = await deps.db.withTenant(tenantId, async (tx) => {
    const packet = await findReleased(tx, wanted, deps.clock.now());
    if (!packet || packet.code_mac === null || !(await countTry(tx, packet.packet_id))) return undefined;
    const code = typed.replace(/\D/g, "");
    const right = sameSecret(packet.code_mac, pickupMac(deps, tenantId, packet.request_id, code));
    if (right) await takeBackTry(tx, packet.packet_id);
    const key = (await openContactKeys(deps.seal, tx, tenantId, [packet.contact_id])).get(packet.contact_id);
    return { packet, key, right };
  });
  if (!found?.key) throw gone;
  const { packet, key, right } = found;
  if (!right)
    throw new Problem("code-wrong", {
      detail: forCustomer("Der Code stimmt nicht. Nach fünf falschen Codes brauchen Sie einen neuen von uns."),
    });
  const bytes = Number(packet.bytes);
  const open = (n: number, sealed: Uint8Array) =>
    deps.seal.openForContact(tenantId, key, packetPlace(packet.packet_id, n), sealed);
  const file = packetFile(deps, tenantId, packet.packet_id);
  return { bytes, content: handOver(inSmallPieces(readBlocks(file, bytes, open))) };

  async function* handOver(blocks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    yield* blocks;
    await noteFetched(deps, tenantId, packet);
  }
}

async function noteFetched(
  deps: Deps,
  tenantId: string,
  packet: {
    readonly packet_id: string;
    readonly request_id: string;
    readonly contact_id: string;
    readonly conversation_id: string;
  },
): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    // The request before its answer, as everybody takes them.
    const open = await lockOpenRequest(tx, packet.request_id);
    if (!(await markFetched(tx, packet.packet_id, now))) return;
    if (open) await updateRequest(tx, packet.request_id, { state: "answered", closed_at: now });
    await appendAudit(deps, tx, {
      tenantId,
      actor: { kind: "contact", id: packet.contact_id },
      verb: "fetch-packet",
      subjectKind: "subject-request",
      subjectId: packet.request_id,
      details: { packetId: packet.packet_id },
    });
    await appendEvents(deps, tx, tenantId, [
      { kind: "subject-request-changed", contactId: packet.contact_id, conversationId: packet.conversation_id },
    ]);
  });
}
