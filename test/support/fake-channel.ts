import type { ChannelKind } from "../../src/contract/ids.ts";
import type {
  Channel,
  FileOutcome,
  OutboundContent,
  OutboundMessage,
  SendOutcome,
} from "../../src/server/channels/channel.ts";
import { createWhatsAppChannel } from "../../src/server/channels/whatsapp/whatsapp.adapter.ts";
import type { Clock } from "../../src/server/platform/clock.ts";
import { GuardedFetchError } from "../../src/server/platform/network/guarded-fetch.ts";

/** One message that left the house: handed to a channel, whatever the channel made of it. */
export interface Left {
  readonly channel: ChannelKind;
  readonly decisionId: string;
  /** Our message id. */
  readonly messageId: string;
  readonly to: OutboundMessage["to"];
  readonly content: OutboundContent;
  /** The words the customer reads; of a template its name and parameters. */
  readonly text: string;
  readonly at: Date;
  readonly outcome: SendOutcome | undefined;
}

/** What becomes of a send; `undefined` = taken, with an id. An Error is thrown by the adapter. */
type Script = SendOutcome | Error | ((message: OutboundMessage) => SendOutcome | Promise<SendOutcome>);

export interface FakeWhatsApp extends Channel {
  /** What becomes of the next sends, in order; then everything is taken. */
  readonly script: Script[];
  /** Runs while the file of a message is on its way, before the message. */
  bringing: ((message: OutboundMessage) => Promise<FileOutcome | undefined>) | undefined;
  /** Runs while a message is with the channel, before it answers. */
  during: ((message: OutboundMessage) => Promise<void>) | undefined;
}

const error = (code: string, retryable: boolean) => ({ code, retryable, whyDe: "WhatsApp antwortet nicht." });
export const unreachable: SendOutcome = { kind: "unreachable", error: error("network", true) };
export const rejected: SendOutcome = { kind: "rejected", error: error("131026", false) };
export const uncertain: SendOutcome = { kind: "uncertain", error: error("timeout", false) };

/** WhatsApp with its real signature check and its real reading of deliveries; only the way out is ours. */
export function fakeWhatsApp(clock: Clock, left: Left[]): FakeWhatsApp {
  const real = createWhatsAppChannel({ fetch: noNetwork, clock });
  const script: Script[] = [];
  let taken = 0;
  const decide = async (message: OutboundMessage): Promise<SendOutcome> => {
    const next = script.shift();
    if (next instanceof Error) throw next;
    if (typeof next === "function") return await next(message);
    taken += 1;
    return next ?? { kind: "sent", externalId: `wamid.OUT${taken}` };
  };
  const channel: FakeWhatsApp = {
    ...real,
    script,
    bringing: undefined,
    during: undefined,
    bringFile: async ({ message }) =>
      (await channel.bringing?.(message)) ?? { kind: "brought", content: message.content },
    send: (approved) =>
      recorded(clock, left, "whatsapp", approved, async () => {
        await channel.during?.(approved.message);
        return await decide(approved.message);
      }),
    fetchMedia: () => Promise.resolve({ kind: "gone", whyDe: "Im Test gibt es keine Dateien." }),
  };
  return channel;
}

/** A channel as it is, with a list of what passed through it. */
export function recording(channel: Channel, clock: Clock, left: Left[]): Channel {
  return {
    ...channel,
    send: (approved, credentials) =>
      recorded(clock, left, channel.kind, approved, () => channel.send(approved, credentials)),
  };
}

async function recorded(
  clock: Clock,
  left: Left[],
  channel: ChannelKind,
  { message, decisionId }: { readonly message: OutboundMessage; readonly decisionId: string },
  send: () => Promise<SendOutcome>,
): Promise<SendOutcome> {
  const { to, content, correlation: messageId } = message;
  const entry = { channel, decisionId, messageId, to, content, text: wordsOf(content), at: clock.now() };
  const place = left.push({ ...entry, outcome: undefined }) - 1;
  const outcome = await send();
  left[place] = { ...entry, outcome };
  return outcome;
}

function wordsOf(content: OutboundContent): string {
  switch (content.type) {
    case "text":
    case "question":
      return content.text;
    case "template":
      return [content.name, ...content.parameters].join(" ");
    case "media":
      return content.caption ?? content.fileName;
  }
}

/** Journeys call nobody: whoever tries hears that not one byte left. */
export function noNetwork(): Promise<never> {
  return Promise.reject(new GuardedFetchError("unreachable", false));
}
