import type { TemplateChoice } from "../../contract/messages.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { loadCategory, loadTemplates, type TemplateRow } from "./template.store.ts";
import { fillTemplate } from "./template.ts";

/** A chosen template with its parameters filled in. */
export interface FilledTemplate extends TemplateRow {
  readonly text: string;
}

/** What the account, or any, may send, with the same parameters in each. */
export async function filledTemplates(
  tx: Tx,
  accountId: string | undefined,
  parameters: readonly string[],
): Promise<FilledTemplate[]> {
  const templates = await loadTemplates(tx, accountId);
  return templates.map((template) => ({ ...template, text: fillTemplate(template.body, parameters) }));
}

/** Undefined: none was chosen. Refuses a template this account does not have and an open placeholder (U26). */
export async function templateOf(
  tx: Tx,
  accountId: string,
  choice: TemplateChoice | null,
): Promise<FilledTemplate | undefined> {
  if (choice === null) return undefined;
  const found = (await loadTemplates(tx, accountId)).find(
    (t) => t.name === choice.name && t.language === choice.language,
  );
  if (!found)
    throw new Problem("bad-input", {
      fields: {
        template: {
          de: "Diese Vorlage gibt es nicht oder sie ist nicht freigegeben.",
          en: "This template does not exist or is not approved.",
        },
      },
    });
  return { ...found, text: fillTemplate(found.body, choice.parameters) };
}

/** Its category as it is now: the channel may have put it into another since it was chosen. */
export async function categoryOf(
  tx: Tx,
  accountId: string,
  template: Pick<TemplateRow, "name" | "language">,
): Promise<TemplateRow["category"] | undefined> {
  return await loadCategory(tx, accountId, template);
}
