import type { AttachmentView, MessageView } from "../../contract/messages.ts";
import { RequestKind, type ReviewItem } from "../../contract/subject-requests.ts";
import { nameWithEnding } from "../attachments/file-name.ts";
import { endingOf, isDecoded } from "../attachments/media-types.ts";
import { addressesOf } from "../contacts/addresses-of.action.ts";
import { places } from "../contacts/identity.ts";
import { mediaWord } from "../conversations/message-content.ts";
import { readWhole } from "../conversations/read-whole.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { type OwnProject, projectsOfContact } from "../projects/projects-of-contact.action.ts";
import { wordsHeard, wordsOfMessage } from "./message-words.ts";
import { type DecidedRow, loadReviewRows, loadScope } from "./review.store.ts";
import type { RequestRecord } from "./subject-request.store.ts";
import { type OwnMarks, suggestMarks } from "./suggest-marks.ts";

/** What an answer holds, message by message and file by file, with what somebody decided about each. */
export async function reviewItems(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  row: RequestRecord,
  key: ContactKey,
): Promise<{ items: ReviewItem[]; messages: MessageView[] }> {
  const messages: MessageView[] = [];
  for (const conversationId of await loadScope(tx, row))
    messages.push(...(await readWhole(deps, tx, tenantId, conversationId)));
  // Art. 20 covers what the person handed over, and nothing we wrote.
  const kind = RequestKind.parse(row.kind);
  const handedOver = kind === "portability";
  const covered = handedOver ? messages.filter(({ direction }) => direction === "in") : messages;
  const decided = await loadReviewRows(tx, row.request_id);
  const own = await ownMarks(deps, tx, tenantId, row, key);
  const items = covered.flatMap((message) => {
    const text = handedOver ? wordsOfMessage(message) : wordsHeard(message);
    const mac = textMac(deps, tenantId, message.id, text);
    const row = decided.get(message.id);
    const still = stillKnown(message, mac, row);
    // Where somebody had something to hide, new words are shown to nobody before they are read, harmless as they seem.
    const hid = still === undefined && row !== undefined && row.choice !== "show";
    return [
      messageItem(message, { text, version: mac.toString("base64url"), own, hid }, still),
      ...message.attachments
        .filter(({ state }) => state === "stored")
        .map((file) => fileItem(message, file, decided.get(file.id))),
    ];
  });
  const jobs = kind === "access" ? await projectsOfContact(deps, tx, tenantId, row.contact_id) : [];
  return {
    items: [...items, ...jobs.map((job) => projectItem(deps, tenantId, job, decided.get(job.id)))],
    messages: covered,
  };
}

export const countOpen = (items: readonly ReviewItem[]): number =>
  items.filter(({ needsLook, choice }) => needsLook && choice === null).length;

export async function countUndecided(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  row: RequestRecord,
  key: ContactKey,
): Promise<number> {
  return countOpen((await reviewItems(deps, tx, tenantId, row, key)).items);
}

/** By it a text, or a job, is the one that was looked at. Of a file, which nobody changes, there is none. */
const textMac = ({ seal }: Pick<Deps, "seal">, tenantId: string, id: string, text: string): Buffer =>
  seal.blindIndex(tenantId, "review-text", `${id}|${text}`);

/**
 * Whoever decided about a message has not seen what its sender made of it since, nor what was written down of its voice:
 * it is looked at again.
 */
function stillKnown(message: MessageView, mac: Buffer, row: DecidedRow | undefined): DecidedRow | undefined {
  const { attachments, edited, revoked } = message;
  if (row?.textMac) return mac.equals(row.textMac) ? row : undefined;
  // Decided before there were digests: whether its words were changed before that or since, nobody knows any more.
  if (edited || revoked) return undefined;
  const news = attachments.some(
    ({ transcript }) => row && transcript && Date.parse(transcript.at) > row.decidedAt.getTime(),
  );
  return news ? undefined : row;
}

const authorOf = ({ direction }: MessageView) =>
  direction === "in" ? ("contact" as const) : direction === "note" ? ("note" as const) : ("business" as const);

function messageItem(
  message: MessageView,
  words: { readonly text: string; readonly version: string; readonly own: OwnMarks; readonly hid: boolean },
  row: DecidedRow | undefined,
): ReviewItem {
  const { text, version, own, hid } = words;
  const { type } = message.content;
  // What people enter about themselves on the page is theirs, and what we write by ourselves speaks of nobody.
  const harmless =
    type === "structured" || type === "unsupported" || (message.automatic && message.direction === "out");
  const suggestions = harmless ? [] : suggestMarks(text, own);
  return {
    kind: "message",
    id: message.id,
    from: authorOf(message),
    at: message.at,
    text,
    media: null,
    picture: false,
    name: null,
    suggestions,
    choice: row?.choice ?? null,
    textMarks: [...(row?.textMarks ?? [])],
    pictureMarks: [],
    version,
    ...decisionOf(row),
    needsLook: hid || suggestions.length > 0 || message.direction === "note" || type === "contacts",
  };
}

function fileItem(message: MessageView, file: AttachmentView, row: DecidedRow | undefined): ReviewItem {
  return {
    kind: "attachment",
    id: file.id,
    from: authorOf(message),
    at: message.at,
    text: null,
    media: file.media,
    picture: isDecoded(file.mimeType),
    name: nameWithEnding(file.name ?? mediaWord(file.media), endingOf(file.mimeType)),
    suggestions: [],
    choice: row?.choice ?? null,
    textMarks: [],
    pictureMarks: [...(row?.pictureMarks ?? [])],
    version: "",
    ...decisionOf(row),
    needsLook: true,
  };
}

/**
 * What was noted, reported and photographed on a job of the person: colleagues and neighbours stand there too. What came
 * to it since somebody looked has been seen by nobody.
 */
function projectItem(deps: Deps, tenantId: string, job: OwnProject, decided: DecidedRow | undefined): ReviewItem {
  const mac = textMac(deps, tenantId, job.id, job.looks);
  const row = decided?.textMac && mac.equals(decided.textMac) ? decided : undefined;
  return {
    kind: "project",
    id: job.id,
    from: "business",
    at: job.since.toISOString(),
    text: null,
    media: null,
    picture: false,
    name: job.name === null ? String(job.number) : `${job.number}, ${job.name}`,
    suggestions: [],
    choice: row?.choice ?? null,
    textMarks: [],
    pictureMarks: [],
    version: mac.toString("base64url"),
    ...decisionOf(row),
    needsLook: true,
  };
}

const decisionOf = (row: DecidedRow | undefined) => ({
  decidedAt: row?.decidedAt.toISOString() ?? null,
  decidedBy: row?.decidedBy ?? null,
});

async function ownMarks(deps: Deps, tx: Tx, tenantId: string, row: RequestRecord, key: ContactKey): Promise<OwnMarks> {
  const open = (place: Parameters<Deps["seal"]["openForContact"]>[2], sealed: Uint8Array | null) =>
    sealed === null ? [] : [deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8")];
  const addresses = await addressesOf(deps, tx, tenantId, row.identity_id, key);
  const { business } = await readPublicBusiness(tx);
  const of = (kind: "phone" | "email") => addresses.filter((one) => one.kind === kind).map(({ value }) => value);
  return {
    names: [
      ...open(places.name(row.contact_id), row.sealed_name),
      ...open(places.profileName(row.identity_id), row.sealed_profile_name),
    ],
    // Our own numbers are no secret of anybody's.
    phones: [...of("phone"), business.phone, business.emergencyPhone],
    emails: [...of("email"), business.email],
  };
}
