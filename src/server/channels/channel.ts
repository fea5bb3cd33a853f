import type { ChannelKind } from "../../contract/ids.ts";
import type { ApprovedMessage } from "../policy/approved-message.ts";

/**
 * THE PORT where a channel plugs in. A channel verifies what arrives, turns it into items, sends what the
 * policy approved and says what it can do. It knows no contacts, no conversations, no database.
 */

/**
 * One address of a person on a channel. `bsuid` is WhatsApp's business-scoped user id; it comes first because
 * the phone number may be missing (usernames, 2026). `session` is a web-chat visitor.
 */
export interface Address {
  readonly kind: "bsuid" | "phone" | "email" | "telegram" | "session";
  readonly value: string;
}

/** Who wrote. `addresses` is ordered: the most stable one first. Names are claims of the sender, never keys. */
export interface Sender {
  readonly addresses: readonly Address[];
  readonly profileName?: string;
  /** Phone or mail the person typed: a claim that recognises nobody. */
  readonly givenReach?: string;
  /** Without its @. What a person without a profile name is called. */
  readonly username?: string;
}

/** A file the channel holds for us; bytes are fetched by a job of their own. */
export interface MediaRef {
  readonly media: "image" | "video" | "audio" | "voice" | "document" | "sticker";
  readonly id: string;
  readonly mimeType: string;
  /** Base64 of the SHA-256 digest, as WhatsApp gives it. */
  readonly sha256?: string;
  readonly fileName?: string;
}

export interface SharedContact {
  readonly name?: string;
  readonly organisation?: string;
  /** What the person does there. */
  readonly role?: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** Each on one line. Absent in what was stored before they were read. */
  readonly addresses?: readonly string[];
  readonly websites?: readonly string[];
}

/** What a message says. Everything a channel cannot translate becomes `unsupported` and is shown as such. */
export type MessageContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "media"; readonly ref: MediaRef; readonly caption?: string }
  | {
      readonly type: "location";
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
      /** The page of a place that has one. */
      readonly website?: string;
    }
  | { readonly type: "contacts"; readonly contacts: readonly SharedContact[] }
  /** A tapped button or list row; `payload` is what we put behind it when sending. */
  | {
      readonly type: "choice";
      readonly source: "button" | "list" | "template";
      readonly title: string;
      readonly payload?: string;
      readonly description?: string;
    }
  /** Forms, orders and the like: a heading and readable lines. */
  | { readonly type: "structured"; readonly title: string; readonly lines: readonly string[] }
  | { readonly type: "unsupported"; readonly why: string };

/** Where an item belongs: the channel's own id of our account (WhatsApp: phone number id), if the item has one. */
interface ItemBase {
  /** Kind in the channel's own words, e.g. `message.text+reply`, `status.delivered`, `account_update.ACCOUNT_DELETED`. */
  readonly label: string;
  readonly accountRef?: string;
}

/** One thing that happened on the channel. */
export type ParsedItem =
  | (ItemBase & {
      readonly kind: "message";
      /** Absent: the channel gave it none. It is known by what it says. */
      readonly externalId?: string;
      /** Milliseconds since the epoch, by the channel's clock. */
      readonly sentAt: number;
      readonly from: Sender;
      readonly content: MessageContent;
      readonly replyTo?: string;
      readonly forwarded?: "once" | "often";
      /** Where the person came from: an advert, a post, a QR tag. */
      readonly referral?: string;
      /** What it was written about: the channel's word for an article of the business's catalogue. */
      readonly product?: string;
      /** So many files come after it, one by one. */
      readonly announced?: number;
    })
  | (ItemBase & {
      readonly kind: "reaction";
      readonly externalId: string;
      readonly sentAt: number;
      readonly from: Sender;
      readonly target: string;
      /** Absent: the reaction was taken back. */
      readonly emoji?: string;
    })
  | (ItemBase & {
      readonly kind: "edit";
      readonly externalId: string;
      readonly sentAt: number;
      readonly from: Sender;
      readonly target: string;
      readonly content: MessageContent;
    })
  | (ItemBase & {
      readonly kind: "revoke";
      readonly externalId: string;
      readonly sentAt: number;
      readonly from: Sender;
      readonly target: string;
    })
  | (ItemBase & {
      readonly kind: "receipt";
      /** The channel's id of our message. */
      readonly externalId: string;
      readonly status: ReceiptStatus;
      readonly at: number;
      /** What we handed over at sending (our message id); settles sends whose answer got lost. */
      readonly correlation?: string;
      readonly error?: ChannelError;
    })
  /** The person told the channel to stop or resume advertising (WhatsApp user_preferences). */
  | (ItemBase & {
      readonly kind: "preference";
      readonly from: Sender;
      readonly at: number;
      /** `unknown`: the channel says it in a word we do not know. */
      readonly value: "stop" | "resume" | "unknown";
    })
  /** The same person under a new address (number change). */
  | (ItemBase & {
      readonly kind: "identity-change";
      readonly externalId?: string;
      readonly at: number;
      readonly previous: readonly Address[];
      readonly next: readonly Address[];
    })
  /** Sent by our side past this product (coexistence); logged as a bypass of the policy (WA-8). */
  | (ItemBase & { readonly kind: "echo"; readonly externalId: string; readonly sentAt: number })
  /** News about our account, number or templates: `details` are short facts without personal data. */
  | (ItemBase & {
      readonly kind: "account";
      readonly details: readonly string[];
      /** Somebody has to look after it: its delivery is parked and shown with this sentence. */
      readonly alarm?: string;
      /** When the alarm was raised, in milliseconds since the epoch: with its facts it tells a repetition from the next one. */
      readonly at?: number;
    })
  /** Not kept, by rule (AB-1: address-book sync is dropped unread). */
  | (ItemBase & { readonly kind: "dropped"; readonly why: string })
  /** Understood as an item, but of a shape we do not know: shown as "nicht darstellbar", never lost. */
  | (ItemBase & {
      readonly kind: "unreadable";
      readonly why: string;
      readonly externalId?: string;
      readonly sentAt?: number;
      readonly from?: Sender;
      /** It belongs into no conversation, whoever wrote it: its delivery is parked and shown with this sentence. */
      readonly noPlace?: string;
      /** What can be read of it all the same, for whoever asks; personal, so it stands in no sentence about it. */
      readonly words?: string;
    });

