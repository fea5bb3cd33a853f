import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { mayHoldPlace } from "./media-types.ts";
import { outcome } from "./strip/strip-outcome.ts";
import { stripApart } from "./strip-apart.adapter.ts";

/** A file as it may be kept, and the verdict that says so; `bytes` are the cleaned ones. */
export interface JudgedFile {
  readonly bytes: Uint8Array;
  /** False: of a kind nobody could look into. */
  readonly looked: boolean;
  readonly removedTags: readonly string[];
  readonly facts: Facts;
  readonly verdict: Verdict;
}

/**
 * PH-1: takes place and device out of a file, then asks whether what is left may be kept (`store_media`).
 * @param ownPaper written by this house itself: there is nothing in it to take out, and its tags would suffer
 */
export async function stripAndJudge(bytes: Uint8Array, mimeType: string, ownPaper = false): Promise<JudgedFile> {
  const stripped = ownPaper ? outcome(bytes, () => bytes, new Set()) : await stripApart(bytes);
  const unproven = stripped.kind === "unsupported";
  const facts: Facts = { extra: { hasGps: unproven ? mayHoldPlace(mimeType) : false } };
  const verdict = evaluate("store_media", facts);
  return {
    looked: !unproven,
    bytes: unproven ? bytes : stripped.bytes,
    removedTags: stripped.removedTags,
    facts,
    verdict,
  };
}
