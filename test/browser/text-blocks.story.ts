import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hour } from "../../src/server/platform/instant.ts";
import { leftFor } from "../support/fourth-lock.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** U26: `/` brings the business's own words; what is known fills itself, what is not keeps the message back. */
let house: StaffApp;
const field = (page: Page) => page.getByRole("region", { name: "Antwort schreiben" }).getByRole("textbox").first();
const incoming = (page: Page) => page.locator("li.message.in").last();
const picker = (page: Page) => page.getByRole("dialog", { name: "Vorlage oder Textbaustein" });
const marked = (page: Page) =>
  field(page).evaluate((one) => {
    const area = one as HTMLTextAreaElement;
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });

async function keep(name: string, text: string): Promise<void> {
  await house.app.firm.office.post("/api/text-blocks", { id: house.app.deps.ids.uuid(), name, text });
}

describe.skipIf(noBrowser)("text blocks", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("the settings say what to do first; a block is written, a name is taken once, and it can go again", async () => {
    const page = await house.goOn("office", "/einstellungen/textbausteine");
    await page.getByText("Noch kein Textbaustein.").waitFor();
    const write = async (name: string, text: string) => {
      await page.getByRole("button", { name: "Textbaustein anlegen" }).click();
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByRole("textbox", { name: "Text", exact: true }).fill(text);
    };
    const save = () => page.getByRole("button", { name: "Speichern" }).click();
    await write("Anfahrt", "Guten Tag ");
    await page.getByRole("button", { name: "{{Name}} einfügen" }).click();
    await page.keyboard.type(", wir sitzen im Hof.");
    await save();
    await page.getByText("Guten Tag {{Name}}, wir sitzen im Hof.").waitFor();
    await write("anfahrt", "Doppelt");
    await save();
    await page.getByText("Einen Textbaustein mit diesem Namen gibt es schon.").waitFor();
    await page.getByRole("button", { name: "Abbrechen" }).click();
    await page.getByRole("button", { name: "Anfahrt ändern" }).click();
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Wir sitzen jetzt im Hof rechts.");
    await save();
    await page.getByText("Hof rechts").waitFor();
    await page.getByRole("button", { name: "Anfahrt löschen" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Löschen" }).press("Enter");
    await page.getByText("Noch kein Textbaustein.").waitFor();
    // Its row is gone, with the button that was pressed: the keyboard goes on beside it.
    await expect.poll(() => page.evaluate("document.activeElement?.textContent?.trim()")).toBe("Textbaustein anlegen");
    await house.rest(page);
  });

  test("/ opens, typing filters, Enter takes; known gaps are filled, an open one is marked and keeps the message back", async () => {
    await keep("Termin", "Guten Tag {{Name}}, wir kommen um {{Uhrzeit}} Uhr. {{Firma}}");
    await keep("Anfahrt", "Der Eingang ist im Hof.");
    const who = house.app.firm.customer({ name: "Helga Seidel" });
    await who.writes("Wann kommen Sie?");
    const id = await who.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    await incoming(page).waitFor();
    // Over a slow line what is typed on waits for the list, before it is said that it is on its way and after.
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route("**/assets/TemplatePicker*.js", (route) => held.then(() => route.continue()));
    await field(page).press("/");
    await page.keyboard.type("a");
    await page.getByRole("dialog", { name: "Wird geladen" }).waitFor();
    await page.keyboard.type("nf");
    go();
    await picker(page)
      .getByRole("option", { name: /Anfahrt/ })
      .waitFor();
    expect(await picker(page).getByRole("combobox").inputValue()).toBe("anf");
    expect(await field(page).inputValue()).toBe("");
    for (const _ of "anf") await page.keyboard.press("Backspace");
    // WhatsApp's own templates stand in the same list, below.
    await picker(page)
      .getByRole("option", { name: /Aktion/ })
      .waitFor();
    await page.keyboard.type("hof");
    await expect.poll(() => picker(page).getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    await expect.poll(() => field(page).inputValue()).toBe("Der Eingang ist im Hof.");
    await field(page).fill("");
    await field(page).press("/");
    await page.keyboard.type("guten");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => field(page).inputValue())
      .toMatch(/^Guten Tag Helga Seidel, .*Brandt Haustechnik GmbH \(Demo\)$/);
    await expect.poll(() => marked(page)).toBe("{{Uhrzeit}}");
    await field(page).press("End");
    await field(page).press("Enter");
    await page.getByText("Die Lücke Uhrzeit ist noch offen.").waitFor();
    await expect.poll(() => marked(page)).toBe("{{Uhrzeit}}");
    await page.keyboard.type("10");
    await field(page).press("Enter");
    await expect.poll(() => field(page).inputValue()).toBe("");
    await page.locator("li.message.out", { hasText: "um 10 Uhr" }).waitFor();
    await house.app.drain();
    expect(leftFor(house.app, who).at(-1)?.text).toBe(
      "Guten Tag Helga Seidel, wir kommen um 10 Uhr. Brandt Haustechnik GmbH (Demo)",
    );
    await house.rest(page);
  });

  test("in the middle of a line / is a stroke, and in a note it stays one", async () => {
    const who = house.app.firm.customer({ name: "Emre Yilmaz" });
    await who.writes("Guten Tag");
    const page = await house.goOn("office", `/posteingang/${await who.conversationId()}`);
    await incoming(page).waitFor();
    await field(page).pressSequentially("Mo/Di");
    expect(await picker(page).count()).toBe(0);
    await field(page).press("Enter");
    await page.locator("li.message.out", { hasText: "Mo/Di" }).waitFor();
    await page.getByRole("button", { name: "Notiz", exact: true }).click();
    await field(page).press("/");
    expect([await picker(page).count(), await field(page).inputValue()]).toEqual([0, "/"]);
    await house.rest(page);
  });

  test("an advert in a block is an advert: the permit line says so before it is sent", async () => {
    await keep("Herbst", "Der Monteur kommt um 8 Uhr. Jetzt 20 % Rabatt auf alle neuen Armaturen sichern!");
    const who = house.app.firm.customer({ name: "Karin Vogel" });
    await who.writes("Wann kommt der Monteur?");
    const page = await house.goOn("office", `/posteingang/${await who.conversationId()}`);
    await incoming(page).waitFor();
    await field(page).press("/");
    await page.keyboard.type("herbst");
    await page.keyboard.press("Enter");
    await page.locator(".permit .button").filter({ hasText: /Werb/ }).waitFor();
    await house.rest(page);
  });

  test("when the window is closed only Meta's templates are offered, and it says why (U32)", async () => {
    const who = house.app.firm.customer({ name: "Jonas Brunner" });
    await who.writes("Guten Tag");
    const id = await who.conversationId();
    await house.app.pass(25 * hour);
    const page = await house.goOn("office", `/posteingang/${id}`);
    await incoming(page).waitFor();
    const way = page.getByRole("button", { name: "Vorlage wählen" });
    await way.click();
    await picker(page).getByText("nur Vorlagen, die Meta freigegeben hat").waitFor();
    const appointment = picker(page).getByRole("option", { name: /Termin/ });
    await appointment.waitFor();
    // Enter takes the first: no advert stands there.
    const kinds = await picker(page).getByRole("option").allTextContents();
    expect(kinds.map((one) => one.includes("Werbung"))).toEqual([...kinds.slice(1).map(() => false), true]);
    expect(
      await picker(page)
        .getByRole("option", { name: /Anfahrt/ })
        .count(),
    ).toBe(0);
    // What led here is gone once one is taken: the focus goes on to the field, from which Enter sends it.
    await appointment.click();
    // One goes on in the first open gap.
    await page.getByLabel("Lücke 1").and(page.locator(":focus")).waitFor();
    await page.keyboard.type("Dienstag um zehn");
    await page.keyboard.press("Enter");
    await page.getByText("Darf raus.").waitFor();
    await way.waitFor({ state: "detached" });
    await expect.poll(() => field(page).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.locator("li.message.out", { hasText: "Dienstag um zehn" }).waitFor();
    await house.rest(page);
  });
});
