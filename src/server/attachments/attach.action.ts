import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { claimForConsent, claimForMessage } from "./attachment.store.ts";

/**
 * Hangs waiting uploads on the message they were made for, in the given order. Each must be stored, belong to this
 * contact and not be used yet; otherwise the whole send is refused as `not-found`.
 */
export async function attachToMessage(
  tx: Tx,
  tenantId: string,
  contactId: string,
  attachmentIds: readonly string[],
  messageId: string,
): Promise<void> {
  for (const [ordinal, attachmentId] of [...new Set(attachmentIds)].entries()) {
    const claimed = await claimForMessage(tx, tenantId, { contactId, attachmentId, messageId, ordinal });
    if (!claimed)
      throw new Problem("not-found", {
        detail: {
          de: "Eine Datei ist nicht mehr da. Bitte noch einmal anhängen.",
          en: "A file is no longer there. Please attach it once more.",
        },
      });
  }
}

/** Hangs what was signed on the step of the consent it proves; pictures and documents only. */
export async function attachToConsent(
  tx: Tx,
  contactId: string,
  attachmentIds: readonly string[],
  consentEventId: string,
): Promise<void> {
  for (const [ordinal, attachmentId] of [...new Set(attachmentIds)].entries())
    if (!(await claimForConsent(tx, { contactId, attachmentId, consentEventId, ordinal })))
      throw new Problem("not-found", {
        detail: {
          de: "Das Foto ist nicht mehr da. Bitte noch einmal auswählen.",
          en: "The photo is no longer there. Please choose it once more.",
        },
      });
}
