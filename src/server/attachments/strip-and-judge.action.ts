import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { mayHoldPlace } from "./media-types.ts";
import { startOfJpeg } from "./strip/strip-jpeg.ts";
import { BEHIND, outcome, type StripOutcome, unsupported } from "./strip/strip-outcome.ts";
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
  const stripped = ownPaper
    ? outcome(bytes, () => bytes, new Set())
    : await (mimeType === "image/jpeg" ? stripFromStart(bytes) : stripApart(bytes));
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

/** What stands before a picture goes too. With something on either side it is more than a picture, and nothing is cut off. */
async function stripFromStart(bytes: Uint8Array): Promise<StripOutcome> {
  const start = startOfJpeg(bytes) ?? 0;
  const stripped = await stripApart(bytes.subarray(start));
  if (start === 0) return stripped;
  if (stripped.kind === "unsupported" || stripped.removedTags.includes(BEHIND)) return unsupported(bytes);
  return { kind: "stripped", bytes: stripped.bytes, removedTags: ["Leading data", ...stripped.removedTags] };
}
