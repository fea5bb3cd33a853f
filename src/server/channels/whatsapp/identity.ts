import type { Address, Sender } from "../channel.ts";
import { elementsOf, type JsonRecord, recordOf, textOf } from "./read.ts";

/**
 * Who wrote? Since 2026 the business-scoped user id (BSUID) is the name that is always there; the phone number
 * may be missing once a person has a username. So: BSUID first, phone second, the phone optional.
 * Source: Meta, "Business-scoped user IDs".
 */

/** One element of `contacts[]` of a delivery. */
interface Claim {
  readonly bsuid?: string;
  readonly phone?: string;
  readonly profileName?: string;
  readonly username?: string;
}

/** The `contacts[]` that came with the messages, found by their addresses: a delivery may hold thousands of both. */
export interface Claims {
  readonly all: readonly Claim[];
  /** Of several with the same address the place of the first. */
  readonly byBsuid: ReadonlyMap<string, number>;
  readonly byPhone: ReadonlyMap<string, number>;
  /** Those that name no user id. */
  readonly byPhoneAlone: ReadonlyMap<string, number>;
}

export function claimsOf(value: JsonRecord): Claims {
  const all = elementsOf(value.contacts).map(claimOf);
  const [byBsuid, byPhone, byPhoneAlone] = [new Map(), new Map(), new Map()] as const;
  const note = (map: Map<string, number>, address: string | undefined, place: number) => {
    if (address !== undefined && !map.has(address)) map.set(address, place);
  };
  for (const [place, { bsuid, phone }] of all.entries()) {
    note(byBsuid, bsuid, place);
    note(byPhone, phone, place);
    if (bsuid === undefined) note(byPhoneAlone, phone, place);
  }
  return { all, byBsuid, byPhone, byPhoneAlone };
}

/** A name stands in lists and in sentences of ours: signs that turn the direction would turn those as well. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

function claimOf(raw: unknown): Claim {
  const contact = recordOf(raw) ?? {};
  const profile = recordOf(contact.profile) ?? {};
  const bsuid = bsuidOf(contact.user_id);
  const phone = phoneOf(contact.wa_id);
  const profileName = textOf(textOf(profile.name, 256)?.replaceAll(TURNING, ""));
  // Meta's pages print the leading @, recorded deliveries do not.
  const username = textOf(profile.username, 128)?.replaceAll(TURNING, "").replace(/^@/, "");
  return {
    ...(bsuid === undefined ? {} : { bsuid }),
    ...(phone === undefined ? {} : { phone }),
    ...(profileName === undefined ? {} : { profileName }),
    ...(username ? { username } : {}),
  };
}

/** BSUIDs are opaque: no shape is demanded beyond "short and without blanks". */
export function bsuidOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[!-~]{1,192}$/.test(value) ? value : undefined;
}

/** `wa_id` and `from` are digits without a plus; we keep numbers as `+` and digits (E.164). */
export function phoneOf(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || text.length > 40) return undefined;
  const digits = text.replaceAll(/[\s()+.-]/g, "");
  return /^[0-9]{5,20}$/.test(digits) ? `+${digits}` : undefined;
}

/**
 * The sender of a message or status from its own ids and the contact that surely belongs to them.
 * Two addresses are joined only when Meta put them side by side: a contact that contradicts the message lends
 * neither its name nor its number, or one person's conversation would be shown under another's name.
 */
export function senderOf(userId: unknown, waId: unknown, claims: Claims): Sender {
  const ownBsuid = bsuidOf(userId);
  const ownPhone = phoneOf(waId);
  const claim = firstClaim(claims, ownBsuid, ownPhone) ?? onlyClaim(claims.all, ownBsuid, ownPhone);
  return {
    addresses: addressesOf(ownBsuid ?? claim?.bsuid, ownPhone ?? claim?.phone),
    ...(claim?.profileName === undefined ? {} : { profileName: claim.profileName }),
    ...(claim?.username === undefined ? {} : { username: claim.username }),
  };
}

export function addressesOf(bsuid: string | undefined, phone: string | undefined): readonly Address[] {
  const addresses: Address[] = [];
  if (bsuid !== undefined) addresses.push({ kind: "bsuid", value: bsuid });
  if (phone !== undefined) addresses.push({ kind: "phone", value: phone });
  return addresses;
}

/** Where both name a user id it decides, and the number otherwise. */
function firstClaim(claims: Claims, bsuid: string | undefined, phone: string | undefined): Claim | undefined {
  const byNumber = bsuid === undefined ? claims.byPhone : claims.byPhoneAlone;
  const places = [bsuid && claims.byBsuid.get(bsuid), phone && byNumber.get(phone)].filter(
    (at) => typeof at === "number",
  );
  return places.length === 0 ? undefined : claims.all[Math.min(...places)];
}

function onlyClaim(claims: readonly Claim[], bsuid: string | undefined, phone: string | undefined): Claim | undefined {
  const claim = claims.length === 1 ? claims[0] : undefined;
  if (claim === undefined) return undefined;
  const otherBsuid = bsuid !== undefined && claim.bsuid !== undefined && bsuid !== claim.bsuid;
  const otherPhone = phone !== undefined && claim.phone !== undefined && phone !== claim.phone;
  return otherBsuid || otherPhone ? undefined : claim;
}
