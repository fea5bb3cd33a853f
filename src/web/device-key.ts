/**
 * The key of this device: ECDSA P-256, made here, never extractable, kept in IndexedDB. It proves to the server that a
 * request comes from the enrolled device and not from a copied cookie (DV-1; RFC 9449 has the same idea for tokens).
 * This module speaks to the browser only; `api.ts` sends what it makes.
 */
import { proofHeaderName, proofText } from "../contract/proof.ts";

/** The public half as the server stores it (RFC 7517). */
export interface DevicePublicKey {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}

/** `next` is a key that is being enrolled; it becomes `current` when the server has taken it. */
export type Slot = "current" | "next";

interface StoredSession {
  readonly sessionId: string;
  /** Server time minus device time: a phone with a wrong clock still proves itself. */
  readonly offsetMs: number;
}

const databaseName = "werkbote-device";
const storeName = "kept";

/** The public key of this device; makes the key on first use. */
export async function ensureDeviceKey(slot: Slot = "current"): Promise<DevicePublicKey> {
  const pair = (await read<CryptoKeyPair>(slot)) ?? (await makeKey(slot));
  return publicKeyOf(pair);
}

/** An enrolment that began got no answer: the server may know this device by the fresh key. */
export async function nextKey(): Promise<DevicePublicKey | undefined> {
  const pair = await read<CryptoKeyPair>("next");
  return pair && (await publicKeyOf(pair));
}

/** Makes a second key for an enrolment; the one in use stays until `adoptDeviceKey`. */
export async function freshDeviceKey(): Promise<DevicePublicKey> {
  return publicKeyOf(await makeKey("next"));
}

/** The server has taken the fresh key: use it from now on. */
export async function adoptDeviceKey(): Promise<void> {
  const pair = await read<CryptoKeyPair>("next");
  if (pair === undefined) return;
  await write("current", pair);
  await write("next", undefined);
}

/** Signs a text of the protocol (sign-in, enrolment); base64url, raw r and s as WebCrypto gives them. */
export async function signText(text: string, slot: Slot): Promise<string> {
  const pair = (await read<CryptoKeyPair>(slot)) ?? (await makeKey(slot));
  const bytes = new TextEncoder().encode(text);
  return base64url(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, bytes));
}

/** Keeps which session this browser has, and how far the clocks are apart. `now` is the server's time (ISO 8601). */
export async function rememberSession(session: { sessionId: string; now: string }): Promise<void> {
  const kept: StoredSession = { sessionId: session.sessionId, offsetMs: Date.parse(session.now) - Date.now() };
  await write("session", kept);
}

/** Corrects the clock after the server refused a proof; `now` stands in the refusal's `more.now`. */
export async function learnServerTime(now: string): Promise<void> {
  const session = await read<StoredSession>("session");
  if (session !== undefined) await rememberSession({ sessionId: session.sessionId, now });
}

export async function forgetSession(): Promise<void> {
  await write("session", undefined);
}

/** The proof for one request, undefined when nobody is signed in here. `path` as sent, with its query. */
async function signProof(method: string, path: string): Promise<string | undefined> {
  const session = await read<StoredSession>("session");
  if (session === undefined) return undefined;
  return signProofFor(session.sessionId, method, path, { offsetMs: session.offsetMs });
}

/** A proof in the name of `subject`: a session, or a device that has none yet. */
export async function signProofFor(
  subject: string,
  method: string,
  path: string,
  { offsetMs = 0, slot = "current" }: { offsetMs?: number; slot?: Slot } = {},
): Promise<string> {
  const at = Date.now() + offsetMs;
  return `${at}.${await signText(proofText(subject, method, path, at), slot)}`;
}

/** What `api.ts` adds to unsafe requests and to POST /api/session/prove; empty when nobody is signed in here. */
export async function proofHeader(method: string, path: string): Promise<Record<string, string>> {
  const proof = await signProof(method, path);
  return proof === undefined ? {} : { [proofHeaderName]: proof };
}

/** True while somebody is signed in here. Asked past `api.ts`, which would lead whoever is not to the sign-in. */
export async function hasSession(): Promise<boolean> {
  if ((await read<StoredSession>("session")) === undefined) return false;
  const answer = await fetch("/api/me", { credentials: "same-origin" });
  const refusal = answer.ok ? undefined : ((await answer.json()) as { readonly code?: string });
  return refusal === undefined || refusal.code === "prove-device";
}

async function makeKey(slot: Slot): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  await write(slot, pair);
  return pair;
}

async function publicKeyOf(pair: CryptoKeyPair): Promise<DevicePublicKey> {
  const { x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  if (x === undefined || y === undefined) throw new Error("the browser gave no public key");
  return { kty: "EC", crv: "P-256", x, y };
}

function base64url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function read<T>(key: string): Promise<T | undefined> {
  const database = await open();
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      const request: IDBRequest<T | undefined> = database.transaction(storeName).objectStore(storeName).get(key);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

async function write(key: string, value: unknown): Promise<void> {
  const database = await open();
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(storeName, "readwrite");
      const store = transaction.objectStore(storeName);
      if (value === undefined) store.delete(key);
      else store.put(value, key);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
