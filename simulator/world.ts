import { EventEmitter } from "node:events";
import type { Clock } from "./clock.ts";
import type { Delivery, DeliveryDesk } from "./delivery.ts";
import type { JsonObject } from "./json.ts";
import type { Random } from "./random.ts";
import type { Chaos, Settings } from "./settings.ts";

/** A simulated person with WhatsApp on the phone. */
export interface Customer {
  id: string;
  name: string;
  /** Digits with country code, without `+`: Meta's `wa_id`. */
  phone: string;
  /** Business-scoped user id, `DE.` + alphanumerics. */
  userId: string;
  parentUserId?: string | undefined;
  username?: string | undefined;
  /** With a username the phone is withheld from the business unless it is known for another reason. */
  phoneHidden: boolean;
  /** Until then webhooks carry the phone although it is hidden: business and number were in touch within 30 days. */
  phoneKnownUntil: number;
  online: boolean;
  marketingStopped: boolean;
  /** The business blocked them: neither reaches the other. */
  blocked?: boolean | undefined;
  lastInboundAt?: number | undefined;
  /** Writes by webhooks this simulator never sees, so it cannot know when; see `unknownRecipients`. */
  writesElsewhere?: boolean | undefined;
  typingUntil: number;
}

export type ReceiptStatus = "sent" | "delivered" | "read" | "played" | "failed";

interface Receipt {
  status: ReceiptStatus;
  at: number;
  errors?: JsonObject[] | undefined;
}

/** One bubble, in either direction. */
export interface ChatMessage {
  id: string;
  customerId: string;
  from: "customer" | "business";
  type: string;
  /** The type's object as it travelled: `{"body":…}` for text, `{"id":…}` for media. */
  content: unknown;
  at: number;
  quotedId?: string | undefined;
  forwarded: boolean;
  reactions: { customer?: string | undefined; business?: string | undefined };
  edited: boolean;
  revoked: boolean;
  receipts: Receipt[];
  /** From the business: the accepted request body. From the customer: absent. */
  request?: JsonObject | undefined;
  addressedBy: "phone" | "userId";
  category: string;
  ttlMs: number;
  /** From the customer: the delivery that told the business about it. */
  deliveryId?: string | undefined;
}

export interface Media {
  id: string;
  bytes: Buffer;
  mimeType: string;
  filename?: string | undefined;
  /** When the id stops working: 30 days after an upload, 7 after an inbound message. */
  expiresAt: number;
  phoneNumberId: string;
}

export interface Template {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  parameterFormat: string;
  components: JsonObject[];
  ttlSeconds?: number | undefined;
  rejectedReason: string;
  qualityScore: string;
}

/** A refused or accepted send, in order of arrival: what left the house, and what tried to. */
interface SendAttempt {
  at: number;
  request: JsonObject;
  outcome: "accepted" | "refused";
  messageId?: string | undefined;
  errorCode?: number | undefined;
}

export interface Subscription {
  callbackUrl: string;
  verifyToken: string;
  fields: string[];
}

interface PhoneNumber {
  id: string;
  displayPhoneNumber: string;
  verifiedName: string;
  status: "CONNECTED" | "DISCONNECTED";
  pin?: string | undefined;
  registrations: number[];
  override?: Subscription | undefined;
  profile: JsonObject;
}

/** Fixed names and secrets of the one app, WABA and number. A reset keeps them. */
export interface Account {
  appId: string;
  appSecret: string;
  verifyToken: string;
  accessToken: string;
  wabaId: string;
  phoneNumberId: string;
}

export type FaultScope = "messages" | "media" | "templates" | "all";

/**
 * One rule of error injection. `preset` is an error code as text ("130429"), "190/463" (token expired),
 * "hang" (the message is taken, the answer never comes), "reset_before" (the connection dies, nothing was taken) or
 * "reset_after_accept" (the message was taken and the connection dies, so that a naive retry sends twice).
 */
export interface Fault {
  id: string;
  preset: string;
  scope: FaultScope;
  /** How often it still strikes; absent = always. */
  remaining?: number | undefined;
  /** Strikes on every n-th matching request only. */
  every?: number | undefined;
  seen: number;
  /** Only for this recipient (phone in any notation, or BSUID). */
  recipient?: string | undefined;
  /** `async`: the send is accepted and `failed` follows. */
  mode: "sync" | "async";
  http?: number | undefined;
}

/** Everything that a reset empties. */
export interface World {
  customers: Map<string, Customer>;
  messages: Map<string, ChatMessage>;
  media: Map<string, Media>;
  templates: Map<string, Template>;
  attempts: SendAttempt[];
  readReceipts: { messageId: string; at: number; typing: boolean }[];
  phone: PhoneNumber;
  wabaName: string;
  subscribed: boolean;
  wabaOverride?: Subscription | undefined;
  app?: Subscription | undefined;
  faults: Fault[];
}

/** What the page hears about; it then fetches what it shows. */
export interface SimEvent {
  kind: "customers" | "chat" | "reset";
  customerId?: string | undefined;
}

/**
 * What has not arrived yet and the files people sent, over restarts: the platform tries for days, so what somebody wrote
 * on the phone does not get lost with a simulator that is killed. A delivery lies there until it is answered; a file as
 * long as it may be fetched, but after a restart no older than an hour.
 */
export interface MailFolder {
  keep(delivery: Delivery): void;
  /** It arrived, or nobody tries any more. */
  drop(delivery: Delivery): void;
  keepFile(media: Media): void;
  /** What waited when the last run ended, oldest first. */
  waiting(): Delivery[];
  files(): Media[];
  empty(): void;
}

/** The one object that is handed around. */
export interface Sim {
  account: Account;
  world: World;
  settings: Settings;
  chaos: Chaos;
  clock: Clock;
  random: Random;
  deliveries: DeliveryDesk;
  /** Absent: what is on its way is forgotten with the process. */
  mail?: MailFolder | undefined;
  events: EventEmitter<{ event: [SimEvent] }>;
  /** Origin of the byte host, known once it listens. */
  mediaOrigin: string;
  /** Extra tokens with their expiry in ms; the account's own never expires. */
  tokens: Map<string, number>;
}

export function newEvents(): Sim["events"] {
  const events: Sim["events"] = new EventEmitter();
  events.setMaxListeners(100);
  return events;
}

export function announce(sim: Sim, kind: SimEvent["kind"], customerId?: string): void {
  sim.events.emit("event", { kind, customerId });
}

export const DAY_MS = 86_400_000;

/** Unix seconds as a string, the way messages and statuses carry them. */
export function unixSeconds(at: number): string {
  return String(Math.floor(at / 1000));
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}
