import type { ConversationRow } from "../../contract/conversations.ts";
import { reachText } from "../../contract/dialled.ts";
import type { ShownName, Words } from "../../contract/words.ts";
import { foldName, seenName } from "./identity.ts";

type Channel = ConversationRow["channel"];

/** What stands in for a name, by the way the contact came. Made when shown, in no row of the database. */
const standIns: Readonly<Record<Channel, Words>> = {
  webchat: { de: "Besuch auf der Seite", en: "Visitor of the page" },
  whatsapp: { de: "WhatsApp-Kontakt", en: "WhatsApp contact" },
  email: { de: "E-Mail-Kontakt", en: "E-mail contact" },
  telegram: { de: "Telegram-Kontakt", en: "Telegram contact" },
};

/** How people on site call a customer whose name nobody knows. */
export const unnamedCustomer: Words = { de: "Kunde", en: "Customer" };

/** Of whom nothing is left to open. */
export const erasedName: Words = { de: "Gelöschter Kontakt", en: "Erased contact" };

/**
 * In one line, as it stands in lists, titles and notices, and without the signs that turn the direction: those would turn
 * the words around the name as well.
 */
const straight = (name = ""): string =>
  seenName(name.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, "").replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " "));

/** Name the member sees: the saved one, else the profile's, else a number to call as people write it, else what kind of contact it is. */
export function displayName(
  names: { saved?: string | undefined; profile?: string | undefined; phone?: string | undefined },
  channel: Channel,
): ShownName {
  return (
    straight(names.saved) || straight(names.profile) || (names.phone && reachText(names.phone)) || standIns[channel]
  );
}

/** The name on papers and in exports, which are German. */
export const germanName = (name: ShownName): string => (typeof name === "string" ? name : name.de);

/** Words of a stand-in that say nothing by themselves: whoever types "der" looks for Derya. */
const empty = /^(?:auf|der|of|the)$/;

/** Channels whose nameless contacts are meant by what was typed: "besuch" and "visitor" find the same people. */
export function channelsNamed(typed: string): Channel[] {
  const words = foldName(typed).split(/\s+/).filter(Boolean);
  const says = (standIn: string) => {
    const own = foldName(standIn);
    const telling = own.split(/[\s-]+/).filter((word) => !empty.test(word));
    return (
      words.every((word) => own.includes(word)) &&
      words.some((word) => word.length > 2 && telling.some((one) => one.startsWith(word.replace(/-.*$/, ""))))
    );
  };
  const channels = Object.keys(standIns) as Channel[];
  return channels.filter((one) => says(standIns[one].de) || says(standIns[one].en));
}
