import { ProblemError } from "../api.ts";
import { changed, laidOver } from "./changes.ts";

/** A form over what two people may have open: what one began from, and what somebody else saved since. */
export class Meanwhile<T> {
  /** What stood there when one began, or when one last looked; each save sends it along. */
  was = $state.raw() as T;
  /** As somebody else saved it since, until one has looked at it. */
  theirs = $state.raw<T>();

  constructor(was: T) {
    this.was = was;
  }

  /**
   * @param now fetches what stands there
   * @returns whether the save met what somebody else had changed: nothing was saved, and it stands in `theirs`
   */
  async met(error: unknown, now: () => Promise<T | undefined>): Promise<boolean> {
    this.theirs = undefined;
    if (!(error instanceof ProblemError) || error.code !== "conflict") return false;
    this.theirs = await now().catch(() => undefined);
    return this.theirs !== undefined;
  }

  /** One has looked at it, and takes it or saves one's own over it. */
  looked(theirs: T): T {
    this.was = theirs;
    this.theirs = undefined;
    return theirs;
  }
}

/** What was changed in a form laid over what somebody else saved: the rest of theirs stays. One has looked at it. */
export function overTheirs<T extends object>(meanwhile: Meanwhile<T>, theirs: T, typed: T): T {
  const both = laidOver(theirs, changed(meanwhile.was, typed));
  meanwhile.looked(theirs);
  return both;
}

/** What somebody else saved and what was typed, in words by label, as `Theirs` shows them. */
export function sideBySide(theirs: Readonly<Record<string, string>>, mine: Readonly<Record<string, string>>) {
  return Object.entries(theirs).map(([label, words]) => ({ label, theirs: words, mine: mine[label] ?? "" }));
}
