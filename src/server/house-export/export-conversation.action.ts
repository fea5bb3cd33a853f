import type { AttachmentView, MessageView } from "../../contract/messages.ts";
import { fileStamp } from "../attachments/file-stamp.ts";
import { endingOf } from "../attachments/media-types.ts";
import { readAttachment } from "../attachments/read-attachment.action.ts";
import type { StripProof } from "../attachments/strip-proof.ts";
import { stripProofs } from "../attachments/strip-proofs.action.ts";
import { germanName } from "../contacts/shown-name.ts";
import { readMessages, readRow } from "../conversations/read-inbox.action.ts";
import type { Deps } from "../platform/deps.ts";
import { documentTime } from "../platform/documents/document.ts";
import { instant } from "../platform/instant.ts";
import { channelNames } from "../subject-requests/packet.ts";
import { type LineFile, lineOfMessage } from "./line.ts";
import { fileName, folderName } from "./names.ts";
import { readOnce } from "./pages-of.action.ts";
import { storedFile } from "./stored-file.action.ts";
import { talkFiles } from "./talk-files.adapter.ts";
import type { Item, Walk } from "./walk.ts";
import type { Entry } from "./zip-stream.adapter.ts";

const page = 200;
const states = { open: "offen", snoozed: "Wiedervorlage", closed: "erledigt" } as const;

/** Where a conversation lies in the archive. */
export const conversationFolder = (number: number, name: string) => `gespraeche/${folderName(number, name)}/`;

/** One conversation: as data, as a page, and its files. Everything is read through the caller's own access. */
export async function* exportConversation(deps: Deps, walk: Walk, item: Item): AsyncGenerator<Entry> {
  const { caller, zone, counts } = walk;
  const row = await deps.db.withTenant(caller.tenantId, (tx) => readRow(deps, tx, caller, item.id));
  const name = germanName(row.name);
  const folder = conversationFolder(row.number, name);
  const read = readOnce(() => messagePages(deps, walk, item.id), page);
  const show = ({ view, proofs }: Said) => {
    const files = view.attachments.map((file, ordinal) => ({
      ...shownFile(file, placeOf(folder, zone, view, ordinal, file)),
      cleaned: proofs.get(file.id),
    }));
    return lineOfMessage(view, name, files);
  };
  async function* pages(count: boolean) {
    for await (const said of read()) {
      if (count) counts.messages += said.length;
      yield said.map(show);
    }
  }
  let first = true;
  counts.conversations += 1;
  yield* talkFiles({
    folder,
    file: "gespraech",
    title: `Gespräch ${row.number}: ${name}`,
    facts: [
      { label: "Kanal", value: channelNames[row.channel] ?? row.channel },
      { label: "Stand", value: states[row.state] },
      { label: "Zuständig", value: row.assignee?.name ?? "" },
      { label: "Zuletzt", value: documentTime(instant(Date.parse(row.lastActivityAt)), "de") },
    ],
    data: {
      gespraech: row.number,
      id: row.id,
      kontakt: row.contactId,
      name,
      kanal: row.channel,
      stand: row.state,
      zustaendig: row.assignee?.name ?? null,
      zuletzt: row.lastActivityAt,
    },
    pages: () => {
      const count = first;
      first = false;
      return pages(count);
    },
  });
  for await (const said of read())
    for (const { view } of said)
      for (const [ordinal, file] of view.attachments.entries()) {
        if (file.sensitiveUntil !== null) counts.sensitive += 1;
        else if (file.state !== "stored") counts.missing += 1;
        else {
          const path = placeOf(folder, zone, view, ordinal, file);
          const about = { id: file.id, path, squeeze: file.media === "document" };
          yield* storedFile(deps, walk, about, (tx) => readAttachment(deps, tx, caller.tenantId, file.id));
        }
      }
}

/** A message, and what was taken out of the files of its page. */
interface Said {
  readonly view: MessageView;
  readonly proofs: ReadonlyMap<string, StripProof>;
}

async function* messagePages(deps: Deps, { caller }: Walk, conversationId: string): AsyncGenerator<Said[]> {
  for (let after = 0; ; ) {
    const said = await deps.db.withTenant(caller.tenantId, async (tx) => {
      const { items } = await readMessages(deps, tx, caller, conversationId, { after, limit: page });
      const ids = items.flatMap(({ attachments }) => attachments.map(({ id }) => id));
      const proofs = await stripProofs(tx, ids);
      return items.map((view) => ({ view, proofs }));
    });
    yield said;
    const last = said.at(-1);
    if (last === undefined || said.length < page) return;
    after = last.view.position;
  }
}

function placeOf(folder: string, zone: string, view: MessageView, ordinal: number, file: AttachmentView): string {
  const place = { position: view.position, ordinal, stamp: fileStamp(view.at, zone) };
  return `${folder}dateien/${fileName(place, file, endingOf(file.mimeType) ?? "bin")}`;
}

function shownFile(file: AttachmentView, path: string): LineFile {
  const here = file.state === "stored" && file.sensitiveUntil === null;
  const why = file.sensitiveUntil === null ? (file.whyGone ?? "nicht geladen") : "gemeldet als zu persönlich";
  const name = file.name ?? path.split("_").at(-1) ?? "Datei";
  return {
    path: here ? path : null,
    why: here ? null : why,
    media: file.media,
    name,
    transcript: here ? file.transcript : null,
  };
}
