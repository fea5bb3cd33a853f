import type { ContentView } from "../../contract/messages.ts";
import type { MessageContent, SharedContact } from "../channels/channel.ts";

/** What a sealed message holds: the content and what belongs to it, as JSON. */
export type StoredContent =
  | MessageContent
  | {
      readonly type: "template";
      readonly name: string;
      readonly language: string;
      readonly parameters: readonly string[];
      readonly text: string;
    }
  /** A question of ours with buttons; `id` comes back as the payload of the choice. */
  | {
      readonly type: "question";
      readonly text: string;
      readonly buttons: readonly { readonly id: string; readonly title: string }[];
    };

/** What the sender of an outbound message declared; the policy judges by it again when the message leaves. */
export interface Declared {
  readonly messageClass:
    | "transactional"
    | "service_info"
    | "advertising"
    | "safety"
    | "invoice"
    | "auto_reply"
    | "consent_request";
  readonly templateCategory: "utility" | "marketing" | "authentication" | null;
  /** Kind of text in the catalogue's words, e.g. privacy_notice. */
  readonly kind?: string;
  /** The contact asked for exactly this (DATENSCHUTZ, PN-5). */
  readonly answersQuestion?: true;
  /** Why danger cannot wait (PN-8). */
  readonly dangerReason?: string;
  /** An offer or a confirmation: does it say what the legal form owes (IM-3)? */
  readonly letterDetails?: boolean;
  /** Of an invoice: what it comes to, where somebody said so (EM-3). */
  readonly amountEUR?: number;
  /** A confirmation for a consumer: has the contact the withdrawal instruction (CT-1)? */
  readonly withdrawalGiven?: boolean;
  /** The contact expressly asked for a repair that cannot wait (CT-1). */
  readonly urgentRepair?: true;
  /** People can be recognised in the file; what it is needed for (PH-3). */
  readonly personsReason?: string;
  /** The sender looked at what the guard held back: it is for this customer (IN-1). */
  readonly forCustomer?: boolean;
  /** An automatic answer is true until this moment; later it does not leave. */
  readonly until?: string;
  /** This version of the privacy notice travels in front of this very text. */
  readonly carriesNotice?: number;
  /** So many characters in front of the reply's own words are the notice's. */
  readonly noticeLength?: number;
}

export interface StoredMessage {
  readonly content: StoredContent;
  readonly forwarded?: "once" | "often";
  readonly referral?: string;
  /** The article of the catalogue it was written about. */
  readonly product?: string;
  /** So many files were to come after it, one by one. */
  readonly announced?: number;
  /** Kind in the channel's own words, kept for what we could not show. */
  readonly label?: string;
  /** A refusal's sentence, as the member was told. */
  readonly whyDe?: string;
  /** Outbound only. */
  readonly declared?: Declared;
  /** What a commercial letter said before its sender edited it, oldest first (ER-1: the original stays). */
  readonly earlier?: readonly { readonly content: StoredContent; readonly until: string }[];
}

/** Short kind for the message row: says what it is without opening the seal. */
export function kindOf(content: StoredContent): string {
  return content.type === "media" ? content.ref.media : content.type;
}

function cardWords(card: SharedContact): string[] {
  const { name = "", organisation = "", role = "", phones, emails, addresses = [], websites = [] } = card;
  return [name, organisation, role, ...phones, ...emails, ...addresses, ...websites];
}

/** Of a sentence of ours about what cannot be shown: the words of the person, which it quotes at its end. */
const theirsIn = (why: string): string => /: „([\s\S]*)“$/.exec(why)?.[1] ?? "";

/** All readable words of a message: for search, for the linter, for keywords. */
export function textOf(content: StoredContent): string {
  switch (content.type) {
    case "text":
    case "template":
    case "question":
      return content.text;
    case "media":
      return [content.caption, content.ref.fileName].filter(Boolean).join(" ");
    case "location":
      return [content.name, content.address].filter(Boolean).join(" ");
    case "contacts":
      return content.contacts.flatMap(cardWords).join(" ");
    case "choice":
      return content.title;
    case "structured":
      return [content.title, ...content.lines].join(" ");
    case "unsupported":
      return theirsIn(content.why);
  }
}

