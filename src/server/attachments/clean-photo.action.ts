import { Problem } from "../platform/problem.ts";
import { sniffType } from "./sniff.adapter.ts";
import { type JudgedFile, stripAndJudge } from "./strip-and-judge.action.ts";

/** A photo as it may be kept: what it is, and what became of it. */
export interface CleanPhoto {
  readonly mimeType: string;
  /** As it came. */
  readonly before: Uint8Array;
  readonly judged: JudgedFile;
}

/**
 * Cuts place and device out of a photo (PH-1), before a transaction opens: others may be cleaned first.
 * @param kinds the types that are taken
 * @throws Problem unknown-media for what is no picture
 */
export async function cleanPhoto(bytes: Uint8Array, kinds: RegExp): Promise<CleanPhoto> {
  const mimeType = await sniffType(bytes);
  const judged = await stripAndJudge(bytes, mimeType);
  if (!kinds.test(mimeType) || judged.verdict.verdict !== "allow")
    throw new Problem("unknown-media", {
      detail: {
        de: "Das ist kein Foto, das wir lesen können. Nimm JPEG oder PNG.",
        en: "We cannot read this as a photo. Take JPEG or PNG.",
      },
    });
  return { mimeType, before: bytes, judged };
}
