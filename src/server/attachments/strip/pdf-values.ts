/**
 * Values of a PDF, emptied where they stand: texts become spaces, numbers zeros, so that no offset moves.
 * Source: ISO 32000-2, 7.3.
 */

/** A stretch of a PDF, read as text and emptied as bytes: the file itself, or an object stream taken out of it. */
export interface Area {
  readonly bytes: Uint8Array;
  /** One character a byte, as it was before anything was emptied. */
  readonly text: string;
}

/** Blanks as the standard counts them. */
export const BLANK = "[\\0\\s]";
/** `12 0 R`, with number and generation caught. */
export const REFERENCE = `(\\d{1,10})${BLANK}{1,8}(\\d{1,5})${BLANK}{1,8}R(?![\\w.#-])`;

/** The pattern of a name as a file may spell it: every sign may also stand as `#` and two hexadecimal digits. */
export function spelled(name: string): string {
  const signs = Array.from(name, (sign) => {
    const code = sign.charCodeAt(0).toString(16);
    return `(?:${sign}|#${code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
  });
  return `/${signs.join("")}(?![\\w.#-])`;
}

export const referenceOf = (number: string | undefined, generation: string | undefined): string =>
  `${Number(number)} ${Number(generation)}`;

export interface Emptied {
  /** Behind the value. */
  readonly end: number;
  /** `5 0`: objects that stand for a part of the value and are not emptied yet, each with the key it is under. */
  readonly references: readonly { readonly reference: string; readonly under: string }[];
  /** Under which keys something was emptied. */
  readonly keys: readonly string[];
}

interface Level {
  readonly dictionary: boolean;
  wantsKey: boolean;
}

interface Walk extends Area {
  readonly limit: number;
  readonly most: { left: number };
  readonly levels: Level[];
  readonly references: { reference: string; under: string }[];
  readonly keys: Set<string>;
  key: string;
}

const streamBehind = /[\0\s]{0,64}stream/y;

/** No honest title, and no list of places, is longer. */
const MOST_LENGTH = 262_144;

/**
 * Empties one value, whatever it is made of, in one walk over its signs.
 * @param key what it is called in the proof where it has no keys of its own
 * @param most how many names, texts and numbers the file may still have in such values; counted down
 * @returns undefined when it cannot be read to its end, or is more than a description: a page, a stream
 */
export function emptyValue(area: Area, from: number, key: string, most: { left: number }): Emptied | undefined {
  const limit = Math.min(area.text.length, from + MOST_LENGTH);
  const walk: Walk = { ...area, limit, key, most, levels: [], references: [], keys: new Set() };
  for (let at = skipBlank(walk, from); at < limit; at = skipBlank(walk, at)) {
    const next = emptyToken(walk, at);
    most.left -= 1;
    if (next === undefined || most.left < 0) return undefined;
    at = next;
    if (walk.levels.length > 0) continue;
    streamBehind.lastIndex = at;
    return streamBehind.test(area.text) ? undefined : { end: at, references: walk.references, keys: [...walk.keys] };
  }
  return undefined;
}

const BLANKS: ReadonlySet<string | undefined> = new Set("\0\t\n\f\r ");
/** What ends a word; beyond the end of the file there is none either. */
const IRREGULAR: ReadonlySet<string | undefined> = new Set([..."\0\t\n\f\r ()<>[]{}/%", undefined]);

/** Blanks and comments; a comment inside a description is part of it. */
function skipBlank({ text, bytes, limit }: Walk, from: number): number {
  let at = from;
  while (at < limit) {
    if (BLANKS.has(text[at])) at += 1;
    else if (text[at] === "%") {
      const start = at;
      while (at < limit && text[at] !== "\n" && text[at] !== "\r") at += 1;
      bytes.fill(0x20, start, at);
    } else break;
  }
  return at;
}

/** One name, text, number, reference or bracket; says where it ends. */
function emptyToken(walk: Walk, at: number): number | undefined {
  const { text } = walk;
  const sign = text[at];
  if (sign === "/") return takeName(walk, at);
  if (sign === "[" || text.startsWith("<<", at)) {
    walk.levels.push({ dictionary: sign === "<", wantsKey: sign === "<" });
    return at + (sign === "<" ? 2 : 1);
  }
  if (sign === "]" || text.startsWith(">>", at)) {
    if (walk.levels.pop()?.dictionary !== (sign === ">")) return undefined;
    return ended(walk, at + (sign === ">" ? 2 : 1));
  }
  if (sign === "(") return emptyBetween(walk, at, closingBracket(walk, at), 0x20);
  // Hexadecimal: 0 is a digit, and pairs of it are no text.
  if (sign === "<") return emptyBetween(walk, at, text.indexOf(">", at), 0x30);
  return IRREGULAR.has(sign) ? undefined : takeWord(walk, at);
}

/** A value is complete; in a dictionary a key comes next. */
function ended({ levels }: Walk, at: number): number {
  const level = levels.at(-1);
  if (level !== undefined) level.wantsKey = level.dictionary;
  return at;
}

/** Names that say nothing of anybody: whether colours are trapped. */
const HARMLESS: ReadonlySet<string> = new Set(["True", "False", "Unknown"]);

function takeName(walk: Walk, at: number): number | undefined {
  const end = endOfWord(walk, at + 1);
  const name = walk.text.slice(at + 1, end);
  const level = walk.levels.at(-1);
  if (level?.wantsKey) {
    level.wantsKey = false;
    walk.key = /^\w{1,32}$/.test(name) ? name : "?";
    return end;
  }
  // What has a type of its own is a part of the document.
  if (walk.key === "Type") return name === "Info" ? ended(walk, end) : undefined;
  if (!HARMLESS.has(name)) overwrite(walk, at + 1, end, 0x78);
  return ended(walk, end);
}

const reference = new RegExp(REFERENCE, "y");

function takeWord(walk: Walk, at: number): number | undefined {
  const { text } = walk;
  reference.lastIndex = at;
  const found = reference.exec(text);
  if (found !== null) {
    walk.references.push({ reference: referenceOf(found[1], found[2]), under: walk.key });
    return ended(walk, at + found[0].length);
  }
  const end = endOfWord(walk, at);
  const word = text.slice(at, Math.min(end, at + 64));
  if (/^[-+.\d]+$/.test(word)) {
    for (let i = at; i < end; i += 1) if (/[1-9]/.test(text[i] ?? "")) overwrite(walk, i, i + 1, 0x30);
  } else if (word !== "true" && word !== "false" && word !== "null") return undefined;
  return ended(walk, end);
}

function endOfWord({ text, limit }: Walk, from: number): number {
  let at = from;
  while (at < limit && !IRREGULAR.has(text[at])) at += 1;
  return at;
}

function closingBracket({ text, limit }: Walk, from: number): number {
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "(") depth += 1;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

function emptyBetween(walk: Walk, open: number, close: number, fill: number): number | undefined {
  if (close === -1 || close >= walk.limit) return undefined;
  overwrite(walk, open + 1, close, fill);
  return ended(walk, close + 1);
}

function overwrite({ bytes, keys, key }: Walk, from: number, to: number, fill: number): void {
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === fill) continue;
    bytes.fill(fill, at, to);
    keys.add(key);
    return;
  }
}
