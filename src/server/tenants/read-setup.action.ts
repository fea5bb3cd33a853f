import { BusinessFields, ImprintFields, type SetupStep } from "../../contract/setup.ts";
import { NoticeSettings } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import { emptyBusiness } from "./business-fields.ts";
import { emptyImprint, emptySettings } from "./empty-drafts.ts";
import { loadSteps } from "./setup-step.store.ts";

/** What the business has entered so far, drafts included. */
export interface SetupDrafts {
  readonly business: BusinessFields;
  readonly imprint: ImprintFields;
  readonly notice: NoticeSettings;
  /** Steps of which something was saved. */
  readonly entered: ReadonlySet<string>;
}

/** Reads every step; a step nobody has opened is empty, one saved by an older version keeps what still fits. */
export async function readSetup(tx: Tx): Promise<SetupDrafts> {
  const rows = await loadSteps(tx);
  const fields = (step: SetupStep): unknown => rows.find((row) => row.step === step)?.fields ?? {};
  return {
    business: BusinessFields.catch(emptyBusiness).parse(fields("business")),
    imprint: ImprintFields.catch(emptyImprint).parse(fields("imprint")),
    notice: NoticeSettings.catch(emptySettings).parse(fields("notice")),
    entered: new Set(rows.map(({ step }) => step)),
  };
}
