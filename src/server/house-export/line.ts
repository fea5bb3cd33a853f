import type { MessageView } from "../../contract/messages.ts";
import type { RoomMessageView } from "../../contract/rooms.ts";
import type { StripProof } from "../attachments/strip-proof.ts";
import { wordsOfMessage } from "../subject-requests/message-words.ts";

/** A file beside the talk: where it lies in the archive, or why it does not. */
export interface LineFile {
  readonly path: string | null;
  readonly why: string | null;
  readonly media: string;
  readonly name: string;
  /** What was taken out of it before it was stored (PH-1). */
  readonly cleaned?: StripProof | undefined;
  /** What is said in a voice message, where somebody wrote it down. */
  readonly transcript?: { readonly text: string; readonly authorName: string; readonly at: string } | null;
}

/** One thing said, in a conversation or a room, as page and data show it. */
export interface Line {
  readonly position: number;
  readonly at: string;
  readonly side: "in" | "out" | "note" | "event";
  readonly who: string;
  readonly text: string;
  readonly quote: string | null;
  readonly files: readonly LineFile[];
  readonly reactions: readonly string[];
  /** What became of it, where that needs saying: "zurückgenommen", "nicht gesendet: …". */
  readonly remarks: readonly string[];
}

const stateWords: Readonly<Record<string, string>> = {
  blocked: "nicht gesendet",
  queued: "wartet",
  sending: "wird gesendet",
  sent: "gesendet",
  delivered: "zugestellt",
  read: "gelesen",
  failed: "nicht zugestellt",
  unknown: "Zustellung ungewiss",
  withdrawn: "zurückgezogen, nicht gesendet",
};

/** A message as a line of the exported talk. */
export function lineOfMessage(view: MessageView, contactName: string, files: readonly LineFile[]): Line {
  const authors = { in: contactName, out: "Betrieb", note: "Betrieb" };
  const state = view.state === null ? [] : [stateWords[view.state] ?? view.state];
  return {
    position: view.position,
    at: view.at,
    side: view.direction,
    who: view.author?.name || authors[view.direction],
    text: wordsOfMessage(view),
    quote: view.replyTo?.excerpt ?? null,
    files,
    reactions: view.reactions.map(({ emoji, by }) => `${emoji} (${by === "contact" ? contactName : "Betrieb"})`),
    remarks: [
      ...(view.direction === "note" ? ["interne Notiz"] : []),
      ...(view.automatic ? ["automatisch"] : []),
      ...(view.forwarded ? ["weitergeleitet"] : []),
      ...(view.product === null ? [] : [`zum Artikel ${view.product}`]),
      ...(view.announced === null ? [] : [`Dateien: ${files.length} von ${view.announced} angekommen`]),
      ...(view.edited ? ["bearbeitet"] : []),
      ...(view.revoked ? ["zurückgenommen"] : []),
      ...state,
    ],
  };
}

export function lineOfRoomMessage(view: RoomMessageView, files: readonly LineFile[]): Line {
  const poll = view.poll?.options.map(({ text, memberIds }) => `${text}: ${memberIds.length}`) ?? [];
  return {
    position: view.position,
    at: view.at,
    side: view.kind === "event" ? "event" : "in",
    who: view.authorName,
    text: [view.text ?? "", ...poll].filter((line) => line !== "").join("\n"),
    quote: view.replyTo?.excerpt ?? null,
    files,
    reactions: view.reactions.map(({ emoji, memberIds }) => `${emoji} ${memberIds.length}`),
    remarks: [
      ...(view.emergency ? ["Notfall"] : []),
      ...(view.editedAt ? ["bearbeitet"] : []),
      ...(view.revoked ? ["zurückgenommen"] : []),
      ...(view.pinned ? ["angeheftet"] : []),
    ],
  };
}

/** For machines: keys in German words, times in ISO 8601, files by their place in the archive. */
export const lineData = (line: Line): Record<string, unknown> => ({
  nummer: line.position,
  zeit: line.at,
  richtung: { in: "eingehend", out: "ausgehend", note: "interne Notiz", event: "Ereignis" }[line.side],
  von: line.who,
  text: line.text,
  antwortAuf: line.quote,
  dateien: line.files.map(({ path, why, name, media, transcript, cleaned }) => ({
    datei: path,
    name,
    art: media,
    fehltWeil: why,
    ...(cleaned
      ? {
          bereinigt: {
            zeit: cleaned.at,
            entfernt: cleaned.removed,
            sha256Vorher: cleaned.before,
            sha256Nachher: cleaned.after,
          },
        }
      : {}),
    ...(transcript ? { mitschrift: { text: transcript.text, von: transcript.authorName, zeit: transcript.at } } : {}),
  })),
  reaktionen: line.reactions,
  vermerke: line.remarks,
});
