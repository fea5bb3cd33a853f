import { isDeepStrictEqual } from "node:util";
import type { ChangeProcessor } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { unlessOvertaken } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { defaults } from "../policy/defaults.ts";
import { addMonths } from "../time/calendar-day.ts";
import { isoDay } from "./agreement-status.ts";
import { byItem, changedProcessor } from "./changed-processor.ts";
import { lockProcessor, updateProcessor } from "./processor.store.ts";
import { isAdequate } from "./third-country.ts";

const noDecision = {
  de: "Für dieses Land gibt es keinen solchen Beschluss; trag unter 1 eines der Länder ein oder wähle eine andere Grundlage.",
  en: "There is no such decision for this country; enter one of the countries under 1 or choose another basis.",
};

/**
 * Saves what was changed of a processor; the rest stays as another screen may have left it. A newly recorded agreement
 * sets the first review, twelve months on (AV-3); a later edit never moves it, only a review does.
 * @returns false when it stands there just so: saved again because no answer came
 */
export async function saveProcessor(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  id: string,
  { was, ...change }: ChangeProcessor,
): Promise<boolean> {
  const row = await lockProcessor(tx, id);
  if (row === undefined) throw new Problem("not-found");
  const input = changedProcessor(row, change);
  const { transferMechanism, country } = input.fields;
  if (transferMechanism === "adequacy" && !isAdequate(country))
    throw new Problem("bad-input", { fields: { "fields/country": noDecision } });
  unlessOvertaken(was, byItem(row), byItem(input), change);
  if (isDeepStrictEqual(changedProcessor(row, {}), input)) return false;
  const at = deps.clock.now();
  const isNew = row.agreement?.signedOn == null && input.agreement?.signedOn != null;
  const nextReviewOn = row.nextReviewOn ?? (isNew ? addMonths(isoDay(at), defaults.avvReviewMonths) : null);
  await updateProcessor(tx, id, { ...input, nextReviewOn, at });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return true;
}
