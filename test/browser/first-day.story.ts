import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { heldBack } from "./held-back.ts";
import { desk, noBrowser, person, phone, picture } from "./people.ts";
import { startEmpty } from "./running.ts";
import { stepTo } from "./staff-app.ts";

/** The first day of a house that is really empty: what the owner finds who goes away in the middle and comes back. */
let house: Awaited<ReturnType<typeof startEmpty>>;
let browser: Browser;
let owner: Page;
let base = "";
/** What the printed sheet says, and how many ways led on before the codes stood there. */
let sheet = "";
let tooEarly = -1;
/** What the same link said in a second window, whose form was filled meanwhile. */
let second = "";

beforeAll(async () => {
  if (noBrowser) return;
  [house, browser] = await Promise.all([startEmpty(), borrowBrowser()]);
  base = new URL(house.firstLink).origin;
  ({ page: owner } = await person(browser, desk, [new URL(base).host]));
  const devtools = await owner.context().newCDPSession(owner);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await owner.goto(house.firstLink);
  await owner.getByLabel("Dein Name").fill("Jörg Kern");
  for (const box of await owner.getByRole("checkbox").all()) await box.check();
  const on = owner.getByRole("button", { name: "Weiter zur Einrichtung" });
  await owner.route(
    "**/api/recovery-codes",
    async (route) => {
      await owner.getByRole("heading", { name: "Notfall-Codes drucken" }).waitFor();
      tooEarly = await on.count();
      await route.continue();
    },
    { times: 1 },
  );
  const other = await owner.context().newPage();
  await other.goto(house.firstLink);
  await other.getByLabel("Dein Name").fill("Jörg Kern");
  for (const box of await other.getByRole("checkbox").all()) await box.check();
  await owner.bringToFront();
  await press("Passkey anlegen und eintragen");
  await on.waitFor();
  await other.getByRole("button", { name: "Passkey anlegen und eintragen" }).click();
  const said = other.getByRole("alert").or(other.getByRole("heading", { name: "Du bist schon angemeldet" }));
  second = (await said.textContent()) ?? "";
  await other.close();
  await owner.emulateMedia({ media: "print" });
  const head = owner.locator(".paper .head");
  if (await head.isVisible()) sheet = (await head.textContent()) ?? "";
  await owner.emulateMedia({ media: null });
  await on.click();
  await owner.waitForURL("**/einrichten/betrieb");
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await house?.stop();
});

const press = (name: string) => owner.getByRole("button", { name, exact: true }).click();
const heading = (name: string) => owner.getByRole("heading", { name, exact: true });
const step = (name: string) =>
  owner.getByRole("navigation", { name: "Schritte der Einrichtung" }).getByRole("link", { name });
const iban = () => owner.getByLabel("IBAN des Betriebs");

