import { z } from "zod";
import type { ConsentStepView, ContactConsents } from "../../contract/consent.ts";
import { loadSignedViews } from "../attachments/load-attachments.action.ts";
import { accessContact } from "../contacts/access-contact.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadPlaces, loadSteps, type StepRow } from "./consent.store.ts";
import { readLife } from "./read-life.action.ts";
import { wordsPlace } from "./record-step.action.ts";
import { showStanding } from "./show-standing.ts";

type ConversationId = NonNullable<ContactConsents["items"][number]["conversationId"]>;

const Words = z.object({ question: z.string().optional(), answer: z.string().optional(), note: z.string().optional() });
const Proof = z.object({ textVersion: z.string().optional() });

/** The whole history of a contact's consents with the exact wording and answers, newest first (Art. 7(1), 15 DSGVO). */
export async function readConsents(deps: Deps, tx: Tx, caller: Caller, contactId: string): Promise<ContactConsents> {
  const { key } = await accessContact(deps, tx, caller, contactId);
  const life = await readLife(tx, caller.tenantId);
  const placesOf = await loadPlaces(tx, contactId);
  const steps = await loadSteps(
    tx,
    placesOf.map(({ identityId }) => identityId),
  );
  const signed = await loadSignedViews(
    deps,
    tx,
    caller.tenantId,
    key,
    steps.filter(({ state }) => state === "pending").map(({ consentEventId }) => consentEventId),
  );
  return {
    items: placesOf.map(({ identityId, channelKind, conversationId }) => {
      const own = steps.filter((step) => step.identityId === identityId && step.channelKind === channelKind);
      return {
        identityId,
        channel: channelKind,
        conversationId: conversationId as ConversationId | null,
        ...showStanding(own, deps.clock.now(), life),
        steps: own.toReversed().map((step) => ({
          ...showStep(deps, caller.tenantId, key, step),
          files: signed.get(step.consentEventId) ?? [],
        })),
      };
    }),
  };
}

function showStep(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey,
  step: StepRow,
): Omit<ConsentStepView, "files"> {
  const opened =
    step.sealedWords &&
    deps.seal.openForContact(tenantId, key, wordsPlace(step.consentEventId), step.sealedWords).toString("utf8");
  const words = opened ? Words.parse(JSON.parse(opened)) : {};
  const proof = Proof.safeParse(step.proof);
  return {
    id: step.consentEventId,
    at: step.at.toISOString(),
    purpose: step.purpose,
    state: step.state,
    method: step.method,
    by: step.recordedByName,
    question: words.question ?? null,
    answer: words.answer ?? null,
    note: words.note ?? null,
    textVersion: proof.data?.textVersion ?? null,
  };
}
