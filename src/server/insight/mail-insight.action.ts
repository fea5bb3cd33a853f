import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { SendMail } from "../platform/network/mail.adapter.ts";
import { loadInsights } from "./insight.store.ts";
import { standingOf } from "./insight.ts";

/** Tells the owner by mail that somebody asks to look. The reason may name a customer, so it stays in the house. */
export async function mailInsight(deps: Deps, send: SendMail, tenantId: string, insightId: string): Promise<void> {
  const found = await deps.db.withTenant(tenantId, async (tx) => {
    const [row] = await loadInsights(tx, { insightId });
    return { row, to: (await readPublicBusiness(tx)).business.email };
  });
  const { row, to } = found;
  if (!row || to === "" || standingOf(row.facts, deps.clock.now()) !== "asked") return;
  const hours = row.hours === 1 ? "eine Stunde" : `${row.hours} Stunden`;
  const text = [
    `${row.officer} bittet um Einsicht in Gespräch Nr. ${row.conversation_number}, für ${hours}.`,
    "Der Grund steht in Werkbote. Ohne deine Zustimmung ist nichts zu sehen.",
    `Entscheiden: ${deps.publicUrl(tenantId)}/recht/einsicht`,
  ].join("\n\n");
  await send({ to, subject: "Werkbote: Bitte um Einsicht in ein Gespräch", text });
}
