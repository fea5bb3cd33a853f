import { isPhoneNumber } from "../../contract/dialled.ts";
import { foldedWords, foldName } from "./identity.ts";

/** What a member looks for: words of a name, or a whole telephone number or e-mail address. */
export interface ContactSearch {
  /** Patterns for a folded name; every one must occur in it. */
  readonly words: readonly string[];
  /** The numbers and the address this can mean. They are sealed, so only a whole one can be recognised. */
  readonly addresses: readonly Meant[];
}
interface Meant {
  readonly kind: "phone" | "email";
  readonly value: string;
}

/** Undefined: nothing was typed. */
export function contactSearchOf(typed: string | undefined): ContactSearch | undefined {
  const text = (typed ?? "").trim();
  if (text === "") return undefined;
  const words = foldedWords(text);
  const phones = phonesMeant(text).map((value): Meant => ({ kind: "phone", value }));
  const emails = /^\S+@\S+$/.test(text) ? [{ kind: "email" as const, value: text.toLowerCase() }] : [];
  const meant = words.length === 0 ? [foldName(text)] : words;
  return { words: meant.map(dotsLeftOut), addresses: [...phones, ...emails] };
}

/** "jorg" finds "Jörg", which is folded to "joerg"; "mue" does not find "Mulde". Signs of a pattern mean themselves. */
const dotsLeftOut = (word: string): string =>
  word.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&").replace(/[aou](?!e)/g, "$&e?");

/** "0371 4711 08", "0049 371 471108" and "+49 (371) 471108" are one number; without a prefix it may be either kind. */
function phonesMeant(text: string): string[] {
  if (!isPhoneNumber(text)) return [];
  const digits = text.replace(/\(0\)/, "").replace(/\D/g, "");
  if (text.startsWith("+")) return [`+${digits}`];
  if (digits.startsWith("00")) return [`+${digits.slice(2)}`];
  return digits.startsWith("0") ? [`+49${digits.slice(1)}`] : [`+${digits}`, `+49${digits}`];
}
