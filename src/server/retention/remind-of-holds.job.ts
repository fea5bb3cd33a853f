import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { writeReminder } from "../conversations/write-reminder.action.ts";
import type { Deps } from "../platform/deps.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { dueReviews } from "./hold.store.ts";

const reminderDe =
  "Erinnerung: Die Sperre für diesen Kontakt soll heute geprüft werden (Recht, Aufbewahrung). Ohne Grund darf sie nicht bleiben.";

/** On the day of its review a hold speaks up: as a note in the contact's conversation, and first on the page. */
export async function remindOfHolds(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
    for (const { holdId, contactId } of await dueReviews(tx, today)) {
      const subject = { subjectKind: "hold", subjectId: holdId };
      await appendAudit(deps, tx, { tenantId, actor: server, verb: "review-due", ...subject });
      if (contactId !== null) await writeReminder(deps, tx, tenantId, contactId, reminderDe);
    }
  });
}
