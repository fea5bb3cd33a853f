/**
 * How the recovery sheet writes the secret for people: the 58 characters behind AGE-SECRET-KEY-1 in groups of four,
 * each with a check character, so that a slip of the pen is found in its group. The alphabet (Bech32) has no 1, B, I, O.
 */
const alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
const prefix = "AGE-SECRET-KEY-1";
const secretLength = 58;
const groupLength = 4;

/** Odd weights: every single wrong character changes the sum; the place of the group counts too. */
function checkOf(group: string, index: number): string {
  let sum = index * 9;
  for (const [i, character] of [...group].entries()) sum += (2 * i + 1) * alphabet.indexOf(character);
  return alphabet[sum % alphabet.length] ?? "";
}

/** The groups of the sheet, in reading order: QPZRY, 9X8GF … */
export function groupsOf(secret: string): string[] {
  const body = secret.trim().toUpperCase().slice(prefix.length);
  const groups: string[] = [];
  for (let i = 0; i * groupLength < body.length; i++) {
    const group = body.slice(i * groupLength, (i + 1) * groupLength);
    groups.push(group + checkOf(group, i));
  }
  return groups;
}

export type ReadCode =
  | { readonly kind: "secret"; readonly secret: string }
  /** Number of the group that does not add up, counted from 1. */
  | { readonly kind: "wrong-group"; readonly number: number }
  | { readonly kind: "no-code" };

/** All groups, the last one shorter, as a viewer copies them out of the sheet once "1 bis 5" before a row is gone. */
const groupsInText = /(?:\b[A-Z0-9]{5}\s+){14}[A-Z0-9]{3}\b/;

/** Finds the secret in what a person typed or in the text of a whole sheet. */
export function readCode(text: string): ReadCode {
  const whole = /AGE-SECRET-KEY-1[A-Z0-9]{58}/.exec(text.toUpperCase());
  if (whole) return { kind: "secret", secret: whole[0] };
  const rows = text.toUpperCase().replace(/\d+\s+BIS\s+\d+/g, " ");
  const typed = (groupsInText.exec(rows)?.[0] ?? text.toUpperCase()).replace(/[^A-Z0-9]/g, "");
  const groups = Math.ceil(secretLength / groupLength);
  if (typed.length !== secretLength + groups) return { kind: "no-code" };
  let body = "";
  for (let i = 0, at = 0; i < groups; i++) {
    const size = Math.min(groupLength, secretLength - body.length);
    const group = typed.slice(at, at + size);
    if (![...group].every((c) => alphabet.includes(c)) || checkOf(group, i) !== typed[at + size])
      return { kind: "wrong-group", number: i + 1 };
    body += group;
    at += size + 1;
  }
  return { kind: "secret", secret: prefix + body };
}

/** Groups that are asked back to see that the paper exists: one of each row. */
export const askedBack = [3, 8, 12] as const;
