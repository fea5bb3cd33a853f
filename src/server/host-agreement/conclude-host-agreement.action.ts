import { createHash } from "node:crypto";
import type { ProcessorFields } from "../../contract/setup-papers.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Operator } from "../platform/config.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { addProcessor } from "../processors/add-processor.action.ts";
import { isoDay } from "../processors/agreement-status.ts";
import { checklistEntries } from "../processors/checklist.ts";
import { listProcessors } from "../processors/list-processors.action.ts";
import { saveProcessor } from "../processors/save-processor.action.ts";
import { addressLine } from "../tenants/business-fields.ts";
import { germanDay } from "../time/calendar-day.ts";
import { insertAgreement } from "./host-agreement.store.ts";
import { agreementBlocks, sectionFor } from "./operator.ts";
import { readHostAgreement } from "./read-host-agreement.action.ts";

type Transfer = ProcessorFields["transferMechanism"];

/**
 * The owner agrees to the operator's terms as shown (Art. 28(3), (9)). The contract is kept as it was agreed, and the
 * server's row in the register says so, item by item. Throws `conflict` when the terms changed meanwhile.
 */
export async function concludeHostAgreement(
  deps: Pick<Deps, "clock" | "ids" | "config">,
  tx: Tx,
  caller: Caller,
  terms: string,
): Promise<void> {
  if (caller.role !== "owner")
    throw new Problem("not-allowed", {
      detail: { de: "Das schließt nur die Inhaberin oder der Inhaber.", en: "Only the owner concludes this." },
    });
  const { operator } = deps.config;
  const { offered, agreed } = await readHostAgreement(deps, tx);
  if (operator === undefined || offered === null) throw new Problem("not-found");
  if (offered.terms !== terms)
    throw new Problem("conflict", {
      detail: {
        de: "Der Vertrag hat sich geändert. Bitte lies ihn noch einmal.",
        en: "The agreement has changed. Please read it once more.",
      },
    });
  if (agreed) return;
  const { tenantId } = caller;
  const { business, isPublic } = await readPublicBusiness(tx);
  const at = deps.clock.now();
  const id = deps.ids.uuid();
  const party = { name: business.name, address: addressLine(business), isPublic };
  const document = agreementBlocks(operator, party, { by: caller.name, on: germanDay(isoDay(at)) });
  await insertAgreement(tx, tenantId, {
    id,
    version: operator.version,
    termsHash: Buffer.from(terms, "hex"),
    document,
    agreedAt: at,
    agreedName: caller.name,
    agreedBy: caller.memberId,
  });
  const subject = { subjectKind: "host_agreement", subjectId: id };
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "conclude-host-agreement",
    ...subject,
    details: { version: operator.version, terms },
  });
  const fileHash = createHash("sha256").update(JSON.stringify(document)).digest("hex");
  await enterInRegister(deps, tx, caller, operator, fileHash);
}

/** Where data may leave the EU the basis is the business's to name; one it has named stays. */
function transferOf({ leavesEu }: Operator, stands: Transfer): { transferMechanism?: Transfer } {
  if (!leavesEu) return { transferMechanism: "none_needed" };
  return stands === "none_needed" ? { transferMechanism: "missing" } : {};
}

async function enterInRegister(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  { tenantId, name }: Caller,
  operator: Operator,
  fileHash: string,
): Promise<void> {
  const find = async () => (await listProcessors(deps, tx)).processors.find(({ template }) => template === "hosting");
  if ((await find()) === undefined) await addProcessor(deps, tx, tenantId, "hosting");
  const row = await find();
  if (row === undefined) throw new Error("the row of the server vanished");
  const today = isoDay(deps.clock.now());
  const title = `AVV mit ${operator.name}, Fassung ${operator.version}`;
  await saveProcessor(deps, tx, tenantId, row.id, {
    notRequiredReason: null,
    fields: {
      legalEntity: operator.name,
      country: operator.country,
      subProcessors: operator.subProcessors.map((one) => `${one.name} (${one.country})`).join("\n"),
      securityMeasures: title,
      ...transferOf(operator, row.fields.transferMechanism),
      deletionClause: title,
      incidentContact: operator.email,
    },
    checklist: Object.fromEntries(
      checklistEntries.map(({ key }) => {
        const section = sectionFor(operator, key);
        const state = section === undefined ? ("unknown" as const) : ("present" as const);
        return [key, { state, source: section === undefined ? "" : `${title}, ${section}`, checkedOn: today }];
      }),
    ),
    agreement: {
      version: title,
      signedOn: today,
      acceptedHow: "In Werkbote geschlossen",
      acceptedBy: name,
      filedAt: "In Werkbote unter Recht, Verträge",
      fileHash,
    },
  });
}
