import { customerLimits } from "../contract/customer-limits.ts";
import { call, linesOf, upload } from "./api.ts";
import { newKey } from "./dom.ts";
import type { Picked } from "./photos.ts";
import { untilAnswered } from "./until-answered.ts";

/**
 * Sends one file in blocks to a message that is there already. When the line breaks, the block under way is sent
 * again and no other (U37). Who cancels it takes it back from the message, too (U36).
 * @returns German sentences about what did not work
 */
export async function sendFile(slug: string, messageId: string, ordinal: number, picked: Picked): Promise<string[]> {
  const file = await picked.file;
  const name = newKey();
  const named = (sentence: string) => `„${picked.original.name}“: ${sentence}`;
  const size = customerLimits.blockBytes;
  const blocks = Math.ceil(file.size / size);
  const whole = { upload: name, blocks, name: file.name, type: file.type, messageId, ordinal };
  const { stop } = picked;
  for (let block = 0; block < blocks; block++) {
    const start = block * size;
    const bytes = file.slice(start, start + size);
    const progress = (sent: number) => picked.progress((start + sent) / file.size);
    const answer = await untilAnswered(
      () => upload(slug, "PUT", `uploads/${name}/${block}`, bytes, progress, stop),
      stop,
    );
    if (answer === undefined) return await takeBack(slug, whole, picked);
    if (answer.kind === "refused") return [named(answer.sentence)];
  }
  const done = await untilAnswered(() => call(slug, "files", "POST", whole), stop);
  if (done === undefined) return await takeBack(slug, whole, picked);
  picked.can("nothing");
  return done.kind === "ok" ? linesOf(done.body.problems) : [named(done.sentence)];
}

/** What had arrived when it was cancelled stays with the firm, and that is said. */
async function takeBack(slug: string, file: object, { original }: Picked): Promise<string[]> {
  const answer = await untilAnswered(() => call(slug, "cancelled-files", "POST", file), undefined, "Wird abgebrochen");
  const late = answer.kind === "ok" && answer.body.arrived === true;
  if (late) return [`„${original.name}“ war schon angekommen und ist gesendet.`];
  return answer.kind === "refused" ? [`„${original.name}“: ${answer.sentence}`] : [];
}
