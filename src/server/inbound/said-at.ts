import { instant } from "../platform/instant.ts";

/**
 * When something was said, by the channel's clock in milliseconds. A customer's phone may run ahead: nothing is stored
 * as said in the future. 0 or nothing: the channel gave no time.
 */
export const saidAt = (now: Date, ms: number | undefined): Date => (!ms || ms > now.getTime() ? now : instant(ms));
