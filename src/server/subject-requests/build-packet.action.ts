import { basename } from "node:path";
import { ContactId } from "../../contract/ids.ts";
import { RequestKind, type ReviewItem } from "../../contract/subject-requests.ts";
import { blackOutPicture } from "../attachments/black-out.adapter.ts";
import { loadSignedViews } from "../attachments/load-attachments.action.ts";
import { readAttachment } from "../attachments/read-attachment.action.ts";
import { readContact } from "../inbox/read-contact.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type Lying, removeBlocks, writeBlocks } from "../platform/files/block-vault.ts";
import { after, day } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import type { ZipEntry } from "../platform/zip.ts";
import { projectsOfContact } from "../projects/projects-of-contact.action.ts";
import { type AccessedRequest, accessOpenRequest } from "./access-request.action.ts";
import { changeRequest } from "./change-request.action.ts";
import { answeredByPacket } from "./kinds.ts";
import { noticesInAnswer } from "./notices-in-answer.action.ts";
import { insertPacket, loadClasses, loadConsents, retirePackets } from "./packet.store.ts";
import type { Packet, PacketMessage, PacketProject } from "./packet.ts";
import { zipPacket } from "./packet-zip.adapter.ts";
import { retentionWords } from "./retention-words.ts";
import { countOpen, reviewItems } from "./review-items.action.ts";
import type { RequestRecord } from "./subject-request.store.ts";
import { blackOut } from "./suggest-marks.ts";

/** How long an answer lies ready (DS-3). */
export const packetLife = 14 * day;

/** Where block `n` of a packet is sealed: with the contact's own key, so that an erasure reaches it. */
export const packetPlace = (packetId: string, n: number) => ({
  table: "subject_packet",
  row: packetId,
  column: `block-${n}`,
});

/** Where a finished answer lies. */
export const packetFile = ({ config }: Pick<Deps, "config">, tenantId: string, id: string): Lying => ({
  dataDir: config.dataDir,
  shelf: "packets",
  tenantId,
  id,
});

/**
 * Makes the answer from what is stored now. An older one of the same case goes. While it is written no transaction is open:
 * photos and films take their time.
 * @throws Problem not-lawful while it is open who asks, or while something has not been looked at; conflict when somebody
 *   decided otherwise meanwhile
 */
export async function buildPacket(deps: Deps, caller: Caller, requestId: string): Promise<void> {
  const { tenantId } = caller;
  const { key, items, packet, files } = await deps.db.withTenant(tenantId, async (tx) => {
    const found = await accessAnswerable(deps, tx, caller, requestId);
    return { ...found, ...(await gather(deps, tx, caller, found, found.items)) };
  });
  const packetId = deps.ids.uuid();
  const sealed = (n: number, bytes: Uint8Array) => deps.seal.forContact(tenantId, key, packetPlace(packetId, n), bytes);
  const lying = packetFile(deps, tenantId, packetId);
  let missing = 0;
  const onMissing = (count: number) => {
    missing = count;
  };
  const zip = zipPacket(packet, files, { log: deps.log, tenantId, onMissing });
  const written = await writeBlocks(lying, zip, sealed);
  const recorded = deps.db.withTenant(tenantId, async (tx) => {
    const now = await accessAnswerable(deps, tx, caller, requestId);
    assertUnchanged(items, now.items);
    return await recordPacket(deps, tx, caller, now, {
      packetId,
      packet,
      contents: items.map(({ id }) => id),
      files: files.length - missing,
      missing,
      ...written,
    });
  });
  const old = await recorded.catch(async (error: unknown) => {
    // Refused for certain. After a commit that nobody answered the night looks which files are needed.
    if (error instanceof Problem) await removeBlocks(lying);
    throw error;
  });
  for (const id of old) await removeBlocks(packetFile(deps, tenantId, id));
}

