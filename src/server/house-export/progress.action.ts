import type { Deps } from "../platform/deps.ts";
import { minute } from "../platform/instant.ts";
import type { Chapter } from "./counts.ts";
import { type ExportRow, updateExport } from "./house-export.store.ts";
import type { Item, Walk } from "./walk.ts";
import type { Listed } from "./zip-stream.adapter.ts";

/** A part ends after the conversation, room or order that goes beyond this: no file too large, no job too long. */
export const partLimits = { bytes: 1_000_000_000, ms: 8 * minute };

/** How far it is: told to the row now and then, so that the screen sees it move. */
export class Progress {
  readonly #deps: Deps;
  readonly #walk: Walk;
  readonly #row: ExportRow;
  readonly #limits: typeof partLimits;
  readonly #began: Date;
  readonly #listed: readonly Listed[];
  #seen = 0;
  #bytes = 0;
  chapter: Chapter;
  after: number;
  done: number;
  whole = false;

  constructor(deps: Deps, walk: Walk, row: ExportRow, limits: typeof partLimits, listed: readonly Listed[]) {
    this.#deps = deps;
    this.#walk = walk;
    this.#row = row;
    this.#limits = limits;
    this.#listed = listed;
    this.#began = deps.clock.now();
    this.chapter = row.chapter;
    this.after = row.afterNumber;
    this.done = row.done;
  }

  /** @returns whether the part is full */
  async passed(item: Item): Promise<boolean> {
    this.after = item.number;
    this.done += 1;
    const { tenantId } = this.#walk.caller;
    if (this.done % 20 === 0)
      await this.#deps.db.withTenant(tenantId, (tx) =>
        updateExport(tx, this.#row.exportId, { under_way: this.done - this.#row.done }),
      );
    const ms = this.#deps.clock.now().getTime() - this.#began.getTime();
    for (const { bytes } of this.#listed.slice(this.#seen)) this.#bytes += bytes;
    this.#seen = this.#listed.length;
    return this.#bytes >= this.#limits.bytes || ms >= this.#limits.ms;
  }

  turn(to: Chapter): void {
    this.chapter = to;
    this.after = 0;
  }

  get from(): Date {
    return this.#row.orderedAt;
  }
}
