import { ascii, concat, latin1, u16le, u32le, writeU16le, writeU32le } from "./byte-view.ts";
import { crc32 } from "./crc32.ts";
import type { Packing } from "./packing.ts";

/** A file in a ZIP. Its packed bytes are passed on as they are, so what nobody changes stays the same to the bit. */
export interface Member {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly length: number;
  readonly packed: Uint8Array;
}

const END = 22;
const ENTRY = 46;
const LOCAL = 30;
const LOCKED = 1;
const FOLLOWED = 8;
/** 1 January 1980, where the time of a ZIP begins: what writers put that say nothing. */
const NO_TIME = 0x00210000;

/**
 * The files of a ZIP as its directory lists them. Undefined: damaged, locked, of more than 4 GB, with two files of one
 * name or with more than `most` of them. What an entry claims costs nothing. Source: PKWARE APPNOTE 6.3.10.
 */
export function membersOf(zip: Uint8Array, most: number): readonly Member[] | undefined {
  const end = endOf(zip);
  const count = end === undefined ? undefined : u16le(zip, end + 10);
  let at = end === undefined ? undefined : u32le(zip, end + 16);
  if (end === undefined || count === undefined || at === undefined || count > most) return undefined;
  const members = new Map<string, Member>();
  // Files that share the same packed bytes are made to cost work.
  let left = at;
  for (let n = 0; n < count; n += 1) {
    const member = memberAt(zip, at, end);
    left -= member?.packed.length ?? 0;
    if (member === undefined || left < 0 || members.has(member.name)) return undefined;
    members.set(member.name, member);
    at += ENTRY + (u16le(zip, at + 28) ?? 0) + (u16le(zip, at + 30) ?? 0) + (u16le(zip, at + 32) ?? 0);
  }
  return at === end ? [...members.values()] : undefined;
}

/** Its last record, behind which there may be a comment. */
function endOf(zip: Uint8Array): number | undefined {
  for (let at = zip.length - END; at >= Math.max(0, zip.length - END - 0xffff); at -= 1)
    if (u32le(zip, at) === 0x06054b50) return at;
  return undefined;
}

function memberAt(zip: Uint8Array, at: number, end: number): Member | undefined {
  const local = u32le(zip, at + 42);
  const size = u32le(zip, at + 20);
  const length = u32le(zip, at + 24);
  if (at + ENTRY > end || u32le(zip, at) !== 0x02014b50) return undefined;
  if (local === undefined || size === undefined || length === undefined || u32le(zip, local) !== 0x04034b50)
    return undefined;
  const flags = u16le(zip, at + 8) ?? 0;
  const method = u16le(zip, at + 10) ?? 0;
  const from = local + LOCAL + (u16le(zip, local + 26) ?? 0) + (u16le(zip, local + 28) ?? 0);
  if ((flags & LOCKED) !== 0 || (method !== 0 && method !== 8) || from + size > end) return undefined;
  const rawName = zip.subarray(at + ENTRY, at + ENTRY + (u16le(zip, at + 28) ?? 0));
  const packed = zip.subarray(from, from + size);
  const name = latin1(rawName, 0, rawName.length);
  return { name, rawName, flags, method, crc: u32le(zip, at + 16) ?? 0, length, packed };
}

/** What a file holds; undefined when it is not what its entry says. */
export function contentOf(member: Member, packing: Packing): Uint8Array | undefined {
  const { method, packed, length } = member;
  const bytes = method === 0 ? packed : packing.unpackRaw(packed, length);
  return bytes?.length === length && crc32(bytes) === member.crc ? bytes : undefined;
}

/** The same file with other content, packed as it was. */
export function withContent(member: Member, bytes: Uint8Array, packing: Packing): Member {
  const packed = member.method === 0 ? bytes : packing.packRaw(bytes);
  return { ...member, crc: crc32(bytes), length: bytes.length, packed };
}

/** The files as a ZIP, one behind the other: without times, comments and whatever lay between them. */
export function zipOfMembers(members: readonly Member[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let at = 0;
  for (const member of members) {
    const local = concat([localHead(member), member.rawName, member.packed]);
    locals.push(local);
    entries.push(concat([entryHead(member, at), member.rawName]));
    at += local.length;
  }
  const directory = concat(entries);
  const end = concat([ascii("PK\x05\x06"), new Uint8Array(END - 4)]);
  writeU16le(end, 8, members.length);
  writeU16le(end, 10, members.length);
  writeU32le(end, 12, directory.length);
  writeU32le(end, 16, at);
  return concat([...locals, directory, end]);
}

function localHead(member: Member): Uint8Array {
  const head = concat([ascii("PK\x03\x04"), new Uint8Array(LOCAL - 4)]);
  writeShared(head, 4, member);
  return head;
}

function entryHead(member: Member, local: number): Uint8Array {
  const head = concat([ascii("PK\x01\x02"), new Uint8Array(ENTRY - 4)]);
  writeU16le(head, 4, 20);
  writeShared(head, 6, member);
  writeU32le(head, 42, local);
  return head;
}

/** What stands in both places: from the version that is needed to the length of the name. */
function writeShared(head: Uint8Array, at: number, { flags, method, crc, packed, length, rawName }: Member): void {
  writeU16le(head, at, 20);
  writeU16le(head, at + 2, flags & ~FOLLOWED);
  writeU16le(head, at + 4, method);
  writeU32le(head, at + 6, NO_TIME);
  writeU32le(head, at + 10, crc);
  writeU32le(head, at + 14, packed.length);
  writeU32le(head, at + 18, length);
  writeU16le(head, at + 22, rawName.length);
}
