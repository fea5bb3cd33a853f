import { attachToConsent } from "../attachments/attach.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { accessContact } from "../contacts/access-contact.action.ts";
import { lockForPerson } from "../conversations/advance-message.action.ts";
import { decisionActor } from "../decisions/record-decision.action.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { loadPlaces, loadSteps, lockIdentities } from "./consent.store.ts";
import { type ConsentStep, consentStanding } from "./consent.ts";
import { consentTextVersion } from "./consent-texts.ts";
import { decideConsent } from "./decide-consent.action.ts";
import { readLife } from "./read-life.action.ts";
import { recordStep } from "./record-step.action.ts";
import { heedSuppressed } from "./suppress.action.ts";

/** What a member heard or holds in the hand: a signed paper, a word on the phone, a form. */
export interface Heard {
  readonly identityId: string;
  readonly note: string;
}

/** What waits for somebody and may not leave any more is taken back (`outbound/consent/cancel-adverts.action.ts`). */
export type CancelAdverts = (
  deps: Deps,
  tx: Tx,
  tenantId: string,
  identityId: string,
  everything: boolean,
) => Promise<NewEvent[]>;

/**
 * A consent given elsewhere. It counts only once the contact confirms it on the channel itself, with START, JA WERBUNG
 * or the button (AD-6, double opt-in). After a no the contact has to raise it there.
 * @returns the id of the step; or why it may not be kept (SC-3), to be thrown after the transaction: its decision stays
 */
export async function recordElsewhere(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  heard: Heard & { readonly source: "paper" | "phone" | "form"; readonly scanIds: readonly string[] },
  cancelAdverts: CancelAdverts,
): Promise<Problem | string> {
  const step = { state: "pending", method: heard.source } as const;
  const { state, consentEventId, refusal } = await change(deps, tx, caller, contactId, heard, step, cancelAdverts);
  if (refusal !== undefined) return refusal;
  await attachToConsent(tx, contactId, heard.scanIds, consentEventId);
  if (state === "granted")
    throw new Problem("conflict", {
      detail: { de: "Die Einwilligung gilt auf diesem Kanal schon.", en: "The consent already holds on this channel." },
    });
  return consentEventId;
}

/** The contact told a member to stop (AD-7): it counts at once, and what waits does not leave. @returns the id of the step */
export async function withdrawByMember(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  heard: Heard,
  cancelAdverts: CancelAdverts,
): Promise<string> {
  const step = { state: "withdrawn", method: "member" } as const;
  return (await change(deps, tx, caller, contactId, heard, step, cancelAdverts)).consentEventId;
}

/** @returns where the consent stood before, and the new step; or why the policy keeps none */
async function change(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  { identityId, note }: Heard,
  step: { readonly state: "pending" | "withdrawn"; readonly method: "paper" | "phone" | "form" | "member" },
  cancelAdverts: CancelAdverts,
): Promise<{ state: string; consentEventId: string; refusal?: Problem }> {
  const { key } = await accessContact(deps, tx, caller, contactId);
  const place = (await loadPlaces(tx, contactId)).find((one) => one.identityId === identityId);
  if (!place) throw new Problem("not-found");
  // The conversation before the identity, as a message that comes in takes them.
  await lockForPerson(tx, identityId);
  await lockIdentities(tx, [identityId]);
  await heedSuppressed(deps, tx, caller.tenantId, [identityId]);
  const steps = (await loadSteps(tx, [identityId])).filter(({ purpose }) => purpose === "advertising");
  const life = await readLife(tx, caller.tenantId);
  const before = consentStanding(steps satisfies readonly ConsentStep[], deps.clock.now(), life);
  if (step.state === "pending") {
    const actor = decisionActor(caller);
    const channelKind = place.channelKind;
    const kept = { tenantId: caller.tenantId, identityId, channelKind, before: before.state, actor };
    const { verdict, whyDe } = await decideConsent(deps, tx, kept);
    if (verdict === "deny")
      return { state: before.state, consentEventId: "", refusal: new Problem("not-lawful", { detail: ofRule(whyDe) }) };
  }
  const consentEventId = await recordStep(deps, tx, {
    tenantId: caller.tenantId,
    identityId,
    channelKind: place.channelKind,
    state: step.state,
    method: step.method,
    proof: { textVersion: consentTextVersion },
    words: { note },
    key,
    recordedBy: caller.memberId,
  });
  const verb = step.state === "pending" ? "record-consent" : "withdraw-consent";
  await appendAudit(deps, tx, {
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    verb,
    subjectKind: "contact",
    subjectId: contactId,
    details: { channel: place.channelKind, method: step.method },
  });
  const blocked = step.state === "withdrawn" ? await cancelAdverts(deps, tx, caller.tenantId, identityId, false) : [];
  const { conversationId } = place;
  await appendEvents(deps, tx, caller.tenantId, [
    ...blocked,
    { kind: "consent-changed", contactId, ...(conversationId === null ? {} : { conversationId }) },
  ]);
  return { state: before.state, consentEventId };
}