/** A request that may be answered, with everything somebody decided about what the answer holds. */
async function accessAnswerable(deps: Deps, tx: Tx, caller: Caller, requestId: string) {
  const found = await accessOpenRequest(deps, tx, caller, requestId);
  assertAnswerable(found.row);
  const { items } = await reviewItems(deps, tx, caller.tenantId, found.row, found.key);
  if (countOpen(items) > 0)
    throw new Problem("not-lawful", {
      detail: {
        de: "Sieh zuerst alles durch, was noch offen ist.",
        en: "First look through everything that is still open.",
      },
    });
  return { ...found, items };
}

/** What was written is what is decided now. What came in since is the next answer's. */
function assertUnchanged(written: readonly ReviewItem[], now: readonly ReviewItem[]): void {
  const current = new Map(now.map((item) => [item.id, JSON.stringify(item)]));
  if (!written.every((item) => current.get(item.id) === JSON.stringify(item)))
    throw new Problem("conflict", {
      detail: {
        de: "Währenddessen hat jemand etwas geändert. Stell die Antwort bitte noch einmal zusammen.",
        en: "Somebody changed something meanwhile. Please put the answer together once more.",
      },
    });
}

/** @returns the older answers of the case, whose files go */
async function recordPacket(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  found: AccessedRequest,
  made: {
    readonly packetId: string;
    readonly packet: Packet;
    readonly contents: string[];
    readonly files: number;
    readonly missing: number;
    readonly bytes: number;
    readonly hash: Buffer;
  },
): Promise<string[]> {
  const { packetId, packet, contents, files, missing, bytes, hash } = made;
  const { request_id: requestId, contact_id } = found.row;
  const now = deps.clock.now();
  const retired = await retirePackets(tx, requestId);
  await insertPacket(tx, caller.tenantId, {
    packet_id: packetId,
    request_id: requestId,
    contact_id,
    items: packet.messages.length + files,
    missing,
    bytes,
    content_hash: hash,
    contents,
    built_by: caller.memberId,
    built_at: now,
    expires_at: after(now, packetLife),
  });
  await changeRequest(deps, tx, caller, found, {
    verb: "build-packet",
    change: {},
    details: { packetId, items: packet.messages.length, files, missing, leftOut: packet.leftOut },
  });
  return retired;
}

function assertAnswerable(row: RequestRecord): void {
  if (!answeredByPacket(RequestKind.parse(row.kind))) throw new Problem("conflict");
  if (row.identity_proof === "open" || row.identity_proof === "doubted")
    throw new Problem("not-lawful", {
      detail: {
        de: "Es steht noch nicht fest, wer gefragt hat. Kläre das zuerst.",
        en: "It is not certain yet who asked. Settle that first.",
      },
    });
}

async function gather(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { row, key }: { readonly row: RequestRecord; readonly key: ContactKey },
  items: readonly ReviewItem[],
): Promise<{ packet: Packet; files: ZipEntry[] }> {
  const contact = await readContact(deps, tx, caller, ContactId.parse(row.contact_id));
  const whole = row.identity_proof === "confirmed";
  const identities = contact.identities.filter(({ id }) => whole || id === row.identity_id);
  const channels = [...new Set(identities.map(({ channel }) => channel))];
  const { messages, files } = await contentOf(deps, tx, caller.tenantId, items);
  const times = [contact.createdAt, ...messages.map(({ at }) => at)];
  const notices = await noticesInAnswer(deps, tx, channels, times);
  const { consents, papers } = await consentsOf(
    deps,
    tx,
    caller.tenantId,
    key,
    identities.map(({ id }) => id),
  );
  const packet: Packet = {
    kind: RequestKind.parse(row.kind),
    receivedOn: row.received_on,
    issuedAt: deps.clock.now(),
    issuer: notices[0]?.controllerName ?? "",
    contact: {
      ...contact,
      name: contact.name ?? identities[0]?.profileName ?? null,
      identities,
      notices: contact.notices.filter(({ channel }) => whole || channels.includes(channel)),
    },
    notices,
    messages,
    consents,
    projects: await jobsOf(deps, tx, caller.tenantId, row.contact_id),
    leftOut: items.filter(({ choice }) => choice === "leave_out").length,
  };
  return { packet, files: [...files, ...papers] };
}

