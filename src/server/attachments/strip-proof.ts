/** PH-1: that a file was cleaned before anybody saw it, with its hash before and after. */
export interface StripProof {
  readonly at: string;
  readonly before: string;
  readonly after: string;
  readonly removed: readonly string[];
}
