import { createHash } from "node:crypto";
import type { HostAgreement } from "../../contract/host-agreement.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadAgreements } from "./host-agreement.store.ts";
import { termsSections, termsText } from "./operator.ts";

/** What the operator offers today, and what the business agreed to. */
export async function readHostAgreement({ config }: Pick<Deps, "config">, tx: Tx): Promise<HostAgreement> {
  const rows = await loadAgreements(tx);
  const { operator } = config;
  const terms = operator === undefined ? "" : createHash("sha256").update(termsText(operator)).digest("hex");
  const isCurrent = (termsHash: Uint8Array) => Buffer.from(termsHash).toString("hex") === terms;
  return {
    offered:
      operator === undefined
        ? null
        : { operator: operator.name, version: operator.version, terms, sections: termsSections(operator) },
    agreed: rows.some(({ termsHash }) => isCurrent(termsHash)),
    concluded: rows.map(({ id, version, agreedAt, agreedName, termsHash }) => ({
      id,
      version,
      agreedAt: agreedAt.toISOString(),
      agreedName,
      current: isCurrent(termsHash),
    })),
  };
}