async function jobsOf(deps: Deps, tx: Tx, tenantId: string, contactId: string): Promise<PacketProject[]> {
  return (await projectsOfContact(deps, tx, tenantId, contactId)).map(({ id: _, looks: __, ...one }) => ({
    ...one,
    since: one.since.toISOString(),
    doneAt: one.doneAt?.toISOString() ?? null,
    appointments: one.appointments.map(({ startsAt, endsAt, confirmed }) => ({
      from: startsAt.toISOString(),
      to: endsAt.toISOString(),
      confirmed,
    })),
  }));
}

/** What was agreed to, with the papers that were signed. */
async function consentsOf(deps: Deps, tx: Tx, tenantId: string, key: ContactKey, identityIds: readonly string[]) {
  const steps = await loadConsents(tx, identityIds);
  const signed = await loadSignedViews(
    deps,
    tx,
    tenantId,
    key,
    steps.map(({ id }) => id),
  );
  const papers: ZipEntry[] = [];
  const consents = steps.map(({ id, ...step }) => {
    const files = (signed.get(id) ?? []).map((file) => {
      const path = `einwilligungen/${String(papers.length + 1).padStart(3, "0")}-${fileName(file)}`;
      papers.push({ path, attachmentId: file.id, read: () => readFile(deps, tenantId, file.id) });
      return path;
    });
    return { ...step, files };
  });
  return { consents, papers };
}

/** Texts with what is covered, and the files that go along, named so that they sort in order. */
async function contentOf(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  items: readonly ReviewItem[],
): Promise<{ messages: PacketMessage[]; files: ZipEntry[] }> {
  const ids = items.filter(({ kind }) => kind === "message").map(({ id }) => id);
  const classes = await loadClasses(tx, ids);
  const messages: (PacketMessage & { files: string[] })[] = [];
  const files: ZipEntry[] = [];
  for (const item of items) {
    if (item.kind === "message") {
      const known = classes.get(item.id);
      messages.push({
        id: item.id,
        at: item.at,
        from: item.from,
        channel: known?.channel ?? "",
        text: item.choice === "leave_out" ? null : shownText(item),
        blackedOut: item.choice === "black",
        files: [],
        retention: retentionWords(known?.retentionClass ?? ""),
      });
    } else if (item.kind === "attachment" && item.choice !== "leave_out") {
      const path = `medien/${String(files.length + 1).padStart(3, "0")}-${fileName(item)}`;
      messages.at(-1)?.files.push(path);
      files.push({ path, attachmentId: item.id, read: () => openFile(deps, tenantId, item) });
    }
  }
  return { messages, files };
}

const shownText = (item: ReviewItem): string =>
  item.choice === "black" ? blackOut(item.text ?? "", item.textMarks) : (item.text ?? "");

/** A name of ours where the given one would lead elsewhere when unpacked. */
const fileName = ({ name, media }: Pick<ReviewItem, "name" | "media">): string =>
  basename(name ?? media ?? "datei").replace(/[^\p{L}\d._-]/gu, "_");

async function openFile(deps: Deps, tenantId: string, item: ReviewItem): Promise<Buffer | undefined> {
  const bytes = await readFile(deps, tenantId, item.id);
  return bytes && item.choice === "black" ? await blackOutPicture(bytes, item.pictureMarks) : bytes;
}

const readFile = async (deps: Deps, tenantId: string, id: string): Promise<Buffer | undefined> =>
  (await deps.db.withTenant(tenantId, (tx) => readAttachment(deps, tx, tenantId, id)))?.bytes;
