import type { ParkedWords } from "../../contract/parked.ts";
import type { ParsedItem } from "../channels/channel.ts";
import { excerptOf, textOf } from "../conversations/message-content.ts";
import { instant } from "../platform/instant.ts";

/** What a parked delivery holds, for the person who looks after the channels. Never a word of a message: it is not sealed. */
const kinds: Readonly<Record<ParsedItem["kind"], string>> = {
  message: "Eine Nachricht",
  reaction: "Eine Reaktion",
  edit: "Eine geänderte Nachricht",
  revoke: "Eine zurückgenommene Nachricht",
  receipt: "Ein Haken zu einer gesendeten Nachricht",
  preference: "Ein Wunsch zu Werbung",
  "identity-change": "Eine neue Nummer einer Person",
  echo: "Eine Nachricht von einem eurer Telefone",
  account: "Eine Meldung zum Konto",
  dropped: "Etwas, das nicht übernommen wird",
  unreadable: "Etwas Unlesbares",
};

/** @param ref the channel's own id of the account it is meant for; undefined: the channel itself is not there any more */
export function whyHomeless(item: ParsedItem | undefined, ref: string | undefined): string {
  if (item === undefined || ref === undefined)
    return "Etwas kam auf einem Kanal an, den es hier nicht mehr gibt. Verbinde ihn wieder und versuche es noch einmal.";
  return `${kinds[item.kind]} ging an eine Nummer, die hier nicht verbunden ist (Kennung endet auf ${ref.slice(-4)}). Verbinde sie und versuche es noch einmal.`;
}

/**
 * Something we cannot read and that names no sender, or that the channel says belongs to none, belongs to no
 * conversation, nor does an alarm about the account: its delivery is parked and shown. @returns what is shown, undefined when it has a place
 */
export function whyPlaceless(item: ParsedItem): string | undefined {
  if (item.kind === "account") return item.alarm;
  if (item.kind !== "unreadable") return undefined;
  if (item.noPlace !== undefined) return item.noPlace;
  // A sender without a single address is nobody we could show it under.
  const named = (item.from?.addresses.length ?? 0) > 0;
  if (named && item.externalId !== undefined) return undefined;
  const lacks = named ? "ohne Kennung" : "ohne Absender";
  // What the channel calls it stands in the delivery too, and may hold anything.
  return `Etwas Unlesbares kam ${lacks} an und gehört zu keinem Gespräch. Sieh auf dem Telefon nach, ob jemand schreibt.`;
}

/** Who says what and when in something that found no place, for whoever asks to read it. */
export function wordsOf(item: ParsedItem): ParkedWords {
  const { from, sentAt } = { from: undefined, sentAt: 0, ...item };
  return {
    at: sentAt ? instant(sentAt).toISOString() : null,
    from: from?.profileName ?? from?.username ?? from?.addresses.find(({ kind }) => kind === "phone")?.value ?? null,
    text: textIn(item),
  };
}

function textIn(item: ParsedItem): string {
  switch (item.kind) {
    case "message":
    case "edit":
      return textOf(item.content) || excerptOf(item.content);
    case "reaction":
      return item.emoji ?? "";
    case "unreadable":
      return item.words ?? "";
    case "account":
      return item.details.join("\n");
    default:
      return "";
  }
}

/** The alarms of a delivery by what they say and when. @returns undefined where it parks anything else, or one that names no time */
export function alarmsIn(items: readonly ParsedItem[]): readonly string[] | undefined {
  const parked = items.filter((item) => whyPlaceless(item) !== undefined);
  const alarms = parked.flatMap((item) =>
    item.kind === "account" && item.at !== undefined
      ? JSON.stringify([item.accountRef, item.label, item.at, item.alarm, item.details.toSorted()])
      : [],
  );
  return alarms.length > 0 && alarms.length === parked.length ? alarms : undefined;
}
