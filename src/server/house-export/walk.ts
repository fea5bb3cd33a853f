import type { Caller } from "../platform/caller.ts";
import type { Counts } from "./counts.ts";

/** What every chapter is handed: in whose name it reads, the clock on the wall, and the numbers it adds to. */
export interface Walk {
  readonly caller: Caller;
  readonly zone: string;
  readonly counts: Counts;
  /** Places in this part for files the disk has lost. */
  readonly lost: string[];
}

/** Something to write down, by its number or its place in a list. */
export interface Item {
  readonly id: string;
  readonly number: number;
}
