import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** F26 (reliability, fault catalogue): something changes between writing and leaving. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

test("a reply written in the very moment in which the notice goes out is not left behind", async () => {
  for (let i = 0; i < 10; i++) {
    const who = app.firm.customer();
    let written: Promise<unknown> | undefined;
    app.whatsapp.during = async () => {
      app.whatsapp.during = undefined;
      const id = await who.conversationId();
      // Not awaited: it runs beside the transaction that records the notice as sent.
      written = app.firm.office.write(id, `Antwort ${i}`);
      // Each with a longer head start, so that the two meet at different points.
      for (let turns = 0; turns < i * 3; turns++)
        await app.sql((tx) => tx.selectFrom("tenant").select("name").execute());
    };
    await who.writes(`Guten Tag ${i}`);
    await written;
    await app.drain();
    expect(
      leftFor(app, who)
        .map(({ text }) => text)
        .slice(1),
    ).toEqual([`Antwort ${i}`]);
  }
});
