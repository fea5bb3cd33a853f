import type { Tx } from "../platform/db.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { publicBusiness } from "./public-business.ts";
import type { KeptImprint } from "./published-imprint.ts";
import { readPublicImprint } from "./read-public-imprint.action.ts";

/**
 * Who the business is in what leaves it: as the public Impressum says, with the drafts only while there is none. A step
 * that is half typed says nothing to anybody outside.
 * @returns `isPublic`: false while all of it is draft, which a paper somebody signs or shows has to say
 */
export async function readPublicBusiness(tx: Tx): Promise<KeptImprint & { readonly isPublic: boolean }> {
  const { business: typed, imprint } = await readSetup(tx);
  const known = await readPublicImprint(tx);
  const { phone, emergencyPhone, replyTime } = publicBusiness(typed, known);
  return {
    business: { ...(known?.business ?? typed), phone, emergencyPhone, replyTime },
    imprint: known?.imprint ?? imprint,
    isPublic: known !== undefined,
  };
}
