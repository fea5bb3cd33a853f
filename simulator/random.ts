import { randomInt } from "node:crypto";

/** Chance and ids from one seed, so that a run with the same seed makes the same world. */
export interface Random {
  next(): number;
  between(min: number, max: number): number;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  digits(length: number): string;
  alphanumeric(length: number): string;
  bytes(length: number): Buffer;
  /** `wamid.` + base64, opaque like Meta's; it carries no phone number, so a hidden one cannot leak through it. */
  messageId(): string;
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Mulberry32: small, fast, good enough for a simulator. Without a seed every start differs, so ids never repeat. */
export function createRandom(seed: number = randomInt(2 ** 32)): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const pick = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet[between(0, alphabet.length - 1)]).join("");
  const bytes = (length: number) => Buffer.from(Array.from({ length }, () => between(0, 255)));
  return {
    next,
    between,
    bytes,
    chance: (percent) => percent > 0 && next() * 100 < percent,
    digits: (length) => String(between(1, 9)) + pick(length - 1, "0123456789"),
    alphanumeric: (length) => pick(length, ALPHABET),
    messageId: () => `wamid.${Buffer.concat([Buffer.from([0x1c, 0x18]), bytes(34)]).toString("base64")}`,
  };
}
