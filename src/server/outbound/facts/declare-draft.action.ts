import type { Draft } from "../../../contract/messages.ts";
import { loadAttachmentView } from "../../attachments/load-attachments.action.ts";
import type { FilledTemplate } from "../../channels/template.action.ts";
import type { Declared } from "../../conversations/message-content.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after, day } from "../../platform/instant.ts";
import type { ContactKey } from "../../platform/seal.ts";
import type { FactRow } from "./fact-row.ts";
import { isInvoiceName } from "./invoice-name.ts";
import type { Letter } from "./letter-of.action.ts";
import { hasInstruction } from "./withdrawal-instruction.store.ts";
import { instructionDays } from "./withdrawal-instruction.ts";

/**
 * What the sender says of a draft, and what follows from it for the policy: a file that calls itself an invoice is one
 * (EM-3), and a confirmation for a consumer is asked for the withdrawal instruction (CT-1).
 */
export async function declareDraft(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  row: Pick<FactRow, "conversationId" | "recipientType">,
  key: ContactKey,
  draft: Draft,
  { template, letter }: { readonly template: FilledTemplate | undefined; readonly letter: Letter | undefined },
): Promise<Declared> {
  const invoice = draft.messageClass === "transactional" && (await isInvoice(deps, tx, tenantId, key, draft));
  const confirms = letter?.kind === "order_confirmation" && row.recipientType === "consumer";
  const since = after(deps.clock.now(), -instructionDays * day);
  return {
    messageClass: invoice ? "invoice" : draft.messageClass,
    templateCategory: template?.category ?? null,
    ...(draft.dangerReason === null ? {} : { dangerReason: draft.dangerReason }),
    ...(letter === undefined ? {} : { kind: letter.kind, letterDetails: letter.details }),
    ...(invoice ? { kind: "invoice", ...(draft.amountEUR === null ? {} : { amountEUR: draft.amountEUR }) } : {}),
    ...(confirms ? { withdrawalGiven: await hasInstruction(tx, row.conversationId, since) } : {}),
    ...(confirms && draft.urgentRepair ? { urgentRepair: true as const } : {}),
    ...(draft.forCustomer ? { forCustomer: true } : {}),
    ...(draft.personsReason === null ? {} : { personsReason: draft.personsReason }),
  };
}

async function isInvoice(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  key: ContactKey,
  { kind, attachmentIds }: Draft,
): Promise<boolean> {
  if (kind !== null) return kind === "invoice";
  for (const id of attachmentIds) {
    const file = await loadAttachmentView(deps, tx, tenantId, key, id);
    if (file && isInvoiceName({ name: file.name ?? "", mimeType: file.mimeType })) return true;
  }
  return false;
}
