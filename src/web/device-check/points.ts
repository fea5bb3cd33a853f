import type { CheckPoint } from "../../contract/device-checks.ts";

/** The list in the order of the screen; the contract has it for the server, Zod stays out of the first load. */
export const points: readonly CheckPoint[] = ["screen_lock", "contacts_off", "backup_off", "gallery_off"];

export type Ticked = Record<CheckPoint, boolean>;
export const unticked = (): Ticked => ({
  screen_lock: false,
  contacts_off: false,
  backup_off: false,
  gallery_off: false,
});
export const allTicked = (ticked: Ticked): boolean => points.every((point) => ticked[point]);
