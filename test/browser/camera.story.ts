import { type Browser, devices, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProjectList, ProjectPhotos, ProjectView } from "../../src/contract/projects.ts";
import type { RoomList } from "../../src/contract/rooms.ts";
import { faultsFor } from "./axe.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { leavesAtOnce } from "./leaves-at-once.ts";
import { calmly, dot, keepsApp, noBrowser, person, picture, type Watched } from "./people.ts";
import { countKept, idsKept, keptInPlain, partsMissing, storeStands } from "./phone-store.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";
import { teamOf } from "./team.ts";

/** Six photos with gloves on, in a cellar; Tarik has one phone, Sandra the other. */
let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let helga: Customer;
let browser: Browser;
let tarik: Page;
let sandra: Page;
const all: Watched[] = [];

const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"] ?? {};
const { defaultBrowserType: __, ...iphone } = devices["iPhone 14"] ?? {};

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([
    startDemo(),
    borrowBrowser("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
  ]);
  await leavesAtOnce(demo);
  const team = await teamOf(demo.info);
  for (const name of ["Sandra", "Tarik", "Mehmet"]) await team.works(name);
  await team.goes("Tarik", "Therme Helga Seidel");
  world = worldOf(demo.info);
  helga = await world.customer("Helga Seidel (Demo)");
  await world.writes(helga, "Die Therme tropft");
  tarik = await sit("crew", pixel);
  sandra = await sit("office", iphone);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

async function sit(role: "office" | "crew", device: object): Promise<Page> {
  const watched = await person(browser, { ...device, locale: "de-DE", ...keepsApp }, [new URL(demo.info.baseUrl).host]);
  all.push(watched);
  await watched.page.goto(demo.info.signIn[role]);
  await watched.page.waitForURL(/\/(heute|team|posteingang)/);
  return watched.page;
}
async function enter(page: Page, name = "Bad Lindenstraße"): Promise<void> {
  await stepTo(page, "/team");
  await page.locator("a[data-row]", { hasText: name }).click();
  await page.locator("li.message").first().waitFor();
}
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const caption = (page: Page) => page.getByRole("textbox", { name: "Text dazu" });
const shutter = (page: Page) => button(page, "Foto aufnehmen");
async function shoot(page: Page, count: number, from = 0): Promise<void> {
  for (let n = from + 1; n <= from + count; n += 1) {
    await shutter(page).click();
    await page.getByText(n === 1 ? "1 Foto" : `${n} Fotos`, { exact: true }).waitFor();
  }
}
const label = (page: Page, photo: number, word: string) =>
  page.getByRole("group", { name: `Was zeigt Foto ${photo}?` }).getByRole("button", { name: word });
const stream = (page: Page) =>
  page.evaluate(() => (document.querySelector("video")?.srcObject as MediaStream | null)?.id);

describe.skipIf(noBrowser)("the camera that stays open", () => {
  test("six photos in a row with gloves on: one camera, buttons for a thumb, nothing outside the sealed store (G5)", async () => {
    await enter(tarik);
    await expect.poll(async () => (await storeStands(tarik)).keys).toBe(1);
    await button(tarik, "Kamera").click();
    await tarik.locator("[data-phase=on]").waitFor();
    for (const name of ["Foto aufnehmen", "Kamera schließen"]) {
      const box = await button(tarik, name).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(64);
    }
    const opened = await stream(tarik);
    await shoot(tarik, 6);
    // Held across, too, what one looks at is larger than what one presses, and nothing lies over it.
    const upright = tarik.viewportSize() ?? { width: 360, height: 740 };
    await tarik.setViewportSize({ width: upright.height, height: upright.width });
    const [view, strip, press] = await Promise.all(
      [tarik.locator("video"), tarik.getByRole("list", { name: "Aufgenommene Fotos" }), shutter(tarik)].map((one) =>
        one.boundingBox(),
      ),
    );
    expect(view?.height).toBeGreaterThan(300);
    expect((strip?.x ?? 0) + (strip?.width ?? 0)).toBeLessThanOrEqual(view?.x ?? 0);
    expect(press?.x).toBeGreaterThanOrEqual((view?.x ?? 0) + (view?.width ?? 0));
    await tarik.setViewportSize(upright);
    expect(await stream(tarik)).toBe(opened);
    // Shown a moment before it is kept: all of them are, before the battery dies.
    await expect.poll(async () => (await storeStands(tarik)).outbox, calmly).toBe(6);
    expect(await keptInPlain(tarik, ["JFIF", "Werkbote"])).toEqual(["Werkbote"]);
  });

  test("the battery dies: the photos still lie in the camera, and are labelled with one tap each", async () => {
    await tarik.reload();
    await tarik.getByText("6 Fotos liegen noch in der Kamera.").waitFor();
    await button(tarik, "Ansehen").click();
    await label(tarik, 1, "Vorher").click();
    await label(tarik, 2, "Vorher").click();
    await label(tarik, 3, "Nachher").click();
    await label(tarik, 4, "Typenschild").click();
    await button(tarik, "Foto 6 löschen").click();
    await button(tarik, "5 Fotos senden").waitFor();
    const height = (await label(tarik, 1, "Vorher").boundingBox())?.height ?? 0;
    expect(height).toBeGreaterThanOrEqual(44);
    // More of them, without starting anew.
    await button(tarik, "Weiter fotografieren").click();
    await tarik.locator("[data-phase=on]").waitFor();
    await shoot(tarik, 1, 5);
    await button(tarik, "Weiter (6)").click();
    expect(await label(tarik, 4, "Typenschild").getAttribute("aria-pressed")).toBe("true");
  });

  test("sent without a net they wait, and arrive once, with what they show", async () => {
    await tarik.context().setOffline(true);
    await tarik.getByRole("textbox", { name: "Text dazu" }).fill("Therme im Keller");
    await button(tarik, "6 Fotos senden").click();
    await tarik.locator("[data-waiting]").getByText("Therme im Keller").waitFor();
    await tarik.getByText("1 Nachricht wartet auf das Netz.").waitFor();
    // The camera lets go of them when the message with them lies safe in the outbox.
    await expect.poll(() => tarik.getByText("liegen noch in der Kamera").count()).toBe(0);
    await expect
      .poll(() => tarik.evaluate(() => navigator.locks.query().then(({ held }) => held?.length ?? 0)))
      .toBeLessThan(2);
    await tarik.context().setOffline(false);
    await enter(sandra);
    const arrived = sandra.locator("li.message", { hasText: "Therme im Keller" });
    await arrived.waitFor({ timeout: 40_000 });
    await arrived.getByText("Vorher: Bild 1, 2 · Nachher: Bild 3 · Typenschild: Bild 4").waitFor();
    await expect.poll(() => arrived.locator("img").count()).toBe(6);
    // A picture is fetched when it comes into sight.
    const first = arrived.locator("img").first();
    await first.scrollIntoViewIfNeeded();
    const size = () => first.evaluate((one: HTMLImageElement) => Math.max(one.naturalWidth, one.naturalHeight));
    await expect.poll(size).toBeGreaterThan(0);
    expect(await size()).toBeLessThanOrEqual(2048);
    expect(await arrived.count()).toBe(1);
    await expect.poll(() => tarik.locator("[data-waiting]").count()).toBe(0);
  });

  test("back closes the camera and not the room, and what was taken stays", async () => {
    await button(tarik, "Kamera").click();
    await tarik.locator("[data-phase=on]").waitFor();
    await shoot(tarik, 1);
    await tarik.goBack();
    await tarik.getByText("1 Foto liegt noch in der Kamera.").waitFor();
    expect(new URL(tarik.url()).pathname).toMatch(/^\/team\/.+/);
    await button(tarik, "Ansehen").click();
    await caption(tarik).fill("Das linke Ventil");
    await tarik.goBack();
    await button(tarik, "Ansehen").click();
    await expect.poll(() => caption(tarik).inputValue()).toBe("Das linke Ventil");
    await caption(tarik).fill("");
    await button(tarik, "Foto 1 löschen").click();
    await tarik.getByText("Es ist kein Foto mehr da.").waitFor();
    await button(tarik, "Kamera schließen").click();
  });

  test("photos for a customer come into the field first, and leave the camera when they are sent", async () => {
    await stepTo(sandra, "/posteingang");
    await sandra.locator("a[data-row]", { hasText: "Helga Seidel" }).click();
    await sandra.locator("li.message").first().waitFor();
    await button(sandra, "Kamera").click();
    await sandra.locator("[data-phase=on]").waitFor();
    await shoot(sandra, 2);
    await button(sandra, "Weiter (2)").click();
    await label(sandra, 2, "Typenschild").click();
    await button(sandra, "2 Fotos einfügen").click();
    await sandra.getByText("Typenschild 2.jpg").first().waitFor();
    await expect.poll(() => sandra.getByText("liegen noch in der Kamera").count()).toBe(0);
    await sandra.getByText("Darf raus.").waitFor();
    await button(sandra, "Senden").click();
    await expect.poll(() => world.taken("Typenschild: Bild 2")).toBe(1);
    await sandra.reload();
    await sandra.locator("li.message").first().waitFor();
    expect(await sandra.getByText("liegen noch in der Kamera").count()).toBe(0);
  });

  test("somebody said no: a sentence says what to do, one photo after the other", async () => {
    await sandra.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
    });
    await enter(sandra);
    await button(sandra, "Kamera").click();
    await sandra.getByText("Die Kamera ist für diese Seite verboten.").waitFor();
    for (const [name, taken] of [
      ["eins.jpg", "1 Foto"],
      ["zwei.jpg", "2 Fotos"],
    ] as const) {
      const choosing = sandra.waitForEvent("filechooser");
      await shutter(sandra).click();
      await (await choosing).setFiles({ name, mimeType: "image/png", buffer: dot });
      await sandra.getByText(taken, { exact: true }).waitFor();
    }
  });
});

