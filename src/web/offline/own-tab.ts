import { keepInTab, keptInTab } from "../tab-storage.ts";

export const lockOf = (tab: string): string => `werkbote-tab/${tab}`;

/** Which window this is: the same after a reload; its lock is held for as long as it is open. */
export class OwnTab {
  id = keptInTab("tab") ?? "";
  /** A window that was duplicated comes with the name of the other one; until then its name may change. */
  readonly known: Promise<void>;

  constructor() {
    this.known = new Promise((done) => this.#hold(done));
  }

  #hold(done: () => void, id = this.id || crypto.randomUUID()): void {
    this.id = id;
    keepInTab("tab", id);
    const asked = navigator.locks?.request(lockOf(id), { ifAvailable: true }, (lock) => {
      if (lock) done();
      else this.#hold(done, crypto.randomUUID());
      return lock && new Promise(() => undefined);
    });
    if (asked) asked.catch(done);
    else done();
  }
}
