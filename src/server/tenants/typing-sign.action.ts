import { z } from "zod";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadSteps, upsertStep } from "./setup-step.store.ts";

const TypingSign = z.object({ shown: z.boolean() });

/** Whether colleagues see who is writing in a conversation right now (U33). Until the business decides, they do. */
export async function showsTyping(tx: Tx): Promise<boolean> {
  const row = (await loadSteps(tx)).find(({ step }) => step === "presence");
  return TypingSign.catch({ shown: true }).parse(row?.fields).shown;
}

export async function decideTyping(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string, shown: boolean): Promise<void> {
  await upsertStep(tx, tenantId, { step: "presence", fields: { shown }, done: true, at: deps.clock.now() });
}
