import type { z } from "zod";
import type { MarkKind, RenameContact } from "../../contract/conversations.ts";
import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import { remedyFor } from "../policy/remedies.ts";
import { tellProjectsOfContact } from "../project-links/tell-projects.action.ts";
import { readLimits } from "../ruleset/read-limits.action.ts";
import { accessContact } from "./access-contact.action.ts";
import { countContactDays, lockContact, updateContact } from "./contact.store.ts";
import { putSearchNames } from "./identity.store.ts";
import { foldName, places } from "./identity.ts";
import { openName } from "./show-contact.action.ts";

/** Gives a contact the name the team uses. */
export async function renameContact(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  { name, was }: RenameContact,
): Promise<void> {
  await lockContact(tx, contactId);
  const { row, key } = await accessContact(deps, tx, caller, contactId);
  unlessChanged(was, openName(deps, caller.tenantId, key, row), name);
  await updateContact(tx, contactId, {
    sealedName: deps.seal.forContact(caller.tenantId, key, places.name(contactId), name),
  });
  await putSearchNames(tx, caller.tenantId, [{ contactId, name: foldName(name) }]);
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "contact-changed", contactId, memberId: caller.memberId }]);
  await tellProjectsOfContact(deps, tx, caller.tenantId, contactId);
}

/**
 * Notes that an order is running (or no longer): a reason to keep the contact, and a fact for the policy.
 * @returns true when one begins
 */
export async function markOrder(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  openOrder: boolean,
): Promise<boolean> {
  const { row } = await accessContact(deps, tx, caller, contactId);
  const now = deps.clock.now();
  const begins = openOrder && !row.open_order;
  if (begins) await updateContact(tx, contactId, { openOrder, orderSince: now, orderUntil: null });
  else if (!openOrder && row.open_order) await updateContact(tx, contactId, { openOrder, orderUntil: now });
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "contact-changed", contactId, memberId: caller.memberId }]);
  return begins;
}

/**
 * Notes what the policy must know of a person: a colleague (no staff talk over WhatsApp, IN-1) who may be a customer
 * too (IN-2), a firm, a minor (SC-3: only where there are signs, no age is collected).
 */
export async function markKind(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  kind: z.output<typeof MarkKind>,
): Promise<void> {
  await accessContact(deps, tx, caller, contactId);
  if (Object.keys(kind).length === 0) return;
  await updateContact(tx, contactId, {
    ...(kind.recipientType === undefined ? {} : { recipientType: kind.recipientType }),
    ...(kind.employeeRelation === undefined ? {} : { employeeRelation: kind.employeeRelation }),
    ...(kind.minor === undefined ? {} : { age: kind.minor ? "minor" : "unknown" }),
  });
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "contact-changed", contactId, memberId: caller.memberId }]);
}

/**
 * Moves a contact from "this inquiry" into the customer file: only after repeated contact or an order (AB-3). The
 * decision is kept, a refusal too.
 */
export async function saveContact(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  timeZone: string,
): Promise<{ refusal: Problem | undefined }> {
  const { row } = await accessContact(deps, tx, caller, contactId);
  const conversations = await countContactDays(tx, contactId, timeZone);
  const limits = await readLimits(tx);
  const facts: Facts = {
    ...(limits === undefined ? {} : { limits }),
    deviceType: caller.kind === "api" ? "server" : "business_registered",
    extra: { conversations, hasOrder: row.open_order, target: "customer_file" },
  };
  const verdict = evaluate("save_contact", facts);
  const actor = decisionActor(caller);
  await recordDecision(deps, tx, { tenantId: caller.tenantId, actor, action: "save_contact", facts, verdict });
  if (verdict.verdict !== "allow") {
    const remedies = verdict.requires.map((token) => ({ token, label: remedyFor(token).labelDe }));
    return {
      refusal: new Problem("not-lawful", { detail: ofRule(verdict.whyDe), more: { rules: verdict.rules, remedies } }),
    };
  }
  await updateContact(tx, contactId, { savedAt: deps.clock.now(), savedReason: row.open_order ? "order" : "repeated" });
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "contact-changed", contactId, memberId: caller.memberId }]);
  return { refusal: undefined };
}
