import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { createTenant } from "./create-tenant.action.ts";
import { doesStepHang, forEachTenant } from "./for-each-tenant.action.ts";

let t: TestDeps;
let other: string;
beforeAll(async () => {
  t = await testDeps();
  // The oldest comes first.
  t.clock.advance(1_000);
  other = await createTenant(t.deps, t.keyring, { name: "Dachdeckerei Kern", host: "kern.example" });
});
afterAll(() => t.close());

test("a step that hangs for one business is left to itself, and everybody's other steps are done", async () => {
  const { promise: never, resolve: letGo } = Promise.withResolvers<void>();
  const done: string[] = [];
  const steps = {
    hangs: async (_: unknown, tenantId: string) => {
      done.push(`hangs ${tenantId}`);
      await never;
    },
    wakes: async (_: unknown, tenantId: string) => void done.push(`wakes ${tenantId}`),
  };
  const round = async () => {
    done.length = 0;
    await forEachTenant(t.deps, steps, 50).catch(() => {});
    return done.toSorted();
  };
  const wakes = [`wakes ${t.tenantId}`, `wakes ${other}`].toSorted();
  expect(await round()).toEqual([`hangs ${t.tenantId}`, ...wakes]);
  // The minute after it is not begun once more beside itself, for nobody.
  expect(await round()).toEqual(wakes);
  expect(doesStepHang()).toBe(true);
  letGo();
  await expect.poll(round).toEqual([`hangs ${t.tenantId}`, `hangs ${other}`, ...wakes].toSorted());
  expect(doesStepHang()).toBe(false);
});
