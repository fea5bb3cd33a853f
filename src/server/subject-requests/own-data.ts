import type { Day } from "./deadline.ts";

/** What a person sees of their own data on the page. */
export interface OwnData {
  readonly name: string | null;
  /** Phone or mail, as the person typed it. */
  readonly reach: string | null;
  readonly since: Day;
  readonly messages: readonly { readonly count: number; readonly words: string; readonly until: Day | null }[];
  readonly files: number;
  readonly notices: number;
  /** Where a consent to news stands, in words; null when there never was one. */
  readonly consent: string | null;
  /** There is advertising to stop. */
  readonly advertising: boolean;
  readonly requests: readonly {
    readonly name: string;
    readonly state: string;
    readonly receivedOn: Day;
    readonly dueOn: Day;
  }[];
  /** An answer waits to be collected on this page until then. */
  readonly readyUntil: Day | null;
}
