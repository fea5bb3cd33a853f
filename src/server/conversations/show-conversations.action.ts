import type { ConversationRow } from "../../contract/conversations.ts";
import { transcriptsOf } from "../attachments/transcripts-of.action.ts";
import { excerptsOf } from "../contacts/excerpts-of.action.ts";
import { places } from "../contacts/identity.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { phonesOf } from "../contacts/phones-of.action.ts";
import type { SearchedWord } from "../contacts/search-words.ts";
import { displayName, erasedName } from "../contacts/shown-name.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import type { Hit, InboxRow } from "./inbox.store.ts";
import { contentWith, excerptOf, ownContent, textOf } from "./message-content.ts";
import { openStored } from "./open-message.action.ts";

/** What a search found, and by which words. */
interface Found {
  readonly hits: readonly Hit[];
  readonly words: readonly SearchedWord[];
}

/** Rows of the inbox as members see them: seals opened, names found. Rows of erased contacts say so. */
export async function showConversations(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  rows: readonly InboxRow[],
  found: Found = { hits: [], words: [] },
): Promise<ConversationRow[]> {
  const keys = await openContactKeys(
    deps.seal,
    tx,
    tenantId,
    rows.map((row) => row.contact_id),
  );
  const nameless = rows.filter((row) => row.sealed_name === null && row.sealed_profile_name === null);
  const phones = await phonesOf(
    deps,
    tx,
    tenantId,
    keys,
    nameless.map((row) => ({ identityId: row.identity_id, contactId: row.contact_id })),
  );
  const hits = await showHits(deps, tx, tenantId, keys, rows, found);
  return rows.map((row) => {
    const hit = hits.get(row.conversation_id);
    const shown = showRow(deps, tenantId, row, keys.get(row.contact_id), phones.get(row.identity_id));
    return hit ? { ...shown, hit } : shown;
  });
}

/** What was found, by conversation: the place where the words stand, and where in it they are. */
async function showHits(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  keys: ReadonlyMap<string, ContactKey>,
  rows: readonly InboxRow[],
  { hits, words }: Found,
): Promise<Map<string, NonNullable<ConversationRow["hit"]>>> {
  if (hits.length === 0) return new Map();
  const ids = hits.map((hit) => hit.message_id);
  const spoken = await transcriptsOf(deps, tx, tenantId, keys, ids);
  const contacts = new Map(rows.map((row) => [row.conversation_id, row.contact_id]));
  const opened = hits.flatMap((hit) => {
    const key = keys.get(contacts.get(hit.conversation_id) ?? "");
    if (!key) return [];
    const content = ownContent(openStored(deps, tenantId, key, hit.message_id, hit.sealed_content));
    return [{ hit, content, text: [textOf(content), ...(spoken.get(hit.message_id) ?? [])].join("\n") }];
  });
  const excerpts = await excerptsOf(
    tx,
    opened.map(({ text }) => text),
    words,
  );
  return new Map(
    opened.map(({ hit, content }, n) => [
      hit.conversation_id,
      {
        position: hit.position,
        direction: hit.direction,
        ...(excerpts[n] ?? { text: excerptOf(content), marks: [] }),
        attachmentId: hit.picture_id,
        media: hit.kind,
        revoked: false,
      },
    ]),
  );
}

function showRow(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  row: InboxRow,
  key: ContactKey | undefined,
  phone: string | undefined,
): ConversationRow {
  const channel = row.channel_kind;
  return {
    id: row.conversation_id as ConversationRow["id"],
    number: row.number,
    contactId: row.contact_id as ConversationRow["contactId"],
    name: key ? nameOf(deps, tenantId, row, key, phone) : erasedName,
    channel,
    channelLabel: row.account_label,
    state: row.state,
    assignee:
      row.assignee_id === null
        ? null
        : { id: row.assignee_id as NonNullable<ConversationRow["assignee"]>["id"], name: row.assignee_name ?? "" },
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    lastActivityAt: row.last_activity_at.toISOString(),
    waitingSince: row.waiting_since?.toISOString() ?? null,
    preview: showPreview(deps, tenantId, row, key),
    lastPosition: row.last_position,
    unread: row.unread,
    draft: row.draft,
    failed: row.failed,
    version: row.version,
    reserved: row.reserved,
  };
}

/** What was said last; photos without a word say what they are. */
function showPreview(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  { last_message_id: id, last_content: sealed, last_revoked: revoked, file_media: file, ...row }: InboxRow,
  key: ContactKey | undefined,
): ConversationRow["preview"] {
  const stored = key && sealed && id && !revoked ? openStored(deps, tenantId, key, id, sealed) : undefined;
  const own = stored && { ...stored, content: ownContent(stored) };
  const text = own === undefined ? "" : excerptOf(contentWith(own, file === null ? 0 : 1));
  return {
    direction: row.last_direction ?? "in",
    text,
    attachmentId: revoked ? null : row.picture_id,
    media: text === "" ? (file ?? row.last_kind) : row.last_kind,
    revoked,
  };
}

function nameOf(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  row: InboxRow,
  key: ContactKey,
  phone: string | undefined,
): ConversationRow["name"] {
  const open = (place: { table: string; row: string; column: string }, sealed: Uint8Array | null) =>
    sealed === null ? undefined : deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8");
  const saved = open(places.name(row.contact_id), row.sealed_name);
  const profile = open(places.profileName(row.identity_id), row.sealed_profile_name);
  return displayName({ saved, profile, phone }, row.channel_kind);
}
