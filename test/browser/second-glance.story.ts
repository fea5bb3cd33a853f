import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RosterView } from "../../src/contract/roster.ts";
import type { Customer } from "../support/a-customer.ts";
import { dot, noBrowser, phone } from "./people.ts";
import { openStaffApp, type StaffApp, walkTo } from "./staff-app.ts";

/** What one sees at the second glance: what stands crooked, says too little, or loses one's place. */
let house: StaffApp;
let helga: Customer;
const left = async (page: Page, what: string): Promise<number | undefined> =>
  (await page.locator(what).first().boundingBox())?.x;

describe.skipIf(noBrowser)("at the second glance", () => {
  beforeAll(async () => {
    house = await openStaffApp();
    helga = house.app.firm.customer({ name: "Helga Seidel" });
    await helga.writes("Die Therme tropft.");
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("the rows of projects and contacts begin where their heading begins", async () => {
    await house.app.firm.office.post("/api/projects", { name: "Bad Wagner" });
    const page = await house.goOn("office", "/projekte");
    await page.getByText("Bad Wagner").waitFor();
    expect(await left(page, "li .name")).toBe(await left(page, "h1"));
    await walkTo(page, "/kontakte");
    await page.getByText("Helga Seidel").waitFor();
    expect(await left(page, "li .name")).toBe(await left(page, "h1"));
    await house.rest(page);
  });

  test("WhatsApp's own id below a number says what it is", async () => {
    const page = await house.goOn("office", `/kontakte/${await helga.contactId()}`);
    await page.getByText(/WhatsApp-Kennung\s+DE\.\d+/).waitFor();
    await house.rest(page);
  });

  test("what is not there, or not for one, says so: no field to write in, no parts, and a way back", async () => {
    const page = await house.goOn("office", "/posteingang/00000000-0000-7000-8000-000000000000");
    await page.getByText("Das gibt es nicht, oder es gehört nicht hierher.").waitFor();
    await page.locator("textarea").waitFor({ state: "detached" });
    await page.getByRole("complementary", { name: "Kontakt" }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Zum Posteingang" }).click();
    await page.waitForURL("**/posteingang");
    // A project that is not there has no parts to look at, and nothing that pressing again would bring.
    await walkTo(page, "/projekte/00000000-0000-7000-8000-000000000000");
    await page.getByText("Das gibt es nicht, oder es gehört nicht hierher.").waitFor();
    await page.getByRole("link", { name: "Berichte" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Nochmal" }).waitFor({ state: "detached" });
    await page.getByRole("main").getByRole("link", { name: "Alle Projekte" }).click();
    await page.waitForURL("**/projekte");
    // A page of the settings that is the owner's says so, and is not another one under its address.
    await walkTo(page, "/einstellungen/leute");
    await page.getByText("Das darf deine Rolle nicht sehen.").waitFor();
    expect(await page.getByRole("heading", { name: "Dieses Gerät" }).count()).toBe(0);
    await house.rest(page);
  });

  test("who takes an attachment away by keys goes on at the next one, then in the field", async () => {
    const page = await house.goOn("office", `/posteingang/${await helga.conversationId()}`);
    const field = page.getByRole("textbox", { name: "Antwort an Helga Seidel" });
    await field.waitFor();
    const files = ["eins.png", "zwei.png"].map((name) => ({ name, mimeType: "image/png", buffer: dot }));
    await page.locator("section.composer input[type=file]").last().setInputFiles(files);
    const remove = (name: string) => page.getByRole("button", { name: `${name} entfernen` });
    await remove("eins.png").press("Enter");
    await expect.poll(() => remove("zwei.png").evaluate((one) => one === document.activeElement)).toBe(true);
    await remove("zwei.png").press("Enter");
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await house.rest(page);
  });

  test("where a shift is held over a day it may go to only with a reason, the day is not green", async () => {
    const { office } = house.app.firm;
    const { people } = RosterView.parse(await office.get("/api/roster?from=2026-12-07&to=2026-12-13"));
    const memberId = people[0]?.id;
    for (const day of ["2026-12-07", "2026-12-08"])
      await office.post("/api/roster/shifts", {
        memberId,
        kind: "work",
        start: `${day}T07:00`,
        end: `${day}T15:30`,
        place: "Lager",
      });
    const page = await house.goOn("office", "/plan/woche?ab=2026-12-07");
    await page.locator('[data-cell="0/0"] .chip').waitFor();
    await page.locator('[data-cell="0/0"]').focus();
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowRight");
    await page.getByText("ist in dieser Zeit schon eingeteilt").waitFor();
    const aimed = page.locator(".aimed");
    const amber = await aimed.evaluate((one) => {
      const probe = document.createElement("i");
      probe.style.backgroundColor = "var(--attention-soft)";
      one.append(probe);
      return getComputedStyle(probe).backgroundColor;
    });
    await expect.poll(() => aimed.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(amber);
    await house.rest(page);
  });

  test("in a narrow week the place of a draft stands below its hours, and nothing is cut off above", async () => {
    const { office } = house.app.firm;
    const { people } = RosterView.parse(await office.get("/api/roster?from=2026-12-28&to=2027-01-03"));
    const shift = { memberId: people[0]?.id, start: "2026-12-28T07:00", end: "2026-12-28T15:30" };
    await office.post("/api/roster/shifts", { ...shift, kind: "work", place: "Badumbau Hilbersdorf" });
    const page = await house.goOn("office", "/plan/woche?ab=2026-12-28");
    await page.setViewportSize({ width: 1180, height: 820 });
    await page.locator(".chip.two").waitFor();
    // All in one look: the week may be drawn anew between two.
    const [chip, hours, place, mark] = await page.evaluate(() => {
      const box = (what: string) => {
        const one = document.querySelector(`.chip.two${what}`);
        if (!one) throw new Error(`no ${what}`);
        const { top, bottom, width } = one.getBoundingClientRect();
        return { top, bottom, width };
      };
      return [box(""), box(" .hours"), box(" .place"), box(" .mark")] as const;
    });
    expect(hours.top).toBeGreaterThanOrEqual(chip.top);
    expect(place.top).toBeGreaterThanOrEqual(hours.bottom - 1);
    expect(place.width).toBeGreaterThan(20);
    expect(mark.bottom).toBeLessThanOrEqual(chip.bottom);
    await house.rest(page);
  });

  test("on a phone a duty that runs since Monday does not look as if it began today", async () => {
    const { office } = house.app.firm;
    const { people } = RosterView.parse(await office.get("/api/roster?from=2026-12-14&to=2026-12-20"));
    const week = { start: "2026-12-14T07:00", end: "2026-12-21T07:00", place: "" };
    await office.post("/api/roster/shifts", { memberId: people[0]?.id, kind: "on_call", ...week });
    const page = await house.goOn("office", "/plan/woche?ab=2026-12-14", phone);
    // In its own week the list opens on today.
    await page.getByRole("button", { name: /^Mo\s*14\.12\.$/ }).click();
    await page.getByText("07:00 – Mo., 21.12. 07:00").waitFor();
    await page.getByRole("button", { name: /^Mi\s*16\.12\.$/ }).click();
    await page.getByText("läuft weiter bis Mo., 21.12. 07:00").waitFor();
    await house.rest(page);
  });

  test("nobody tells a customer that they come at a time that is over", async () => {
    const conversationId = await helga.conversationId();
    const project = (await house.app.firm.office.post("/api/projects", { name: "Therme", conversationId })) as {
      id: string;
    };
    const page = await house.open("office", `/projekte/${project.id}`, { timezoneId: "Europe/Berlin" });
    await page.clock.setFixedTime("2026-11-27T10:05:00+01:00");
    // Loaded with this clock: who looked at another one before sees it only when the page next asks for the time.
    await page.reload();
    await page.getByRole("button", { name: "Ich bin unterwegs" }).click();
    await page.getByLabel("Ankunft etwa um").fill("09:40");
    await page.getByText("Diese Zeit ist schon vorbei.").waitFor();
    const sent: string[] = [];
    page.on("request", (one) => sent.push(one.method()));
    await page.getByRole("dialog").getByRole("button", { name: "Senden" }).click();
    expect(await page.getByRole("dialog").count()).toBe(1);
    expect(sent).not.toContain("POST");
    await page.context().close();
  });
});
