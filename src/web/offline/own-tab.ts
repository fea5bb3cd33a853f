import { keepInTab, keptInTab } from "../tab-storage.ts";

const tabKey = "tab";
export const lockOf = (tab: string): string => `werkbote-tab/${tab}`;

/** Which window this is: the same after a reload; its lock is held for as long as it is open. */
export class OwnTab {
  id = keptInTab(tabKey) ?? crypto.randomUUID();
  /** A window that was duplicated comes with the name of the other one; until then its name may change. */
  readonly known: Promise<void>;

  constructor() {
    keepInTab(tabKey, this.id);
    this.known = this.#hold();
  }

  get lock(): string {
    return lockOf(this.id);
  }

  async #hold(): Promise<void> {
    while (!(await this.#isFree())) {
      this.id = crypto.randomUUID();
      keepInTab(tabKey, this.id);
    }
  }

  /** Takes the lock and keeps it. @returns false when another window holds it */
  #isFree(): Promise<boolean> {
    return new Promise((resolve) => {
      const asked = navigator.locks?.request(this.lock, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => undefined);
      });
      if (asked) asked.catch(() => resolve(true));
      else resolve(true);
    });
  }
}
