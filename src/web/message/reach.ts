// Numbers and addresses people can be reached at: one way to write them, and where a tap leads.
import { dialled, isMailAddress, isPhoneNumber } from "../../contract/dialled.ts";

/** Where a tap leads: the phone or the mail program; undefined where it is neither. */
export function reachLink(value: string): string | undefined {
  const text = value.trim();
  if (isMailAddress(text)) return `mailto:${text}`;
  return isPhoneNumber(text) ? `tel:${dialled(text)}` : undefined;
}

/** "Telefon: 0371 555" as the word in front and what is reached by it; undefined for any other line. */
export function labelledReach(line: string): { readonly label: string; readonly value: string } | undefined {
  const found = /^(Telefon|E-Mail): (.+)$/.exec(line);
  const [label, value] = [found?.[1], found?.[2]];
  return label !== undefined && value !== undefined && reachLink(value) !== undefined ? { label, value } : undefined;
}
