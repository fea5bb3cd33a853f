import type { MessageContent, ParsedItem, Sender, SharedContact } from "../channel.ts";
import { parseWhatsApp } from "./parse.ts";

/** One item in words for a reader at the command line: `kind` is the label, the rest are short facts. */
export interface Explained {
  readonly kind: string;
  readonly [fact: string]: string | number | undefined;
}

export interface ExplainedFile {
  readonly file: string;
  readonly items: readonly Explained[];
}

/**
 * What recorded deliveries say, item by item in their order. Meant for a person who looks at their own files;
 * nothing here is logged or stored.
 */
export function explainWhatsApp(
  files: readonly { readonly file: string; readonly body: Uint8Array }[],
): readonly ExplainedFile[] {
  return files.map(({ file, body }) => ({ file, items: parseWhatsApp(body).map(explainItem) }));
}

export function explainItem(item: ParsedItem): Explained {
  return withoutGaps({ kind: item.label, becomes: item.kind, number: item.accountRef, ...factsOf(item) });
}

type Facts = Readonly<Record<string, string | number | undefined>>;

function factsOf(item: ParsedItem): Facts {
  switch (item.kind) {
    case "message": {
      const { replyTo, forwarded, referral, product } = item;
      return {
        ...whoWhen(item.externalId, item.sentAt, item.from),
        ...saying(item.content),
        replyTo,
        forwarded,
        referral,
        product,
      };
    }
    case "reaction":
      return { ...whoWhen(item.externalId, item.sentAt, item.from), target: item.target, emoji: item.emoji };
    case "edit":
      return { ...whoWhen(item.externalId, item.sentAt, item.from), target: item.target, ...saying(item.content) };
    case "revoke":
      return { ...whoWhen(item.externalId, item.sentAt, item.from), target: item.target };
    case "receipt":
      return {
        id: item.externalId,
        timestamp: item.at,
        status: item.status,
        correlation: item.correlation,
        code: item.error?.code,
        why: item.error?.whyDe,
      };
    case "preference":
      return { ...whoWhen(undefined, item.at, item.from), value: item.value };
    case "identity-change":
      return { ...whoWhen(item.externalId, item.at), from: listed(item.previous), to: listed(item.next) };
    case "echo":
      return whoWhen(item.externalId, item.sentAt);
    case "account":
      return { details: item.details.length === 0 ? undefined : item.details.join("; "), why: item.alarm };
    case "dropped":
      return { why: item.why };
    case "unreadable":
      return { ...whoWhen(item.externalId, item.sentAt, item.from), why: item.why };
  }
}

function whoWhen(id: string | undefined, timestamp: number | undefined, from?: Sender): Facts {
  return { id, timestamp, from: from && listed(from.addresses), name: from?.profileName, username: from?.username };
}

function listed(addresses: Sender["addresses"]): string | undefined {
  return addresses.length === 0 ? undefined : addresses.map((one) => `${one.kind} ${one.value}`).join(", ");
}

const SHORT = 200;

function saying(content: MessageContent): Facts {
  switch (content.type) {
    case "text":
      return { text: short(content.text) };
    case "media":
      return {
        media: content.ref.media,
        mediaId: content.ref.id,
        mimeType: content.ref.mimeType,
        fileName: content.ref.fileName,
        text: content.caption === undefined ? undefined : short(content.caption),
      };
    case "location":
      return {
        latitude: content.latitude,
        longitude: content.longitude,
        text: placeOf(content.name, content.address, content.website),
      };
    case "contacts":
      return { contacts: content.contacts.length, text: short(content.contacts.map(whose).join(", ")) };
    case "choice": {
      const { title, payload, description } = content;
      return { title: short(title), payload, text: description === undefined ? undefined : short(description) };
    }
    case "structured":
      return { title: content.title, text: short(content.lines.join("; ")) };
    case "unsupported":
      return { why: content.why };
  }
}

const whose = ({ name, organisation, phones, emails }: SharedContact): string =>
  name ?? organisation ?? phones[0] ?? emails[0] ?? "ohne Namen";

const placeOf = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter((part) => part !== undefined).join(", ") || undefined;

function short(text: string): string {
  return text.length <= SHORT ? text : `${text.slice(0, SHORT).toWellFormed()}…`;
}

function withoutGaps(facts: Explained): Explained {
  const kept: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(facts)) if (value !== undefined) kept[key] = value;
  return { ...kept, kind: facts.kind };
}
