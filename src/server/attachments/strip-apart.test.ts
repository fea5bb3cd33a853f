import { expect, test, vi } from "vitest";
import { document, photo } from "./demo-files.contract.ts";
import { packing } from "./packing.adapter.ts";
import { concat } from "./strip/byte-view.ts";
import { stripMetadata } from "./strip/strip-metadata.ts";
import { createStripper } from "./strip-apart.adapter.ts";

/** A thread that ends on 1, never answers on 2 and calls everything else clean, and says which thread it is. */
const moody = new URL(
  `data:text/javascript,${encodeURIComponent(
    `import { parentPort, threadId } from "node:worker_threads";
     parentPort.on("message", ([first]) => {
       if (first === 1) throw new RangeError("too many arguments");
       for (; first === 2; );
       parentPort.postMessage({ kind: "clean", removedTags: [String(threadId)] });
     });`,
  )}`,
);
const file = (first: number) => new Uint8Array(300_000).fill(first);

/** How often others had their turn until `work` was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let [turns, done] = [0, false];
  const turn = () => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  await work;
  done = true;
  return turns;
}

test("a large file is cleaned while the server goes on, and is the same as if it had waited", async () => {
  const strip = createStripper();
  const large = concat([await photo("jpeg", 6), new Uint8Array(1_000_000)]);
  const before = large.slice();
  const stripped = strip(large);
  expect(await turnsDuring(stripped)).toBeGreaterThan(0);
  expect(await stripped).toEqual(stripMetadata(large));
  expect(large).toEqual(before);
  expect((await strip(file(0))).kind).toBe("unsupported");
});

test("a PDF is looked into there, small as it may be", async () => {
  const paper = await document();
  expect(await createStripper()(paper)).toEqual(stripMetadata(paper, packing));
});

test("a file that ends the thread or never ends itself is unsupported, and the next one is cleaned", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const strip = createStripper({ script: moody, patienceMs: 2_000, idleMs: 1_000 });
    const asked = [file(1), file(0), file(2), file(0)].map(strip);
    await asked[1];
    await vi.advanceTimersByTimeAsync(2_000);
    const answers = await Promise.all(asked);
    expect(answers.map(({ kind }) => kind)).toEqual(["unsupported", "clean", "unsupported", "clean"]);
    expect(answers[0]?.bytes).toEqual(file(1));
    await vi.advanceTimersByTimeAsync(1_000);
  } finally {
    vi.useRealTimers();
  }
});

test("a thread whose program is away for an update refuses no file: it is asked for again", async () => {
  const strip = createStripper({ script: new URL("./away-for-an-update.ts", import.meta.url) });
  await expect(strip(file(0))).rejects.toThrow("not there");
});

test("the thread ends when nothing comes any more, and starts anew with the next file", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const strip = createStripper({ script: moody, idleMs: 1_000 });
    const thread = async () => (await strip(file(0))).removedTags;
    const first = await thread();
    await vi.advanceTimersByTimeAsync(999);
    expect(await thread()).toEqual(first);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await thread()).not.toEqual(first);
    await vi.advanceTimersByTimeAsync(1_000);
  } finally {
    vi.useRealTimers();
  }
});
