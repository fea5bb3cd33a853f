import type { HouseExportCounts } from "../../contract/house-export.ts";

/** Where the walk through the business stands. A part of the export ends between two numbers, never within one. */
export const chapters = ["conversations", "rooms", "projects", "rest"] as const;
export type Chapter = (typeof chapters)[number];

export type Counts = { -readonly [K in keyof HouseExportCounts]: HouseExportCounts[K] };

export const noCounts = (): Counts => ({
  conversations: 0,
  messages: 0,
  files: 0,
  contacts: 0,
  consents: 0,
  rooms: 0,
  roomMessages: 0,
  projects: 0,
  shifts: 0,
  appointments: 0,
  sensitive: 0,
  missing: 0,
});
