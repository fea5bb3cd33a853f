import type { Day } from "./deadline.ts";

/** What becomes of a wish that was pressed on the page. */
export type PageAnswer =
  | { readonly kind: "stopped" }
  | { readonly kind: "known"; readonly name: string }
  | {
      readonly kind: "opened";
      readonly name: string;
      readonly receivedOn: Day;
      readonly dueOn: Day;
      /** Start of the case's id: what one can name on the phone. */
      readonly receipt: string;
      /** Shown once; with it the answer is collected. */
      readonly pickupCode: string | undefined;
      /** With the data go the ways to tell them: they come back and read it. */
      readonly erases: boolean;
    };
