import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failpoints } from "../../src/server/platform/failpoint.ts";
import { filesBelow } from "../architecture/source-files.ts";
import { heldReplies } from "../prove/held-replies.ts";
import { atTheDesk, counted, type Move, moves, onThePage } from "../prove/page-and-desk.ts";
import { openStage, type Stage } from "../prove/stage.ts";
import { Stories } from "../prove/stories.ts";
import { readyMade } from "../support/ready-made.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

/** F02 and F34 (reliability, fault catalogue): one server that is killed again and again, at chosen moments. */

let stage: Stage;
let close: () => Promise<void>;
const dir = scratchFolder("points");
const passages = join(dir, "passages");
beforeAll(async () => {
  writeFileSync(passages, "nowhere\n");
  const moods = { hangs: 0, cuts: 0, busy: 0, receipts: 0 };
  ({ stage, close } = await openStage({ seed: 2, moods, made: readyMade(), env: { WERKBOTE_FAILPOINT: passages } }));
});
afterAll(async () => {
  await close();
  rmSync(dir, { recursive: true });
});

test("every point in the program has its name on the list, once", () => {
  const files = filesBelow(["src"], /[.]ts$/).filter((f) => f.path !== "src/server/platform/failpoint.ts");
  const used = files.flatMap((f) => [...f.text.matchAll(/\bfailpoint\("([^"]+)"\)/g)].map(([, name]) => name));
  expect(used.sort()).toEqual([...failpoints].sort());
});

/**
 * F02: a first story shows that it passes the points at which the server decides something. In each further story it
 * dies at one of them, until it has died at all; where the channel has answered, with the notice and with the reply.
 */
test("wherever it dies, nothing is lost or doubled, and everything comes to an end", { timeout: 600_000 }, async () => {
  const stories = await Stories.begin(stage);
  await stories.tell();
  const passed = readFileSync(passages, "utf8").trimEnd().split("\n").slice(1);
  expect(new Set(passed)).toEqual(new Set(failpoints));
  // Death after the claim and after the answer leave the same rows: what the channel took twice is seen after the answer.
  const points = failpoints.map((name) => `${name} 1`);
  const ofTheReply = "after-channel-answered 2";
  expect(passed.filter((name) => ofTheReply.startsWith(name))).toHaveLength(2);
  points.push(ofTheReply);
  const { starts } = stage.server;
  for (const [died, point] of points.entries()) {
    writeFileSync(passages, `${point}\n`);
    await stories.tell();
    await expect.poll(() => stage.server.starts, { message: point }).toBe(starts + 1 + died);
  }
  writeFileSync(passages, "nowhere\n");
  expect(await stories.brokenPromises()).toEqual([]);
});

type Ask = () => Promise<Response>;

/**
 * Asked in waves, killed shortly after the last one, asked again: one end of the server strikes all of them, each at
 * another moment. @param waits after each wave: milliseconds, or until its answers are here
 */
async function struck(
  waves: readonly (readonly Ask[])[],
  waits: readonly (number | "answered")[],
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<Response[][]> {
  const first: Promise<unknown>[] = [];
  for (const [at, wave] of waves.entries()) {
    const answers = Promise.all(wave.map((ask) => ask().catch(() => undefined)));
    first.push(answers);
    const wait = waits[at];
    if (wait === "answered") await answers;
    else if (wait) await pause(wait);
  }
  stage.server.kill();
  await meanwhile();
  await Promise.all(first);
  await stage.server.whenReady();
  return await Promise.all(waves.map((wave) => Promise.all(wave.map((ask) => ask()))));
}

/**
 * F34: the server is killed between a request and its answer, after longer and shorter. Whoever sent it sends it again,
 * as a browser and the app do. U28: what is held lies in the database, not in a timer.
 */
test("page, link and desk are done once; what was held leaves in time or never", { timeout: 600_000 }, async () => {
  const held = await heldReplies(stage, 4);
  const [, first, second, third] = held.conversations;
  const page = await onThePage(stage);
  const code = await page.arrived(0, await page.send(0));
  const before = await counted(stage);
  /** A customer writes, one comes back by the private link, the owner moves a conversation and writes a note there. */
  const wave = async (nth: number, what: Move, conversationId = "") => {
    const desk = await atTheDesk(stage, conversationId, held.memberId);
    const { state } = await desk.stands();
    const asks = [() => page.send(nth), () => page.opened(code), await desk.move(what), desk.note(`Notiz ${nth}`)];
    const check = async ([sent, back, moved, noted]: Response[]) => {
      await page.arrived(nth, sent ?? expect.fail());
      expect([back?.status, back?.headers.get("location")]).toEqual([303, "/k/web/gespraech"]);
      expect([what, moved?.status, noted?.status]).toEqual([what, 200, 200]);
      const stands = await desk.stands();
      expect([what, stands.state]).toEqual([what, what === "assign" ? state : moves[what]]);
      if (what === "assign") expect(stands.assignee).toBe(held.memberId);
    };
    return { asks, check };
  };
  const strike = async (
    waves: Awaited<ReturnType<typeof wave>>[],
    ...more: [(number | "answered")[], (() => Promise<unknown>)?]
  ) => {
    const answers = await struck(
      waves.map(({ asks }) => asks),
      ...more,
    );
    for (const [at, { check }] of waves.entries()) await check(answers[at] ?? []);
  };
  const some = [await wave(1, "assign", first), await wave(2, "snooze", second), await wave(3, "close", third)];
  await held.press();
  // The last of them before the server has read anything.
  await strike(some, [20, 20, 0], () => held.withdraw());
  // It was held over the first blow. Struck in the middle of its send it would be uncertain for a minute, and rightly.
  await held.check();
  const others = [await wave(4, "reopen", third), await wave(5, "assign", second), await wave(6, "snooze", first)];
  await strike(others, ["answered", 40, 10]);
  const { said, people, photos, notes, told } = before;
  const [all] = [some.length + others.length];
  expect(await counted(stage)).toEqual({
    said: said + all,
    people: people + all,
    photos: photos + all,
    notes: notes + all,
    told: told + all,
  });
  await held.check();
});
