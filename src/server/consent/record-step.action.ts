import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { insertConsentEvents } from "./consent.store.ts";
import type { StepState } from "./consent.ts";
import { deleteSuppressed } from "./suppression.store.ts";

interface ConsentWords {
  readonly question?: string;
  readonly answer?: string;
  readonly note?: string;
}

export interface NewStep {
  readonly tenantId: string;
  readonly identityId: string;
  readonly channelKind: ChannelKind;
  readonly purpose?: "advertising" | "contact";
  readonly state: StepState;
  readonly method:
    | "chat"
    | "button"
    | "keyword"
    | "meta-preference"
    | "page"
    | "member"
    | "paper"
    | "phone"
    | "form"
    | "suppression";
  /** Ids and closed values only. */
  readonly proof: Readonly<Record<string, string>>;
  /** Exact wording, sealed with the contact's key: it outlives the conversation (LK-6). */
  readonly words?: ConsentWords;
  readonly key?: ContactKey;
  readonly recordedBy?: string;
  /** When it happened, if not now: an objection of before. */
  readonly at?: Date;
}

export const wordsPlace = (consentEventId: string) => ({
  table: "consent_event",
  row: consentEventId,
  column: "words",
});

/** Records one step of a consent with its proof, in the transaction in which it happened (Art. 7(1) DSGVO). */
export async function recordStep(deps: Pick<Deps, "ids" | "clock" | "seal">, tx: Tx, step: NewStep): Promise<string> {
  const consentEventId = deps.ids.uuid();
  const { words, key } = step;
  await insertConsentEvents(tx, step.tenantId, [
    {
      consentEventId,
      identityId: step.identityId,
      channelKind: step.channelKind,
      purpose: step.purpose ?? "advertising",
      state: step.state,
      at: step.at ?? deps.clock.now(),
      method: step.method,
      proof: step.proof,
      sealedWords:
        words === undefined || key === undefined
          ? null
          : deps.seal.forContact(step.tenantId, key, wordsPlace(consentEventId), JSON.stringify(words)),
      recordedBy: step.recordedBy ?? null,
    },
  ]);
  if (step.state === "granted" && step.purpose !== "contact") await deleteSuppressed(tx, step.identityId);
  return consentEventId;
}
