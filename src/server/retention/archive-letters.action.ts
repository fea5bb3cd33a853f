import { createHash, randomBytes } from "node:crypto";
import { describeFiles, type FileOfLetter } from "../attachments/letter-files.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { openLettersKey } from "../contacts/open-letters-key.action.ts";
import { type Party, readParty } from "../contacts/read-party.action.ts";
import { type LetterSource, lettersKept, takeDueLetters } from "../conversations/letter-sources.action.ts";
import { messagePlace } from "../conversations/message-content.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { insertLetters, lockChain, moveChain } from "./letter.store.ts";
import { chainStart, type Link, linkText, type Original } from "./letter.ts";

const batch = 100;

/** Place of a sealed letter. */
export const letterPlace = (number: number) => ({ table: "letter", row: String(number), column: "original" });

export const sha256 = (data: string | Uint8Array): Buffer => createHash("sha256").update(data).digest();

/**
 * Copies what became a commercial letter into the archive: sealed under a key of its own, numbered, each tied to the
 * one before by its hash. @returns how many; call again while it is as many as fit
 */
export async function archiveLetters(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  contactId?: string,
): Promise<number> {
  const sources = await takeDueLetters(tx, contactId, batch);
  if (sources.length === 0) return 0;
  const people = await openPeople(deps, tx, tenantId, sources);
  const { number, hash } = await lockChain(tx, tenantId, Buffer.from(chainStart, "hex"));
  let [last, previous] = [number, hash];
  const rows: Parameters<typeof insertLetters>[2][number][] = [];
  for (const source of sources) {
    const person = people.get(source.contactId);
    // Without a key there is nothing left to keep.
    if (!person) continue;
    last += 1;
    const original = Buffer.from(JSON.stringify(originalOf(deps, tenantId, source, person)));
    const link: Link = {
      number: last,
      messageId: source.messageId,
      direction: source.direction,
      writtenAt: source.sentAt,
      keptAt: deps.clock.now(),
      originalHash: sha256(original).toString("hex"),
      previousHash: previous.toString("hex"),
    };
    const chainHash = sha256(linkText(link));
    rows.push({
      letter_number: last,
      message_id: source.messageId,
      contact_id: source.contactId,
      conversation_number: source.conversationNumber,
      channel_kind: source.channelKind,
      direction: source.direction,
      written_at: source.sentAt,
      kept_at: link.keptAt,
      retention_class: source.retentionClass,
      sealed_original: deps.seal.forContact(tenantId, person.letters, letterPlace(last), original),
      original_hash: sha256(original),
      previous_hash: previous,
      chain_hash: chainHash,
    });
    previous = chainHash;
  }
  await insertLetters(tx, tenantId, rows);
  await moveChain(tx, last, previous);
  await lettersKept(
    tx,
    sources.map((source) => source.messageId),
  );
  return sources.length;
}

interface Person {
  readonly own: ContactKey;
  readonly letters: ContactKey;
  readonly party: Party;
  readonly files: ReadonlyMap<string, readonly FileOfLetter[]>;
}

async function openPeople(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  sources: readonly LetterSource[],
): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  const keys = await openContactKeys(
    deps.seal,
    tx,
    tenantId,
    sources.map((source) => source.contactId),
  );
  // In the order of their ids, so that two archives never embrace.
  for (const [contactId, own] of [...keys].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const letters = await openLettersKey(deps, tx, tenantId, contactId, true);
    if (!letters) continue;
    const ids = sources.filter((source) => source.contactId === contactId).map((source) => source.messageId);
    const files = Map.groupBy(await describeFiles(deps, tx, tenantId, own, ids), (file) => file.messageId);
    people.set(contactId, { own, letters, party: await readParty(deps, tx, tenantId, contactId, own), files });
  }
  return people;
}

function originalOf(deps: Pick<Deps, "seal">, tenantId: string, source: LetterSource, person: Person): Original {
  const { name, profileNames, addresses } = person.party;
  return {
    version: 1,
    salt: randomBytes(16).toString("hex"),
    message: source.messageId,
    conversation: source.conversationNumber,
    channel: source.channelKind,
    direction: source.direction,
    kind: source.kind,
    writtenAt: source.sentAt.toISOString(),
    storedAt: source.storedAt.toISOString(),
    editedAt: source.editedAt?.toISOString() ?? null,
    revokedAt: source.revokedAt?.toISOString() ?? null,
    state: source.state,
    channelId: source.externalId,
    member: source.authorId,
    party: { name, profileNames: [...profileNames], addresses: [...addresses] },
    stored: deps.seal
      .openForContact(tenantId, person.own, messagePlace(source.messageId), source.sealedContent)
      .toString("utf8"),
    files: (person.files.get(source.messageId) ?? []).map(({ messageId: _, ...file }) => file),
  };
}