describe.skipIf(noBrowser)("the first day", () => {
  test("nobody goes past the codes before they stand there, and the printed sheet says what it is", () => {
    expect(tooEarly).toBe(0);
    for (const words of ["Werkbote: Notfall-Codes vom", "Jeder Code gilt ein Mal"]) expect(sheet).toContain(words);
  });

  test("a second window of the same link says that one is in, and not that the code is wrong", () => {
    expect(second.trim()).toBe("Du bist schon angemeldet");
  });

  test.each([1440, 800])("the line between two steps ends where their rings begin, at %i px", async (width) => {
    await owner.setViewportSize({ width, height: 900 });
    await heading("Dein Betrieb").waitFor();
    const overlaps = await owner
      .getByRole("navigation", { name: "Schritte der Einrichtung" })
      .evaluate((nav: HTMLElement) => {
        const rings = [...nav.querySelectorAll(".mark")].map((mark) => mark.getBoundingClientRect());
        return [...nav.querySelectorAll("li")].slice(1).map((item, index) => {
          const line = getComputedStyle(item, "::before");
          const top = item.getBoundingClientRect().top + Number.parseFloat(line.top);
          const above = rings[index];
          const below = rings[index + 1];
          if (above === undefined || below === undefined) return "no ring";
          return top < above.bottom - 0.5 || top + Number.parseFloat(line.height) > below.top + 0.5;
        });
      });
    expect(overlaps).toEqual([false, false, false, false, false]);
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test("a wrong IBAN that is left by the rail stands there again, with what is wrong", async () => {
    await iban().fill("DE12 3456");
    await step("Impressum").click();
    await owner.waitForURL("**/einrichten/impressum");
    await owner.goBack();
    await owner.getByText("Das ist keine gültige IBAN.", { exact: false }).waitFor();
    expect(await iban().inputValue()).toBe("DE12 3456");
  });

  test("an IBAN that was typed goes along with Weiter, and a wrong one is named before anybody goes on", async () => {
    // The server is away for a moment: what is said of it is not said any longer than it is true.
    await owner.route("**/api/bank", (route) => route.abort(), { times: 1 });
    await iban().fill("DE12 3456");
    await press("Bankverbindung sichern");
    await owner.getByText("Die Verbindung ist wieder da. Bitte noch einmal versuchen.").waitFor();
    await press("Weiter");
    await owner.getByText("Das ist keine gültige IBAN.", { exact: false }).waitFor();
    await expect.poll(() => iban().evaluate((one) => one === document.activeElement)).toBe(true);
    await iban().fill("DE02 1203 0000 0000 2020 51");
    await press("Weiter");
    await owner.getByText("Angaben sind noch offen", { exact: false }).waitFor();
    await owner.getByText("DE02 1203 0000 0000 2020 51").waitFor();
    // The first of what is open stands screens above the button: a press leads there.
    await press("Zur ersten offenen Angabe");
    const first = owner.getByLabel("Name des Betriebs");
    await expect.poll(() => first.evaluate((one) => one === document.activeElement)).toBe(true);
    const { y = -1 } = (await first.boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    // By the rail it goes along just the same; it stands there when one comes back.
    await step("Impressum").click();
    await owner.waitForURL("**/einrichten/impressum");
    await owner.goBack();
    await owner.getByText("DE02 1203 0000 0000 2020 51").waitFor();
    // What is typed while a change is being taken back goes along with Weiter as well.
    await owner.getByLabel("Neue IBAN").fill("DE89 3704 0044 0532 0130 00");
    await press("Bankverbindung sichern");
    const dropping = await heldBack(owner, /\/api\/bank\/settle$/);
    await press("Verwerfen");
    await dropping.read;
    await owner.getByLabel("Neue IBAN").fill("DE75 5121 0800 1245 1261 99");
    await press("Weiter");
    dropping.go();
    await owner.locator(".iban", { hasText: "DE75 5121 0800 1245 1261 99" }).waitFor();
  });

  test("a field that is left by a press on Weiter does not take it away from under the mouse", async () => {
    // Pressed before the fields are there: it waits for what is open, and is not lost.
    let fieldsCome = () => {};
    const held = new Promise<void>((resolve) => (fieldsCome = resolve));
    await owner.route("**/api/setup/business", (route) => held.then(() => route.continue()), { times: 1 });
    await owner.goto(`${base}/einrichten/betrieb`);
    await press("Weiter");
    await owner.locator("button[aria-busy]").waitFor();
    fieldsCome();
    await owner.getByText("Angaben sind noch offen", { exact: false }).waitFor();
    // Who else may change the IBAN is known a moment later, and stands above the button too.
    await owner.getByRole("link", { name: "Jemanden einladen" }).waitFor();
    const field = owner.locator("input[name=replyTime]");
    const wrong = () => field.getAttribute("aria-invalid");
    await expect.poll(wrong).toBe("true");
    await field.fill("werktags von 7 bis 16 Uhr");
    const button = owner.locator(".foot button");
    await button.scrollIntoViewIfNeeded();
    const before = await button.boundingBox();
    if (before === null) throw new Error("there is no button to go on");
    // At the end of a page that grows shorter, what is seen may stay where it is by chance.
    const inDocument = () => button.evaluate((one) => Math.round(one.getBoundingClientRect().top + scrollY));
    const place = await inDocument();
    await owner.mouse.move(before.x + before.width / 2, before.y + 4);
    const seen = owner.waitForResponse(
      (answer) => answer.request().method() === "GET" && answer.url().endsWith("/api/setup"),
    );
    await owner.mouse.down();
    await seen;
    await owner.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await inDocument()).toBe(place);
    expect(await wrong()).toBe("true");
    await owner.mouse.up();
    await owner.waitForURL("**/einrichten/impressum");
    await owner.goBack();
    await heading("Dein Betrieb").waitFor();
    expect(await wrong()).toBeNull();
  });

  test("a contract that was begun and is not complete says so in the row of steps", async () => {
    // Pressed before the register is there, nobody is led past what it lacks.
    let registerComes = () => {};
    const held = new Promise<void>((resolve) => (registerComes = resolve));
    await owner.route("**/api/setup/processors", (route) => held.then(() => route.continue()), { times: 1 });
    await owner.goto(`${base}/einrichten/vertraege`);
    await press("Weiter");
    await owner.locator("button[aria-busy]").waitFor();
    registerComes();
    // What is open is no field yet: the button leads to where it begins.
    await press("Zur ersten offenen Angabe");
    await owner.locator("button:focus", { hasText: "Server eintragen" }).waitFor();
    await press("Server eintragen");
    await heading("1. Wer ist das?").waitFor();
    // The button is gone by then: whoever works without a mouse goes on in the new row.
    await owner.locator("summary:focus", { hasText: "Server (Hosting)" }).waitFor();
    // What the register still lacks is not folded away.
    await owner.getByLabel("Kontakt bei Pannen").waitFor();
    // Articles where there are some.
    expect(await owner.getByText("Art. –").count()).toBe(0);
    await step("Betrieb").click();
    await step("Verträge (AVV) (fehlt noch etwas)").waitFor();
  });

  test("a reason being written stays whole while the one before it is saved, and one too short says so later too", async () => {
    await owner.goto(`${base}/einrichten/betrieb`);
    await owner.getByLabel("Rechtsform").selectOption("gmbh");
    await stepTo(owner, "/einrichten/impressum");
    await owner.getByRole("radio", { name: "Ja, zulassungspflichtig" }).check();
    const names = ["Aufsichtsbehörde", "Verliehen in"];
    for (const name of names) {
      const one = owner.locator(".one", { has: owner.getByLabel(name, { exact: true }) });
      await one.getByRole("checkbox", { name: "Trifft auf uns nicht zu" }).check();
    }
    const [first, second] = names.map((name) => owner.getByLabel(`${name}: Warum trifft das nicht zu?`));
    if (!first || !second) throw new Error("two fields");
    const saved = await heldBack(owner, /setup\/imprint$/, "PUT");
    await first.fill("Für uns ist keine zuständig.");
    await second.focus();
    await saved.read;
    await second.pressSequentially("Das ent");
    const stored = owner.waitForResponse((answer) => answer.url().endsWith("/api/setup"));
    saved.go();
    await stored;
    await second.pressSequentially("fällt hier.");
    expect(await second.inputValue()).toBe("Das entfällt hier.");
    await second.blur();
    await owner
      .getByRole("status")
      .filter({ hasText: /^\s*Gespeichert/ })
      .waitFor();
    await second.fill("nein");
    await second.blur();
    await owner.getByText("Die Begründung ist zu kurz.", { exact: false }).waitFor();
    // Who is sent here to complete it finds what is wrong without a press.
    await owner.reload();
    await owner.getByText("Die Begründung ist zu kurz.", { exact: false }).waitFor();
    expect([await first.inputValue(), await second.inputValue()]).toEqual(["Für uns ist keine zuständig.", "nein"]);
  });

  test("what is not saved is not said to be saved", async () => {
    await owner.goto(`${base}/einrichten/betrieb`);
    const trade = owner.getByLabel("Gewerk");
    await trade.fill("x".repeat(400));
    await press("Weiter");
    await owner.getByText("Deine Eingabe ist noch da, aber noch nicht gespeichert.").waitFor();
    await owner.getByText("Das geht auch später.", { exact: false }).waitFor();
    expect(await owner.getByText("alles ist gespeichert", { exact: false }).count()).toBe(0);
    await trade.fill("Heizung und Sanitär");
    await trade.blur();
    await owner.getByText("alles ist gespeichert", { exact: false }).waitFor();
    // Whoever goes elsewhere before the answer to the press is here stays there.
    const saved = await heldBack(owner, /\/api\/setup\/business$/, "PUT");
    await trade.fill("Sanitär");
    await press("Später ergänzen");
    await saved.read;
    await step("Datenschutzhinweis").click();
    await owner.waitForURL("**/einrichten/datenschutz");
    saved.go();
    await owner.getByText("Vorschau für").waitFor();
    expect(new URL(owner.url()).pathname).toBe("/einrichten/datenschutz");
  });

  test("an empty field of WhatsApp is asked for, and a channel has one name in every step", async () => {
    await stepTo(owner, "/einrichten/kanaele");
    await heading("Chat auf eurer Seite").waitFor();
    await press("WhatsApp verbinden");
    await press("Speichern");
    for (const label of ["Phone Number ID", "Zugriffstoken", "App-Geheimnis"])
      await owner.locator(".field", { hasText: label }).getByText("Bitte eintragen.").waitFor();
    await owner.getByLabel("Zugriffstoken").fill("kurz");
    // Digits they are, only not enough of them.
    await owner.getByLabel("Phone Number ID").fill("123");
    await press("Speichern");
    await owner.getByText("Mindestens 5 Ziffern", { exact: false }).waitFor();
    await owner.locator(".field", { hasText: "Zugriffstoken" }).getByText("Das Zugriffstoken ist länger.").waitFor();
    // The word one makes up is typed at Meta once more: it can be read and copied.
    const word = owner.getByLabel("Prüfwort");
    expect(await word.getAttribute("type")).not.toBe("password");
    await word.fill("kern-haustechnik-7");
    await expect.poll(() => owner.getByRole("button", { name: "Prüfwort kopieren" }).isEnabled()).toBe(true);
    await press("Abbrechen");
  });

  test("before the question of the works council is answered, no screen asks for what is refused", async () => {
    const refused: string[] = [];
    owner.on("response", (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${new URL(answer.url()).pathname}`);
    });
    const come = (of: string) => owner.waitForEvent("requestfinished", (one) => one.url().endsWith(of));
    for (const path of ["/heute", "/posteingang"]) {
      // That the rooms are closed is known once the team has come as well.
      const asked = Promise.all(["/api/rooms", "/api/team/people"].map(come));
      await owner.goto(base + path);
      await asked;
    }
    // Nor when somebody is invited, whom the room of the firm takes in.
    await stepTo(owner, "/einstellungen/leute");
    await press("Person eintragen");
    const dialog = owner.getByRole("dialog");
    const send = dialog.getByRole("button", { name: "Person eintragen" });
    await send.click();
    await dialog.getByText("Bitte eintragen.").waitFor();
    await dialog.getByLabel("Name").fill("Kai Test");
    const told = owner.waitForResponse((answer) => answer.url().includes("/api/rooms"));
    await send.click();
    await told;
    await owner.getByRole("img", { name: "QR-Code" }).waitFor();
    expect(refused).toEqual([]);
    await stepTo(owner, "/team");
    await owner.getByText("Gibt es bei euch einen Betriebsrat?", { exact: false }).waitFor();
  });

  test.each([
    [1440, desk],
    [360, phone],
  ])("Heute leads back to the set-up before it asks anything else, at %i px", async (_width, { viewport }) => {
    if (viewport) await owner.setViewportSize(viewport);
    await stepTo(owner, "/heute");
    await owner.getByText("Noch kann euch niemand schreiben", { exact: true }).waitFor();
    expect(await owner.getByRole("button", { name: "Betriebsrat angeben" }).count()).toBe(0);
    await owner.getByRole("link", { name: "Einrichtung fortsetzen" }).click();
    await owner.waitForURL("**/einrichten/betrieb");
  });

  test("before the business has a name no heading is empty, and no line begins with a dot", async () => {
    await stepTo(owner, "/posteingang");
    await heading("Posteingang").waitFor();
    await stepTo(owner, "/recht");
    await expect.poll(() => owner.locator("p.sub").textContent()).toMatch(/^\d/);
  });

  test("on a phone what is missing has the line for itself, and its button stands below", async () => {
    await owner.setViewportSize({ width: 360, height: 740 });
    await stepTo(owner, "/einrichten/datenschutz");
    const line = owner.getByRole("listitem").filter({ has: owner.getByRole("link", { name: "Wer erfährt was?" }) });
    const isBelow = async () => {
      const words = await line.getByText("Es fehlt", { exact: false }).last().boundingBox();
      const button = await line.getByRole("link").last().boundingBox();
      return words && button && button.y >= words.y + words.height;
    };
    await expect.poll(isBelow).toBe(true);
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test.each(["mouse", "key"])("who changes or confirms what others learn goes on in its card, by %s", async (by) => {
    await stepTo(owner, "/einrichten/wer-erfaehrt-was");
    const card = owner.locator("section", { has: heading("Chat auf eurer Seite") });
    const does = async (name: string) => {
      const button = card.getByRole("button", { name });
      await (by === "key" ? button.press("Enter") : button.click());
    };
    await does("Ändern");
    await card.locator("textarea:focus").first().waitFor();
    await does("Abbrechen");
    await card.locator("button:focus", { hasText: "Ändern" }).waitFor();
    if (by === "key") return;
    await does("Stimmt so");
    await card.getByText(/bestätigt am/).waitFor();
    await card.locator("button:focus", { hasText: "Ändern" }).waitFor();
  });

  test("the device one holds is in use", async () => {
    await stepTo(owner, "/einstellungen/geraete");
    await owner.getByText("gerade in Gebrauch", { exact: false }).waitFor();
    expect(await owner.getByText("noch nicht benutzt").count()).toBe(0);
  });
});
