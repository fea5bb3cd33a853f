import { expect, test, vi } from "vitest";
import { Followed } from "./followed.svelte.ts";

test("a question that fails late takes nothing away from what was asked for after it and has come", async () => {
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()] as const;
  let asked = 0;
  const followed = new Followed(() => answers[asked++ === 0 ? 0 : 1].promise);
  const [slow, next] = [followed.load(), followed.load()];
  answers[1].resolve("there");
  await next;
  answers[0].reject(new Error("too late"));
  await expect(slow).rejects.toThrow("too late");
  expect([followed.value, followed.failure]).toEqual(["there", undefined]);
});

test("a look asked for while a press was on its way does not bring back what it saw before, and is asked for again", async () => {
  const looks: PromiseWithResolvers<string>[] = [];
  const followed = new Followed(() => {
    const look = Promise.withResolvers<string>();
    looks.push(look);
    return look.promise;
  }, 0);
  const press = Promise.withResolvers<string>();
  const pressing = followed.take(press.promise);
  const looking = followed.load();
  press.resolve("as pressed");
  await pressing;
  looks[0]?.resolve("from before");
  await looking;
  expect(followed.value).toBe("as pressed");
  // It may have seen more than the press: only another look can tell.
  await vi.waitUntil(() => looks.length === 2, { timeout: 30_000, interval: 1 });
  looks[1]?.resolve("as it is now");
  await vi.waitUntil(() => followed.value === "as it is now", { timeout: 30_000, interval: 1 });
});

test("of two presses on their way at once the later one stands, whichever answer comes first", async () => {
  const followed = new Followed(async () => "looked");
  const [one, two] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const both = [followed.take(one.promise), followed.take(two.promise)];
  two.resolve("second");
  await both[1];
  one.resolve("first");
  await both[0];
  expect(followed.value).toBe("second");
});
