import { expect, test } from "vitest";
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
