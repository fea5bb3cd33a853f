import type { ImprintAnswer } from "../../contract/setup.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { loadImprint } from "./imprint.store.ts";
import { askedFields } from "./imprint-fields.ts";
import { imprintSections } from "./imprint-page.ts";
import { isSamePublished, publicImprint } from "./published-imprint.ts";
import { judgeLink } from "./speaking-link.ts";
import { validateImprint } from "./validate-imprint.ts";

/** Step 2 as the screen shows it: the draft, what is wrong with it, and whether the public sees it. */
export async function readImprint(deps: Pick<Deps, "publicUrl">, tx: Tx, tenantId: string): Promise<ImprintAnswer> {
  const { business, imprint } = await readSetup(tx);
  const row = await loadImprint(tx);
  const status = row?.status ?? "missing";
  const publicUrl = deps.publicUrl(tenantId);
  const address = `${publicUrl}/impressum`;
  const link = judgeLink(imprint.externalLink, { publicUrl, website: business.website });
  // The page we serve is judged by its own status; a link the owner named is an entry, and wrong at its field.
  const linkProblems =
    imprint.externalLink === "" || link.speaking ? [] : [{ field: "externalLink", sentence: link.sentence }];
  return {
    fields: imprint,
    problems: [...validateImprint(business, imprint), ...linkProblems],
    asked: askedFields(business, imprint),
    legalForm: business.legalForm,
    status,
    published: linkProblems.length === 0 && isSamePublished(row?.fields, { business, imprint }),
    checkedAt: row?.checkedAt?.toISOString() ?? null,
    isPublic: publicImprint(row?.fields) !== undefined,
    link: imprint.externalLink === "" ? address : imprint.externalLink,
    address,
    linkSentence: link.sentence,
    preview: imprintSections(business, imprint),
  };
}
