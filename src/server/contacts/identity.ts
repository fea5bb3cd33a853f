import { isVisible } from "../../contract/visible.ts";
import type { Address, Sender } from "../channels/channel.ts";

/** The form in which an address is compared and stored: what differs in writing only must be equal. */
function normaliseAddress(address: Address): Address {
  const value = address.value.trim();
  if (address.kind === "phone") {
    const digits = value.replace(/\D/g, "");
    return { kind: "phone", value: digits === "" ? "" : `+${digits}` };
  }
  if (address.kind === "email") return { kind: "email", value: value.toLowerCase() };
  return { kind: address.kind, value };
}

/** Addresses in the order in which they identify: the stable business-scoped id before the number that changes hands. */
const order: readonly Address["kind"][] = ["bsuid", "session", "telegram", "email", "phone"];

export function identifyingAddresses(sender: Sender): Address[] {
  return sender.addresses
    .map(normaliseAddress)
    .filter((address) => address.value !== "")
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** The name without what surrounds it; empty where nothing of it would be seen (a filler, a joiner). */
export const seenName = (name = ""): string => (isVisible(name) ? name.trim() : "");

/** Folded for search: lower case, German umlauts as written on a foreign keyboard, no accents, no letters of neighbours. */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("\u0000", "")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replaceAll("ı", "i")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** The words of a text as they are looked for; what stands between them ("IMG_2034.jpg", "F-28") parts them. */
export const foldedWords = (text: string): string[] => foldName(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Places of sealed values of this module; the same words seal and open. */
export const places = {
  name: (contactId: string) => ({ table: "contact", row: contactId, column: "name" }),
  profileName: (identityId: string) => ({ table: "identity", row: identityId, column: "profile_name" }),
  givenReach: (identityId: string) => ({ table: "identity", row: identityId, column: "given_reach" }),
  address: (identityId: string, kind: string) => ({ table: "identity_address", row: identityId, column: kind }),
};

/** Whose key it is, in the seal's words: the key of the letters is not the contact's own. */
export const lettersOwner = (contactId: string): string => `letters|${contactId}`;
