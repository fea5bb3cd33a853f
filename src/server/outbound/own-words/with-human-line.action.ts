import { readPublicBusiness } from "../../imprint/read-public-business.action.ts";
import type { Tx } from "../../platform/db.ts";
import { namesHuman } from "../facts/message-facts.ts";

/**
 * WA-10 fulfils itself: below what the house says by itself stands how one reaches a person. Where no telephone is
 * entered, a word is enough, because people read everything that comes in.
 */
export async function withHumanLine(tx: Tx, text: string): Promise<string> {
  if (namesHuman(text)) return text;
  const { phone } = (await readPublicBusiness(tx)).business;
  const way =
    phone === ""
      ? "Schreiben Sie MENSCH, dann antwortet jemand aus unserem Team."
      : `Einen Menschen erreichen Sie unter ${phone}.`;
  return `${text}\n\n${way}`;
}
