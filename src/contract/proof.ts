// What a device signs. Without Zod, because the browser needs it before anything else is loaded.

/** Header that carries the device's signature: `<milliseconds since 1970>.<base64url signature>`. */
export const proofHeaderName = "x-werkbote-proof";

/**
 * The text a device signs for one request. `subject` is the session id, or the device id while there is no session;
 * `path` as sent, with its query. The first line keeps a proof from fitting any other purpose.
 */
export function proofText(subject: string, method: string, path: string, at: number): string {
  return ["werkbote-proof-1", subject, method.toUpperCase(), path, String(at)].join("\n");
}

/** The text a device signs to show that it holds its key; the challenge (or demo secret) ties it to one sign-in. */
export function possessionText(purpose: "sign-in" | "enrol" | "demo", challenge: string): string {
  return ["werkbote-possession-1", purpose, challenge].join("\n");
}

/** Header of a write of the staff app: whom its window believes to be signed in. Another one's session does not carry it out. */
export const memberHeaderName = "x-werkbote-member";
