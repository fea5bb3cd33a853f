import { recordStorage } from "../decisions/record-storage.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { after, day, hour } from "../platform/instant.ts";
import { insertSession } from "./session.store.ts";

/** What a secret is for, where it will be kept and how long it holds (WC-2). */
const purposes = {
  /** The cookie of this visit: 24 hours, prolonged while in use. */
  visit: { kind: "session", key: "chat_session", trigger: "message_sent", ms: 24 * hour },
  /** A visit that begins with a link or code the person brought along: opening it is their own click. */
  return: { kind: "session", key: "chat_session", trigger: "user_click", ms: 24 * hour },
  /** Remembered on this device because the person pressed the button: 30 days. */
  remember: { kind: "resume", key: "chat_resume", trigger: "remember_clicked", ms: 30 * day },
  /** A private link; nothing is stored on the device. How long it holds is reckoned in working days (link-life.ts). */
  link: { kind: "resume", key: undefined, trigger: undefined, ms: 3 * day },
} as const;

export interface StartedSession {
  /** Given out once; the database keeps its hash. */
  readonly secret: string;
  readonly expiresAt: Date;
}

/**
 * Makes a secret that opens one conversation. Whatever will lie on the person's device passes the policy first:
 * nothing before the first message, nothing beyond the allowed keys (WC-1, WC-2; § 25 TDDDG).
 * @param until when it ends, where it is not a fixed time from now
 */
export async function startSession(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  tenantId: string,
  owner: { readonly identityId: string; readonly visitor: string },
  purpose: keyof typeof purposes,
  until?: Date,
): Promise<StartedSession> {
  const { kind, key, trigger, ms } = purposes[purpose];
  if (key !== undefined) {
    const { verdict } = await recordStorage(deps, tx, tenantId, { key, trigger, firstParty: true });
    if (verdict !== "allow") throw new Error("the policy forbids this storage");
  }
  const secret = deps.ids.secret();
  const now = deps.clock.now();
  const expiresAt = until ?? after(now, ms);
  await insertSession(tx, tenantId, {
    session_id: deps.ids.uuid(),
    secret_hash: hashSecret(secret),
    identity_id: owner.identityId,
    visitor: owner.visitor,
    kind,
    created_at: now,
    expires_at: expiresAt,
  });
  return { secret, expiresAt };
}