export type ReceiptStatus = "sent" | "delivered" | "read" | "played" | "failed";

/** An error in the channel's own numbering, with a German sentence for the member who sees it. */
export interface ChannelError {
  readonly code: string;
  readonly whyDe: string;
  /** May the member press "Nochmal senden" with hope? */
  readonly retryable: boolean;
}

/** What may be sent. Media bytes are handed over by `send`'s caller as a reader, because adapters know no storage. */
export type OutboundContent =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "media";
      readonly media: "image" | "video" | "audio" | "voice" | "document";
      readonly mimeType: string;
      readonly fileName: string;
      readonly caption?: string;
      readonly bytes: Uint8Array;
      /** Under this id the channel has the file (`bringFile`). */
      readonly fileId?: string;
    }
  | {
      readonly type: "template";
      readonly name: string;
      readonly language: string;
      readonly parameters: readonly string[];
    }
  /** A question with at most three buttons; what stands behind a pressed one comes back as a choice's payload. */
  | {
      readonly type: "question";
      readonly text: string;
      readonly buttons: readonly { readonly id: string; readonly title: string }[];
    };

/** A message on its way out. `correlation` is our message id; the channel echoes it in receipts where it can. */
export interface OutboundMessage {
  readonly correlation: string;
  readonly to: readonly Address[];
  readonly content: OutboundContent;
  readonly replyTo?: string;
}

/**
 * What became of a send.
 * `sent`: the channel gave an id. `rejected`: it will not take this message. `unreachable`: it surely did not
 * take it, trying again is safe. `uncertain`: it may have taken it, so it must never be sent again by itself.
 */
export type SendOutcome =
  | { readonly kind: "sent"; readonly externalId: string }
  | { readonly kind: "rejected"; readonly error: ChannelError }
  | { readonly kind: "unreachable"; readonly error: ChannelError; readonly retryAfterMs?: number }
  | { readonly kind: "uncertain"; readonly error: ChannelError };

export interface Capabilities {
  /** Hours in which free text is allowed after the contact wrote; undefined = always. */
  readonly serviceWindowHours?: number;
  readonly templates: boolean;
  readonly maxTextLength: number;
  /** How long the words beside a file may be, by its kind; longer ones, or where it takes none, are a text of their own. */
  readonly maxCaptionLength: Readonly<Record<"image" | "video" | "audio" | "voice" | "document", number>>;
  /** Kinds of files it takes; undefined: any. */
  readonly mimeTypes?: readonly string[];
}

/** Secrets and addresses of one channel account, unsealed, as its adapter needs them. */
export type ChannelCredentials = Readonly<Record<string, string>>;

/** A request as it arrived: the bytes that were signed, and the headers in lower case. */
interface RawRequest {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Channel {
  readonly kind: ChannelKind;
  readonly capabilities: Capabilities;
  /** True only if the bytes are proven to come from the channel. No secret set = false (fail closed). */
  verify(request: RawRequest, credentials: ChannelCredentials): boolean;
  /** Never throws on odd input: what it cannot read becomes `unreadable`. */
  parse(body: Uint8Array): readonly ParsedItem[];
  /**
   * Takes the file of a message to the channel, where it goes before its message and may need minutes. Nothing of it
   * reaches the person: that is `send`'s, which gets the content as it is answered here. Absent: files go with `send`.
   */
  bringFile?(message: ApprovedMessage<OutboundMessage>, credentials: ChannelCredentials): Promise<FileOutcome>;
  send(message: ApprovedMessage<OutboundMessage>, credentials: ChannelCredentials): Promise<SendOutcome>;
  /** Fetches the bytes of an inbound file, at most `maxBytes`, checked against length and hash. */
  fetchMedia(ref: MediaRef, credentials: ChannelCredentials, maxBytes: number): Promise<MediaOutcome>;
  /** Deletes a person from the list the channel itself keeps of whom we spoke with. Absent: it keeps none. */
  forgetPerson?(addresses: readonly Address[], credentials: ChannelCredentials): Promise<ForgetOutcome>;
}

/** Whatever kept a file from its channel, nobody got anything of it: none is uncertain. */
export type FileOutcome =
  | { readonly kind: "brought"; readonly content: OutboundContent }
  | Extract<SendOutcome, { kind: "rejected" | "unreachable" }>;

/** `unknown`: no entry, or no id by which it could be asked for; `failed`: the channel did not do it. */
export type ForgetOutcome = "deleted" | "unknown" | "failed";

/** `gone`: it will never come (expired, deleted, too large); `unreachable`: try again later. */
export type MediaOutcome =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array; readonly mimeType: string }
  | { readonly kind: "gone"; readonly whyDe: string }
  | { readonly kind: "unreachable"; readonly retryAfterMs?: number };

/** The channels this program speaks, by kind. */
export type Channels = Partial<Record<ChannelKind, Channel>>;
