import type { ChannelKind } from "../../contract/ids.ts";
import type { Channel, MediaOutcome, MediaRef } from "../channels/channel.ts";
import { type MayAsk, type OpenAccount, openAccount } from "../channels/open-account.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import type { ContactKey } from "../platform/seal.ts";
import { tellProjectsOfConversations } from "../project-links/tell-projects.action.ts";
import {
  type AttachmentRow,
  loadAttachment,
  loadOrigin,
  lockPending,
  markGone,
  markStored,
} from "./attachment.store.ts";
import { keepMediaVerdict } from "./keep-media-verdict.action.ts";
import { readMediaRef } from "./media-ref.ts";
import { type Prepared, prepareFile } from "./prepare-file.action.ts";
import { removeSealed } from "./vault.adapter.ts";
import { waitForChannel } from "./wait-for-channel.action.ts";
import { whenThereIsRoom } from "./wait-for-room.action.ts";

/** WhatsApp's largest document; the web chat refuses larger files at its own door. */
const maxBytes = 100_000_000;
/** WhatsApp keeps a file for seven days; after that nobody can bring it back (F09). */
const patience = 7 * day;

const neverRoom =
  "Auf dem Server war sieben Tage lang kein Platz, so lange hebt WhatsApp eine Datei auf. Bitte noch einmal schicken lassen.";
const neverOpened =
  "Der Kanal war sieben Tage lang nicht freigegeben, so lange hebt WhatsApp eine Datei auf. Bitte noch einmal schicken lassen.";

export interface FileToFetch {
  readonly tenantId: string;
  readonly attachmentId: string;
}

interface Pending {
  readonly row: AttachmentRow;
  readonly origin: NonNullable<Awaited<ReturnType<typeof loadOrigin>>>;
  readonly key: ContactKey;
  readonly ref: MediaRef;
  readonly account: OpenAccount;
  /** False: before there is a contract the provider is not asked for it (AV-1). */
  readonly mayAsk: boolean;
}

/**
 * Brings one file home, or has it wait until its channel is open. Idempotent, and safe against being killed anywhere:
 * the file is written and renamed before the row says "stored". Throws when the channel cannot be reached, so that the
 * queue tries again with growing pauses; without room on the disk it looks again soon.
 */
export async function fetchFile(
  deps: Deps,
  channelFor: (kind: ChannelKind) => Channel,
  mayAsk: MayAsk,
  file: FileToFetch,
): Promise<void> {
  const pending = await deps.db.withTenant(file.tenantId, (tx) => loadPending(deps, tx, mayAsk, file));
  if (pending === undefined) return;
  const { origin } = pending;
  if (!pending.mayAsk) {
    if (isTooOld(deps, origin)) return await settle(deps, file, pending, { kind: "gone", whyDe: neverOpened });
    await waitForChannel(deps, file, origin, pending.row.contact_id);
    // Opened between the look and the wait: what the opening asked for at once now stands in an hour.
    const now = await deps.db.withTenant(file.tenantId, (tx) => loadPending(deps, tx, mayAsk, file));
    return now?.mayAsk === true ? await bringHome(deps, channelFor, file, now) : undefined;
  }
  await bringHome(deps, channelFor, file, pending);
}

async function bringHome(
  deps: Deps,
  channelFor: (kind: ChannelKind) => Channel,
  file: FileToFetch,
  pending: Pending,
): Promise<void> {
  const { ref, account, origin } = pending;
  const fetched = async () => {
    const outcome = await channelFor(account.kind).fetchMedia(ref, account.credentials, maxBytes);
    const settled = outcome.kind === "fetched" ? await prepare(deps, file, pending, outcome) : outcome;
    await settle(deps, file, pending, settled);
  };
  if (await whenThereIsRoom(deps, file, fetched)) return;
  // What a visitor sent lies in the house already.
  if (origin.kind === "whatsapp" && isTooOld(deps, origin))
    await settle(deps, file, pending, { kind: "gone", whyDe: neverRoom });
}

async function loadPending(
  deps: Deps,
  tx: Tx,
  mayAsk: MayAsk,
  { tenantId, attachmentId }: FileToFetch,
): Promise<Pending | undefined> {
  const row = await loadAttachment(tx, tenantId, attachmentId);
  if (row?.state !== "pending" || row.sealed_ref === null) return undefined;
  const origin = await loadOrigin(tx, tenantId, attachmentId);
  const key = (await openContactKeys(deps.seal, tx, tenantId, [row.contact_id])).get(row.contact_id);
  // No key: the person was erased while the file was on its way. Nothing may be kept any more.
  if (origin === undefined || key === undefined) return undefined;
  const account = await openAccount(deps, tx, tenantId, origin.account_id);
  if (account === undefined) return undefined;
  const place = { table: "attachment", row: attachmentId, column: "sealed_ref" };
  const ref = readMediaRef(deps.seal.openForContact(tenantId, key, place, row.sealed_ref).toString("utf8"));
  return { row, origin, key, ref, account, mayAsk: await mayAsk(tx, account) };
}

const isTooOld = ({ clock }: Deps, { created_at }: Pending["origin"]): boolean =>
  clock.now() > after(created_at, patience);

type Settled = Prepared | Exclude<MediaOutcome, { kind: "fetched" }>;

async function prepare(
  deps: Deps,
  { tenantId, attachmentId }: FileToFetch,
  { key, ref, origin }: Pending,
  { bytes }: { readonly bytes: Uint8Array },
): Promise<Prepared> {
  const fromVisitor = origin.kind === "webchat";
  return prepareFile(deps, { tenantId, key, attachmentId, bytes, declared: ref.media, maxBytes, fromVisitor });
}

async function settle(
  deps: Deps,
  { tenantId, attachmentId }: FileToFetch,
  { origin, row }: Pending,
  settled: Settled,
): Promise<void> {
  if (settled.kind === "unreachable" && !isTooOld(deps, origin))
    throw new Error("the channel did not hand over the file");
  await deps.db.withTenant(tenantId, async (tx) => {
    if (!(await settleRow(deps, tx, tenantId, attachmentId, settled))) return;
    await appendEvents(deps, tx, tenantId, [
      {
        kind: "attachment-changed",
        conversationId: origin.conversation_id,
        messageId: origin.message_id,
        contactId: row.contact_id,
      },
    ]);
    await tellProjectsOfConversations(deps, tx, tenantId, [origin.conversation_id]);
  });
  await removeSealed(deps.config.dataDir, tenantId, attachmentId, "incoming");
}

/** The verdict is kept by whoever settles the row, so that two workers leave one of them. @returns false when settled */
async function settleRow(deps: Deps, tx: Tx, tenantId: string, id: string, settled: Settled): Promise<boolean> {
  if (!(await lockPending(tx, tenantId, id))) return false;
  if (settled.kind === "prepared") {
    const decision_id = await keepMediaVerdict(deps, tx, tenantId, null, settled.judged);
    return await markStored(tx, tenantId, id, { ...settled.fields, decision_id });
  }
  if (settled.kind === "refused" && settled.judged) await keepMediaVerdict(deps, tx, tenantId, null, settled.judged);
  return await markGone(tx, tenantId, id, whyGone(settled));
}

function whyGone(settled: Exclude<Settled, { kind: "prepared" }>): string {
  if (settled.kind === "unreachable")
    return "Die Datei war sieben Tage lang nicht abrufbar. Bitte noch einmal schicken lassen.";
  return settled.kind === "refused" ? settled.why.de : settled.whyDe;
}
