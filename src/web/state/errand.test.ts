import { expect, test } from "vitest";
import { ProblemError } from "../api.ts";
import { net } from "../net.svelte.ts";
import { Errand } from "./errand.svelte.ts";

const refused = new ProblemError("not-allowed", 403, "Das darf nur die Chefin.");

test("what is pressed twice is done once, and another thing beside it", async () => {
  const answer = Promise.withResolvers<void>();
  const done: string[] = [];
  const errand = new Errand();
  const press = (name: string) => errand.run(() => answer.promise.then(() => done.push(name)), name);
  const presses = [press("take A"), press("take A"), press("take B")];
  expect([errand.busy, errand.on("take A"), errand.on("take B"), errand.on("take C")]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  answer.resolve();
  expect(await Promise.all(presses)).toEqual([true, false, true]);
  expect(done).toEqual(["take A", "take B"]);
  expect(errand.busy).toBe(false);
});

test("a refusal is said in the server's sentence until it is tried again", async () => {
  const errand = new Errand();
  expect(await errand.run(() => Promise.reject(refused))).toBe(false);
  expect([errand.failure, errand.busy]).toEqual(["Das darf nur die Chefin.", false]);
  const again = errand.run(() => Promise.resolve());
  expect(errand.failure).toBe("");
  expect(await again).toBe(true);
});

test("a press that got no answer says so no longer than it is true, and a refusal stands", async () => {
  const errand = new Errand();
  await errand.run(() => Promise.reject(new ProblemError("offline", 0, "Der Werkbote-Server antwortet nicht.")));
  expect([errand.isBack, net.misses]).toEqual([false, 1]);
  net.returns += 1;
  expect(errand.isBack).toBe(true);
  await errand.run(() => Promise.reject(refused));
  net.returns += 1;
  expect([errand.isBack, net.misses]).toEqual([false, 1]);
});

test("what a field says itself is not said a second time", async () => {
  const fields: unknown[] = [];
  const errand = new Errand((error) => {
    fields.push(error);
    return "";
  });
  expect(await errand.run(() => Promise.reject(refused))).toBe(false);
  expect([errand.failure, fields]).toEqual(["", [refused]]);
});

test("an older answer is passed over, whether it brings something or fails", async () => {
  const errand = new Errand();
  const shown: string[] = [];
  const asked = [1, 2, 3].map(() => Promise.withResolvers<string>());
  const looks = asked.map(({ promise }) =>
    errand.look(
      () => promise,
      (answer) => shown.push(answer),
    ),
  );
  asked[2]?.resolve("today");
  await looks[2];
  asked[1]?.resolve("yesterday");
  asked[0]?.reject(refused);
  expect(await Promise.all(looks)).toEqual([false, false, true]);
  expect([shown, errand.failure]).toEqual([["today"], ""]);
});

test("looked at faster than answers come, each answer counts all the same", async () => {
  const errand = new Errand();
  await errand.look(() => Promise.reject(refused));
  const slow = Promise.withResolvers<void>();
  const first = errand.look(() => slow.promise);
  void errand.look(() => new Promise(() => {}));
  slow.resolve();
  expect(await first).toBe(true);
  expect(errand.failure).toBe("");
});

test("why nothing came stays until something came", async () => {
  const errand = new Errand();
  expect(await errand.look(() => Promise.reject(refused))).toBe(false);
  const next = Promise.withResolvers<void>();
  const again = errand.look(() => next.promise);
  expect(errand.failure).toBe("Das darf nur die Chefin.");
  next.resolve();
  expect(await again).toBe(true);
  expect(errand.failure).toBe("");
});
