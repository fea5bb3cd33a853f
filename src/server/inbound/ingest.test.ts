import { expect, test } from "vitest";
import { fakeClock } from "../../../test/support/fake-clock.ts";
import type { Deps } from "../platform/deps.ts";
import { startIngest } from "./ingest.job.ts";

/** An ingest whose database has nothing for it; the first look ends when it is told to. */
function idleIngest() {
  const nothing = { more: false, oldestAt: 0 };
  const { promise: held, resolve } = Promise.withResolvers<typeof nothing>();
  let looks = 0;
  const deps = {
    clock: fakeClock(),
    log: { warn: (line: string) => expect.fail(line) },
    wake: { on: () => () => {} },
    db: { withTenant: async () => (++looks === 1 ? await held : nothing) },
  } as unknown as Deps;
  const pace = { noteAccepted: () => {}, batch: () => 1, rest: () => 0, noteCaughtUp: () => {} };
  const ingest = startIngest(deps, {} as never, async () => [], pace);
  return { ingest, endFirst: () => resolve(nothing), looks: () => looks };
}

/** As many turns of promises as a loop needs to end and to be forgotten. */
test.each(Array.from({ length: 16 }, (_, turns) => turns))(
  "a webhook that is accepted just as the loop before it ends is taken in: %i turns later",
  async (turns) => {
    const { ingest, endFirst, looks } = idleIngest();
    const first = ingest.drain("a");
    endFirst();
    for (let turn = 0; turn < turns; turn++) await undefined;
    await Promise.all([first, ingest.drain("a")]);
    expect(looks()).toBe(2);
    await ingest.stop();
  },
);
