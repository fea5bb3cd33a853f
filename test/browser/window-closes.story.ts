import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, minute, second } from "../../src/server/platform/instant.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** WA-2: 24 hours after the customer's last message only a template goes; the line says so when they are over. */
let house: StaffApp;

describe.skipIf(noBrowser)("the window of a conversation that lies open", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("closes by itself: the line allows seconds before and names the template after it, and nobody typed", async () => {
    const customer = house.app.firm.customer({ name: "Herta Frist" });
    const wroteAt = house.app.clock.now().getTime() - day + 15 * minute;
    const timestamp = String(Math.floor(wroteAt / 1000));
    await customer.sends({ type: "text", text: { body: "Wann kommen Sie?" }, timestamp });
    await house.app.drain();
    const page = await house.open("office", "/posteingang");
    await page.clock.install({ time: house.app.clock.now() });
    await page.goto(new URL(`/posteingang/${await customer.conversationId()}`, page.url()).href);
    const line = page.getByRole("region", { name: "Antwort schreiben" }).getByRole("status");
    await page.locator("textarea").fill("Morgen um acht.");
    await expect.poll(() => line.textContent()).toMatch(/^\s*Darf raus\./);
    // The line may say so before the conversation is there; what is still on its way would be given up with the leap.
    await page.getByText(/^Noch 1\d Min\. frei schreiben/).waitFor();

    // From here the time of the screen stands and moves on with the server's: no sleep, after which all is asked anew.
    const nearly = 15 * minute - 50 * second;
    house.app.clock.advance(nearly);
    await page.clock.pauseAt(house.app.clock.now());
    const pass = async (ms: number) => {
      house.app.clock.advance(ms);
      await page.clock.runFor(ms);
      return await line.textContent();
    };
    await expect.poll(() => pass(50)).toMatch(/^\s*Darf raus\./);
    await page.getByText("Noch unter 1 Min. frei schreiben").waitFor();
    expect(await line.textContent()).toMatch(/^\s*Darf raus\./);
    await pass(minute);
    await page.getByText("Die 24 Stunden sind um").waitFor();
    await expect.poll(() => pass(50)).toMatch(/^\s*Noch nicht\./);
    await page.context().close();
  });
});