/** What a message says of its own: without the privacy notice that travels in front of it. */
export function ownContent({ content, declared }: StoredMessage): StoredContent {
  const before = declared?.noticeLength ?? 0;
  return content.type === "text" && before > 0 ? { ...content, text: content.text.slice(before) } : content;
}

/** Photos without a word say nothing: until the first of them is here, that they are under way. */
export function contentWith({ content, announced = 0 }: StoredMessage, here: number): StoredContent {
  if (content.type !== "text" || content.text !== "" || announced === 0 || here > 0) return content;
  return { ...content, text: "Fotos folgen." };
}

const mediaWords: Readonly<Record<string, string>> = {
  image: "Foto",
  video: "Video",
  audio: "Tonaufnahme",
  voice: "Sprachnachricht",
  document: "Dokument",
  sticker: "Sticker",
};

/** What a file is, where it has no words or name of its own. */
export const mediaWord = (media: string): string => mediaWords[media] ?? "Datei";

/** One line for the inbox and for quotes, cut at a grapheme, at most `length` of them. */
export function excerptOf(content: StoredContent, length = 140): string {
  const line = (() => {
    switch (content.type) {
      case "media":
        // A photo's file name says nothing; a paper's says what it is.
        if (content.ref.media !== "document") return content.caption || mediaWord(content.ref.media);
        return content.caption || content.ref.fileName || mediaWord("document");
      case "location":
        return `Standort ${content.name ?? content.address ?? ""}`.trim();
      case "contacts":
        return `Kontakt ${content.contacts[0]?.name ?? ""}`.trim();
      case "unsupported":
        return ["Nicht darstellbar", textOf(content)].filter(Boolean).join(": ");
      default:
        return textOf(content);
    }
  })().replace(/\s+/g, " ");
  if (line.length <= length) return line;
  const graphemes = [...new Intl.Segmenter("de").segment(line.slice(0, length * 4))].map((s) => s.segment);
  return graphemes.length <= length ? line : `${graphemes.slice(0, length - 1).join("")}…`;
}

/** The same content as a screen gets it: without the address a file has at its channel. */
export function toContentView(content: StoredContent): ContentView {
  switch (content.type) {
    case "text":
      return { type: "text", text: content.text };
    case "media":
      return { type: "media", caption: content.caption ?? null };
    case "location":
      return {
        type: "location",
        latitude: content.latitude,
        longitude: content.longitude,
        name: content.name ?? null,
        address: content.address ?? null,
        website: content.website ?? null,
      };
    case "contacts":
      return {
        type: "contacts",
        contacts: content.contacts.map((c) => ({
          name: c.name ?? null,
          organisation: c.organisation ?? null,
          phones: [...c.phones],
          emails: [...c.emails],
          role: c.role ?? null,
          addresses: [...(c.addresses ?? [])],
          websites: [...(c.websites ?? [])],
        })),
      };
    case "choice":
      return { type: "choice", title: content.title, description: content.description ?? null };
    case "structured":
      return { type: "structured", title: content.title, lines: [...content.lines] };
    case "question":
      return { type: "question", text: content.text, buttons: content.buttons.map(({ title }) => title) };
    case "template":
      return { type: "template", name: content.name, language: content.language, text: content.text };
    case "unsupported":
      return { type: "unsupported", why: content.why };
  }
}

/** How many files were announced, when fewer than these are here; null: none is missing. */
export const announcedOf = ({ announced = 0 }: StoredMessage, here: number): number | null =>
  announced > here ? announced : null;

/** Place of a sealed message; the same words seal and open. */
export const messagePlace = (messageId: string) => ({ table: "message", row: messageId, column: "content" });
