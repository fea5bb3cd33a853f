import { Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Deps } from "../platform/deps.ts";
import { watchTalk } from "./watch-talk.adapter.ts";

test("the page is told to fetch anew only when the place is known from which it hears of more", async () => {
  const steps: string[] = [];
  const raw = new Writable({
    write(text, _, done) {
      if (String(text).includes("event: changed")) steps.push("told to fetch");
      done();
    },
  });
  Object.assign(raw, { setHeader: () => raw, writeHead: () => raw });
  const deps = {
    wake: { on: () => () => {} },
    db: {
      async withTenant() {
        await new Promise(setImmediate);
        steps.push("place known");
        return 7;
      },
    },
  } as unknown as Deps;
  const feed = {
    follow: async (_: string, after: number) => {
      steps.push(`follows after ${after}`);
      return () => {};
    },
    stop: () => {},
  };
  const visit = { page: { tenantId: "a" }, session: { sessionId: "b", conversationId: "c" }, caller: "d" } as never;
  const reply = { hijack: () => {}, getHeaders: () => ({}), raw } as never;
  await watchTalk(deps, feed, visit, { secret: "e", address: "192.0.2.1" }, reply);
  expect(steps).toEqual(["place known", "told to fetch", "follows after 7"]);
  raw.destroy();
});
