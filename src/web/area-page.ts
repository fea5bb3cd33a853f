import type { Component } from "svelte";

/** One page of an area with a list of its own (settings, law). */
export interface AreaPage {
  readonly path: string;
  /** The ability without which the page is not offered; the server decides again. Absent: for everybody. */
  readonly needs?: string;
  readonly label: () => string;
  readonly load: () => Promise<{ default: Component<Record<string, never>> }>;
}
