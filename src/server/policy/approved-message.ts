// The key to the door: a channel sends only what carries this mark, and only `gate` puts it there.
import type { Verdict } from "./verdict.ts";

declare const approved: unique symbol;

/** A message the policy let through, tied to the stored decision that did. */
export type ApprovedMessage<T> = {
  readonly message: T;
  readonly decisionId: string;
  readonly [approved]: true;
};

/**
 * The only maker of an ApprovedMessage. Returns undefined unless the verdict is `allow`; a requirement counts as
 * not allowed until it is fulfilled and evaluated again. `decisionId` names the stored decision record.
 */
export function gate<T>(verdict: Verdict, decisionId: string, message: T): ApprovedMessage<T> | undefined {
  if (verdict.verdict !== "allow" || decisionId === "") return undefined;
  return Object.freeze({ message, decisionId }) as ApprovedMessage<T>;
}
