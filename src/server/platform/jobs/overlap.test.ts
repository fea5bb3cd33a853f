import { expect, test } from "vitest";
import { inTurn, oneAfterAnother, oneAtATime } from "./overlap.ts";

test("whoever asks again for what is under way is done at once", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let begun = 0;
  const task = oneAtATime(async () => {
    begun += 1;
    await gate;
  });
  const first = task({});
  await task({});
  open();
  await first;
  await task({});
  expect(begun).toBe(2);
});

test("what must not meet itself is done once more for everybody who asked meanwhile, and after one that failed too", async () => {
  const gates = [0, 1, 2].map(() => Promise.withResolvers<void>());
  let [begun, underWay, most] = [0, 0, 0];
  const task = oneAfterAnother(async () => {
    const mine = begun++;
    most = Math.max(most, ++underWay);
    try {
      await gates[mine]?.promise;
    } finally {
      underWay -= 1;
    }
  });
  const first = task({});
  await expect.poll(() => begun).toBe(1);
  const others = [task({}), task({})];
  gates[0]?.reject(new Error("went wrong"));
  await expect(first).rejects.toThrow("went wrong");
  gates[1]?.resolve();
  await Promise.all(others);
  gates[2]?.resolve();
  await task({});
  expect([begun, most]).toEqual([3, 1]);
});

test("what is done each time goes one after the other under one name, beside others, and past what failed", async () => {
  const said: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn("a", async () => {
    await gate.promise;
    said.push("first");
    throw new Error("no room");
  });
  const second = inTurn("a", async () => said.push("second"));
  await inTurn("b", async () => said.push("beside"));
  expect(said).toEqual(["beside"]);
  gate.resolve();
  await expect(first).rejects.toThrow("no room");
  await second;
  expect(said).toEqual(["beside", "first", "second"]);
});
