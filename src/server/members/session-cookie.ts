/**
 * The session cookie: `<secret>.<stamp>.<mac>`. The secret says which session, the stamp when the device last proved
 * its key, the mac that the stamp is ours. The stamp lives in the cookie and not in the row on purpose: a copied
 * cookie ages by itself while the real device goes on proving, and tabs that prove at once cannot undo each other.
 */
export const sessionCookieName = "__Host-werkbote";

/** `__Host-` demands Secure, Path=/ and no Domain (RFC 6265bis 4.1.3.2); browsers accept it on http://localhost. */
export const sessionCookieOptions = { path: "/", httpOnly: true, secure: true, sameSite: "strict" } as const;

export interface SessionCookie {
  readonly secret: string;
  /** Milliseconds since 1970 of the last proof by the device. */
  readonly stampedAt: number;
  readonly mac: string;
}

const shape = /^([A-Za-z0-9_-]{43})\.(\d{13})\.([A-Za-z0-9_-]{43})$/;

/** Reads a cookie value; undefined when it is not one of ours. */
export function readSessionCookie(value: string | undefined): SessionCookie | undefined {
  const [, secret, stamp, mac] = shape.exec(value ?? "") ?? [];
  if (secret === undefined || stamp === undefined || mac === undefined) return undefined;
  return { secret, stampedAt: Number(stamp), mac };
}

/** What the mac is computed over. */
export function stampText(secret: string, stampedAt: number): string {
  return `${secret}.${stampedAt}`;
}

/** A header `x-werkbote-proof`: time of the device and its signature. */
export interface Proof {
  readonly at: number;
  readonly signature: string;
}

export function readProof(header: string | undefined): Proof | undefined {
  const [, at, signature] = /^(\d{13})\.([A-Za-z0-9_-]{86})$/.exec(header ?? "") ?? [];
  if (at === undefined || signature === undefined) return undefined;
  return { at: Number(at), signature };
}
