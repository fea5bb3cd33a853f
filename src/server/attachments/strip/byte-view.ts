/** Reading and writing numbers and short texts in file formats. Out of range reads give `undefined`, never throw. */

export function u16be(bytes: Uint8Array, at: number): number | undefined {
  const high = bytes[at];
  const low = bytes[at + 1];
  return high === undefined || low === undefined ? undefined : (high << 8) | low;
}

export function u32be(bytes: Uint8Array, at: number): number | undefined {
  const high = u16be(bytes, at);
  const low = u16be(bytes, at + 2);
  return high === undefined || low === undefined ? undefined : high * 0x10000 + low;
}

export function u16le(bytes: Uint8Array, at: number): number | undefined {
  const [low, high] = [bytes[at], bytes[at + 1]];
  return high === undefined || low === undefined ? undefined : (high << 8) | low;
}

export function u32le(bytes: Uint8Array, at: number): number | undefined {
  const [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return a + (b << 8) + (c << 16) + d * 0x1000000;
}

/** `size` bytes (0 to 8) as one number; `undefined` also beyond what a number holds exactly. */
export function uintBe(bytes: Uint8Array, at: number, size: number): number | undefined {
  let value = 0;
  for (let i = 0; i < size; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value = value * 256 + byte;
  }
  return Number.isSafeInteger(value) ? value : undefined;
}

export function writeU32be(bytes: Uint8Array, at: number, value: number): void {
  bytes.set([(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255], at);
}

export function writeU16le(bytes: Uint8Array, at: number, value: number): void {
  bytes.set([value & 255, (value >>> 8) & 255], at);
}

export function writeU32le(bytes: Uint8Array, at: number, value: number): void {
  bytes.set([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255], at);
}

/** One character a byte. For short pieces; long ones are put together in steps. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, bytes.length);
  let text = "";
  for (let at = Math.max(0, from); at < end; at += 8192) {
    // Spread out, each byte would pass an iterator: that is ten times as slow.
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, Math.min(end, at + 8192)));
  }
  return text;
}

export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
