import { expect, test } from "vitest";
import { fairLine, inTurn, oneAfterAnother, oneAtATime } from "./overlap.ts";

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

test("who asks a hundred times holds up each other one by one of them, and a business its neighbours no more", async () => {
  const line = fairLine();
  const [gate, said]: [PromiseWithResolvers<void>, string[]] = [Promise.withResolvers<void>(), []];
  let underWay = 0;
  const ask = (business: string, customer: string, what: string) =>
    line([business, customer], async () => {
      expect(++underWay).toBe(1);
      await gate.promise;
      said.push(what);
      underWay -= 1;
      if (what === "a2") throw new Error("no room");
    }).catch(() => {});
  const all = [1, 2, 3, 4, 5].map((n) => ask("A", "anna", `a${n}`));
  all.push(ask("A", "ben", "b1"), ask("A", "ben", "b2"), ask("B", "cem", "c1"));
  gate.resolve();
  await Promise.all(all);
  expect(said).toEqual(["a1", "c1", "b1", "a2", "b2", "a3", "a4", "a5"]);
  await ask("A", "anna", "again");
  expect(said.at(-1)).toBe("again");
});
