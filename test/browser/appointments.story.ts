import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ProjectView } from "../../src/contract/projects.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** An appointment with a customer that is moved or called off: nobody stands before a closed door. */
let house: StaffApp;
let id = "";
const load = async () => ProjectView.parse(await house.app.firm.office.get(`/api/projects/${id}`));
const put = (body: Record<string, unknown>) =>
  house.app.firm.office.call("PUT", `/api/projects/${id}/appointments`, { confirmed: true, memberIds: [], ...body });
/** Two days from now, so that it is neither over nor today, whatever time it is. */
const at = (hour: string) =>
  `${new Date(house.app.clock.now().getTime() + 48 * 3_600_000).toISOString().slice(0, 10)}T${hour}:00.000Z`;
const agreed = (page: Page) => page.getByRole("checkbox", { name: "Mit der Kundschaft abgesprochen" });

async function change(): Promise<Page> {
  const page = await house.goOn("office", `/projekte/${id}`, { timezoneId: "Atlantic/Azores" });
  await page.getByRole("button", { name: "Termin ändern" }).click();
  await agreed(page).waitFor();
  return page;
}

describe.skipIf(noBrowser)("an appointment with a customer", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });
  beforeEach(async () => {
    ({ id } = ProjectView.parse(await house.app.firm.office.post("/api/projects", { name: "Therme Seidel" })));
    await put({ clientId: house.app.deps.ids.uuid(), startsAt: at("08:00"), endsAt: at("10:00") });
  });

  test("a new time is agreed with the customer only when somebody says so, and the old one is again", async () => {
    const page = await change();
    const from = page.getByLabel("von", { exact: true });
    expect(await agreed(page).isChecked()).toBe(true);
    const old = await from.inputValue();
    // The clock of the business, wherever this device is.
    const clock = { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" } as const;
    expect(old).toBe(new Intl.DateTimeFormat("de-DE", clock).format(new Date(at("08:00"))));
    await from.fill("09:30");
    await expect.poll(() => agreed(page).isChecked()).toBe(false);
    await page.getByText("Die Zeit ist neu.").waitFor();
    await from.fill(old);
    await expect.poll(() => agreed(page).isChecked()).toBe(true);
    await from.fill("09:30");
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect((await load()).appointments).toMatchObject([{ confirmed: false }]);
    await house.rest(page);
  });

  test("a time that ends before it begins is named without the fields moving apart", async () => {
    const page = await change();
    await page.getByLabel("bis", { exact: true }).fill("06:00");
    await page.getByText("Das Ende liegt vor dem Anfang.").waitFor();
    const top = async (name: string) => (await page.getByLabel(name, { exact: true }).boundingBox())?.y ?? Number.NaN;
    await expect.poll(async () => (await top("von")) - (await top("bis"))).toBe(0);
    await house.rest(page);
  });

  test("one that is deleted by mistake comes back at a press", async () => {
    const page = await change();
    await page.getByRole("dialog").getByRole("button", { name: "Löschen" }).click();
    await page.getByText("Noch kein Termin").waitFor();
    expect((await load()).appointments).toEqual([]);
    await page.getByRole("button", { name: "Rückgängig" }).click();
    await page.getByRole("button", { name: "Termin ändern" }).waitFor();
    expect((await load()).appointments).toMatchObject([
      { startsAt: at("08:00"), endsAt: at("10:00"), confirmed: true },
    ]);
    await house.rest(page);
  });

  test("what a colleague did to it meanwhile stands in the form, and saving after a deletion enters it anew", async () => {
    const page = await change();
    const dialog = page.getByRole("dialog");
    const appointmentId = (await load()).appointments[0]?.id;
    await put({ appointmentId, startsAt: at("12:00"), endsAt: at("13:00") });
    await dialog.getByText("Inzwischen steht hier:").waitFor();
    // Who goes is somebody else now: that is said as well, and a press before it is known overwrites nothing.
    const memberIds = [house.app.firm.office.memberId];
    const faster = async (route: Route) => {
      await put({ appointmentId, startsAt: at("12:00"), endsAt: at("13:00"), memberIds });
      await route.continue();
    };
    await page.route("**/api/projects/*/appointments", faster, { times: 1 });
    await dialog.getByRole("button", { name: "Speichern" }).click();
    await page.getByText("Inzwischen hat jemand das geändert.").waitFor();
    await dialog.getByText("abgesprochen, Sandra").waitFor();
    expect((await load()).appointments).toMatchObject([{ startsAt: at("12:00"), memberIds }]);
    await house.app.firm.office.call("DELETE", `/api/projects/${id}/appointments/${appointmentId}`);
    await dialog.getByText("Diesen Termin hat inzwischen jemand gelöscht.").waitFor();
    expect(await dialog.getByRole("button", { name: "Löschen" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Termin eintragen" }).click();
    await dialog.waitFor({ state: "detached" });
    expect((await load()).appointments).toMatchObject([{ startsAt: at("08:00"), endsAt: at("10:00") }]);
    await house.rest(page);
  });
});