describe.skipIf(noBrowser)("what lies on the phone for the cellar", () => {
  test("rooms, their last words and one's own shifts are readable without a net, and say of when they are (G4)", async () => {
    await enter(tarik);
    await expect
      .poll(async () => (await storeStands(tarik)).kinds, calmly)
      .toEqual(expect.arrayContaining(["copy-room", "copy-rooms", "copy-shifts"]));
    await expect.poll(() => partsMissing(tarik), calmly).toBe(0);
    const answered: string[] = [];
    tarik.on("requestfinished", (request) => answered.push(new URL(request.url()).pathname));
    const other = tarik.locator("a[data-row]").filter({ hasNotText: "Betrieb" }).first();
    // Opened again when nothing happened, it does not fetch once more what lies here already.
    const fetchedAnew = async () => {
      answered.length = 0;
      await tarik.goto(`${demo.info.baseUrl}/team`);
      const opened = `/api/rooms/${await other.getAttribute("data-row")}/messages`;
      await other.click();
      await expect.poll(() => answered).toContain(opened);
      const ahead = /^\/api\/(projects\/today|roster\/mine|rooms\/.+\/messages)$/;
      return answered.filter((one) => ahead.test(one) && one !== opened);
    };
    await expect.poll(fetchedAnew, { timeout: 60_000 }).toEqual([]);
    // Nothing was fetched before the room came: it may not have begun, and without a net it would end.
    await expect
      .poll(() => idsKept(tarik, "copy-room"), calmly)
      .toEqual(expect.arrayContaining(await openRooms(tarik)));
    await stepTo(tarik, "/team");
    await other.waitFor();
    await tarik.context().setOffline(true);
    await tarik.reload();
    await tarik.getByText(/Kopie auf diesem Gerät\. Stand: .*\d\d:\d\d/).waitFor();
    // A room nobody opened on this phone.
    await tarik.locator("a[data-row]", { hasText: "Betrieb" }).click();
    await tarik.locator("li.message").first().waitFor();
    await tarik
      .getByText(/Kopie auf diesem Gerät/)
      .last()
      .waitFor();
    await tarik.getByRole("link", { name: "Meine Dienste" }).click();
    await tarik.getByRole("heading", { name: "Meine Dienste" }).waitFor();
    await tarik
      .locator("li", { hasText: /\d\d:\d\d – \d\d:\d\d/ })
      .first()
      .waitFor();
    // The page everybody looks at for it shows the copy too, and what is true now as soon as there is a net.
    await tarik.getByRole("link", { name: "Plan", exact: true }).click();
    await tarik.getByRole("heading", { name: "Mein Plan" }).waitFor();
    await tarik.getByText(/Kopie auf diesem Gerät/).waitFor();
    await tarik.context().setOffline(false);
    await expect.poll(() => tarik.getByText(/Kopie auf diesem Gerät/).count()).toBe(0);
    await stepTo(tarik, "/team");
    await tarik.locator("a[data-row]", { hasText: "Betrieb" }).waitFor();
    await expect.poll(() => tarik.getByText(/Kopie auf diesem Gerät/).count()).toBe(0);
  });

  test("today's job lies on the phone with its pictures, and six photos and a note for it wait and arrive once (G4, G5)", async () => {
    const pictures = () =>
      tarik
        .locator(".photo img")
        .evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length);
    await stepTo(tarik, "/heute");
    await tarik.getByText("Das braucht dich").waitFor();
    await expect
      .poll(async () => (await storeStands(tarik)).kinds, calmly)
      .toEqual(expect.arrayContaining(["copy-today", "copy-projects", "copy-project", "copy-picture"]));
    await expect.poll(() => countKept(tarik, "copy-picture"), calmly).toBeGreaterThanOrEqual(4);
    await tarik.context().setOffline(true);
    await tarik.reload();
    await tarik.getByText("Das braucht dich").waitFor();
    await tarik.getByText(/Kopie auf diesem Gerät\. Stand: .*\d\d:\d\d/).waitFor();
    await tarik.getByRole("link", { name: "Projekte" }).click();
    await tarik
      .getByRole("link", { name: /Therme Helga Seidel/ })
      .last()
      .click();
    await tarik.getByText("Hund im Hof, bitte klingeln.").waitFor();
    await tarik.getByRole("textbox", { name: "Notiz schreiben" }).fill("Die Elektrode ist die falsche");
    await button(tarik, "Notieren").click();
    await tarik.locator("li[data-waiting]", { hasText: "Die Elektrode ist die falsche" }).waitFor();
    await tarik.getByRole("link", { name: /^Fotos/ }).click();
    await expect.poll(pictures).toBe(4);
    await button(tarik, "Fotografieren").click();
    await tarik.locator("[data-phase=on]").waitFor();
    await shoot(tarik, 6);
    await button(tarik, "Weiter (6)").click();
    await label(tarik, 1, "Vorher").click();
    await label(tarik, 2, "Typenschild").click();
    await label(tarik, 6, "Nachher").click();
    // Named after the customer, and yet nothing of it goes to them: the button says where they go.
    await button(tarik, "6 Fotos ins Projekt legen").click();
    await tarik.getByText("6 Fotos liegen auf diesem Gerät und warten auf das Netz.").waitFor();
    await tarik.getByText("6 Fotos und 1 Notiz warten auf das Netz.").waitFor();
    const faults = await faultsFor(tarik);
    // One of them was nothing; the others outlive the battery.
    await tarik.locator("[data-waiting-photo]").nth(2).click();
    await button(tarik, "Foto löschen").click();
    await expect.poll(async () => (await storeStands(tarik)).outbox).toBe(6);
    await tarik.reload();
    await expect.poll(() => tarik.locator("[data-waiting-photo]").count()).toBe(5);
    await tarik.getByRole("link", { name: "Ansehen" }).click();
    await tarik.getByText("5 Fotos", { exact: true }).waitFor();
    await tarik.getByText("Die Elektrode ist die falsche").waitFor();
    expect([...faults, ...(await faultsFor(tarik))]).toEqual([]);
    // Two cuts on the way.
    for (const off of [false, true, false, true]) {
      await tarik.context().setOffline(off);
      await tarik
        .getByText("Kein Netz.")
        .first()
        .waitFor({ state: off ? "visible" : "hidden" });
    }
    await tarik.context().setOffline(false);
    await tarik.getByText("Alles ist raus.").waitFor({ timeout: 40_000 });
    const { shown, notes } = await jobOnTheServer(tarik);
    expect([shown.length, shown.slice(-5)]).toEqual([9, ["before", "type_plate", null, null, "after"]]);
    expect(notes.filter((text) => text === "Die Elektrode ist die falsche")).toHaveLength(1);
  });

  test("in all this nobody outside was asked for anything, and no script broke", () => {
    expect(all.flatMap((one) => one.foreign)).toEqual([]);
    expect(all.flatMap((one) => one.errors)).toEqual([]);
  });
});

/** The rooms that belong on the phone, as the server has them. */
async function openRooms(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const { items }: RoomList = await (await fetch("/api/rooms")).json();
    return items.filter(({ closed }) => !closed).map(({ id }) => id);
  });
}

/** What the server has of today's job: what its newest photos show, in their order, and its notes. */
async function jobOnTheServer(page: Page): Promise<{ shown: (string | null)[]; notes: string[] }> {
  return await page.evaluate(async () => {
    const get = async (path: string) => (await fetch(path)).json();
    const { items } = (await get("/api/projects")) as ProjectList;
    const path = `/api/projects/${items.find(({ name }) => name.startsWith("Therme Helga Seidel"))?.id}`;
    const photos = (await get(`${path}/photos`)) as ProjectPhotos;
    const view = (await get(path)) as ProjectView;
    return { shown: photos.items.map(({ shows }) => shows), notes: view.notes.map(({ text }) => text) };
  });
}
