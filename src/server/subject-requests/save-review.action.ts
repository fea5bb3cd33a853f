import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { ReviewItem, SaveReview } from "../../contract/subject-requests.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { removeBlocks } from "../platform/files/block-vault.ts";
import { Problem } from "../platform/problem.ts";
import { accessOpenRequest } from "./access-request.action.ts";
import { packetFile } from "./build-packet.action.ts";
import { changeRequest } from "./change-request.action.ts";
import { loadPacket, retirePackets } from "./packet.store.ts";
import { saveReviewRows } from "./review.store.ts";
import { reviewItems } from "./review-items.action.ts";

/**
 * Keeps what a member decided about third persons in an answer: shown, blacked out, left out (Art. 15(4)). An answer that
 * was put together from another decision is made anew; what came after it was made is not in it.
 * @throws Problem conflict for a text that is another one than was read, not-found for what is no part of this answer, bad-input for marks that fit nowhere
 */
export async function saveReview(
  deps: Deps,
  caller: Caller,
  requestId: string,
  { items }: z.output<typeof SaveReview>,
): Promise<void> {
  const { tenantId, memberId } = caller;
  const gone = await deps.db.withTenant(tenantId, async (tx) => {
    const found = await accessOpenRequest(deps, tx, caller, requestId);
    const known = new Map((await reviewItems(deps, tx, tenantId, found.row, found.key)).items.map((i) => [i.id, i]));
    for (const item of items) {
      const there = known.get(item.id);
      if (there?.kind !== item.kind) throw new Problem("not-found");
      if (item.version !== undefined && item.version !== there.version) throw readAnew();
      // A press that comes twice finds its own choice.
      if (item.decidedAt !== undefined && item.decidedAt !== there.decidedAt && differs(there, item)) throw lookAnew();
      // Of a job it is kept that somebody looked; there is nothing of it to leave out.
      if (item.kind === "project" && item.choice !== "show") throw new Problem("bad-input");
      const length = there.text?.length ?? 0;
      const fits = item.textMarks.every(({ from, to }) => from < to && to <= length);
      const blackable = there.kind === "message" || (there.picture && item.pictureMarks.length > 0);
      if (!fits || (item.choice === "black" && !blackable))
        throw new Problem("bad-input", {
          detail: {
            de: "Diese Datei lässt sich nicht schwärzen. Du kannst sie weglassen.",
            en: "This file cannot be blacked out. You can leave it out.",
          },
        });
    }
    if (items.every((item) => isDecided(known.get(item.id), item))) return [];
    const rows = items.map((item) => ({
      ...item,
      textMac: macOf(known.get(item.id)),
    }));
    await saveReviewRows(tx, tenantId, requestId, rows, { memberId, at: deps.clock.now() });
    await changeRequest(deps, tx, caller, found, {
      verb: "review-subject-request",
      change: {},
      details: { items: items.length },
    });
    const packet = await loadPacket(tx, requestId);
    const inIt = items.filter(({ id }) => packet && (packet.contents?.includes(id) ?? true));
    return inIt.some((item) => differs(known.get(item.id), item)) ? await retirePackets(tx, requestId) : [];
  });
  for (const id of gone) await removeBlocks(packetFile(deps, tenantId, id));
}

/** What was looked at, as its version says it; of a file there is none. */
const macOf = (item: ReviewItem | undefined): Buffer | null =>
  item?.version ? Buffer.from(item.version, "base64url") : null;

const readAnew = () =>
  new Problem("conflict", {
    detail: {
      de: "Der Text hat sich geändert, seit du ihn gelesen hast. Lies ihn noch einmal und entscheide dann.",
      en: "The text has changed since you read it. Read it once more and decide then.",
    },
  });

const lookAnew = () =>
  new Problem("conflict", {
    detail: {
      de: "Hier hat inzwischen jemand anders entschieden. Sieh nach, was dort steht, und entscheide dann.",
      en: "Somebody else has decided here in the meantime. Look at what stands there and decide then.",
    },
  });

/** It stands there so already, by whoever decided it. */
const isDecided = (there: ReviewItem | undefined, item: Choice): boolean =>
  there !== undefined && there.decidedAt !== null && !differs(there, item);

type Choice = Pick<ReviewItem, "choice" | "textMarks" | "pictureMarks">;

const differs = (was: Choice | undefined, now: Choice): boolean =>
  was?.choice !== now.choice ||
  !isDeepStrictEqual(was.textMarks, now.textMarks) ||
  !isDeepStrictEqual(was.pictureMarks, now.pictureMarks);
