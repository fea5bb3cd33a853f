import { latin1, u32be } from "./byte-view.ts";
import { isZero } from "./iso-boxes.ts";

/** Apple's make, model and serial number of a screen, and the dictionary in which others write the same (ICC.1). */
const NAMING = ["mmod", "meta"];
/** Its name in the proof. */
export const DEVICE_IN_PROFILE = "ICC:Device";
/** Longer is no profile of colours. */
export const MOST_PROFILE = 4_000_000;
const HEAD = 128;
const MOST_TAGS = 100;

/**
 * A colour profile without what names one device. Screenshots carry the profile of their screen, and its serial number
 * with it. The colours and the length stay.
 * @returns undefined when there is nothing to take out
 */
export function emptyProfile(profile: Uint8Array): Uint8Array | undefined {
  const end = HEAD + 4 + Math.min(u32be(profile, HEAD) ?? 0, MOST_TAGS) * 12;
  const places = new Map<string, number>();
  for (let at = HEAD + 4; at < end; at += 12) places.set(latin1(profile, at, at + 4), at);
  let copy: Uint8Array | undefined;
  for (const name of NAMING) {
    const at = places.get(name) ?? profile.length;
    const place = u32be(profile, at + 4) ?? 0;
    // The first eight bytes say of what kind the value is.
    const [from, to] = [place + 8, Math.min(place + (u32be(profile, at + 8) ?? 0), profile.length)];
    if (place < end || isZero(profile, from, to)) continue;
    copy ??= profile.slice();
    copy.fill(0, from, to);
  }
  // The check sum of the profile may be left out.
  return copy?.fill(0, 84, 100);
}

/** The same where the profile lies in a file whose length must not change. @returns the name of what went */
export function emptyProfileAt(bytes: Uint8Array, from: number, to: number): readonly string[] {
  const emptied = emptyProfile(bytes.subarray(from, to));
  if (emptied === undefined) return [];
  bytes.set(emptied, from);
  return [DEVICE_IN_PROFILE];
}
