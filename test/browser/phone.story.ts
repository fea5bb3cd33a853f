import { type Browser, devices, type Page, type Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { borrowWholeBrowser, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { leavesAtOnce } from "./leaves-at-once.ts";
import { calmly, dot, keepsApp, noBrowser, person, picture, signInAt } from "./people.ts";
import { idsKept, keptInPlain, partsMissing, storeStands } from "./phone-store.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";
import { teamOf } from "./team.ts";

/** The app in the hand: a phone that loses its net, is found again, and is taken out of use. */
let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let browser: Browser;
let helga: Customer;
/** The phone in hand: what several tests need to lie on it is brought there once. */
let phone: Page;
const words = "Die Therme tropft seit gestern Abend";

const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"] ?? {};
const { defaultBrowserType: __, ...iphone } = devices["iPhone 14"] ?? {};

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowWholeBrowser()]);
  await leavesAtOnce(demo);
  // Whatever the day: before a weekend the demo's next visit is further away than what a phone lays by for the cellar.
  await (await teamOf(demo.info)).goes("Mehmet", "Bad Wagner");
  world = worldOf(demo.info);
  helga = await world.customer("Helga Seidel (Demo)");
  await world.writes(helga, words);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

async function phoneOf(device: object, path = "/posteingang"): Promise<Page> {
  const { page } = await person(browser, { ...device, locale: "de-DE", ...keepsApp }, [
    new URL(demo.info.baseUrl).host,
  ]);
  await signInAt(page, demo.info.signIn.office, path);
  return page;
}
const row = (page: Page) => page.locator("a[data-row]", { hasText: "Helga Seidel" });
/** Until list and conversation lie on this phone, sealed. */
async function readyForTheCellar(page: Page): Promise<void> {
  await row(page).waitFor();
  await expect
    .poll(() => storeStands(page), calmly)
    .toMatchObject({ keys: 1, kinds: expect.arrayContaining(["copy-inbox", "copy-me", "copy-thread"]) });
}
/** And every part of the app, so that each screen opens there. */
const opensInTheCellar = (page: Page) => expect.poll(() => partsMissing(page), calmly).toBe(0);
const write = async (page: Page, text: string) => {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Control+Enter");
  await page.locator("li.waiting, li.message").getByText(text).first().waitFor();
};

/** Another app of the phone hands files over. */
async function share(page: Page, names: readonly string[], type: string, bytes: Buffer): Promise<void> {
  const given = { names: [...names], type, bytes: [...bytes] };
  await page.evaluate((what) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: "/teilen", enctype: "multipart/form-data" });
    const input = document.createElement("input");
    Object.assign(input, { type: "file", name: "files" });
    const files = new DataTransfer();
    const bytes = new Uint8Array(what.bytes);
    for (const name of what.names)
      files.items.add(new File(name.startsWith("leer") ? [] : [bytes], name, { type: what.type }));
    input.files = files.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, given);
  await page.getByRole("heading", { name: "Wohin damit?" }).waitFor();
}

describe.skipIf(noBrowser)("the app in the hand", () => {
  test("the first sign-in on a phone offers the home screen, with the pictures for this phone", async () => {
    phone = await phoneOf(pixel);
    await phone.getByRole("button", { name: "Zeig mir wie" }).click();
    await phone.getByText("Tippe oben rechts auf die drei Punkte.").waitFor();
    await expect.poll(() => phone.getByRole("img", { name: /^Bild:/ }).count()).toBe(3);
    await phone.getByRole("button", { name: "Mitteilungen einschalten" }).waitFor();
    // Whoever forbade them in the browser, allows them there and comes back need not open the page anew.
    const comeBackWith = (permission: NotificationPermission) =>
      phone.evaluate((said) => {
        Object.defineProperty(Notification, "permission", { configurable: true, get: () => said });
        dispatchEvent(new Event("focus"));
      }, permission);
    await comeBackWith("denied");
    await phone.getByText("Du hast Mitteilungen für diese Seite verboten.").waitFor();
    await comeBackWith("default");
    await phone.getByRole("button", { name: "Mitteilungen einschalten" }).waitFor();
    await phone.getByRole("link", { name: "Posteingang" }).click();
    // Without a net it can be brought nowhere: the room is for the line about the net.
    const offer = phone.getByRole("button", { name: "Zeig mir wie" });
    await offer.waitFor();
    await phone.context().setOffline(true);
    await phone.getByText("Kein Netz.").first().waitFor();
    await offer.waitFor({ state: "detached" });
    await phone.context().setOffline(false);
    await phone.getByRole("button", { name: "Später" }).click();
    await phone.reload();
    await row(phone).waitFor();
    expect(await phone.getByRole("button", { name: "Zeig mir wie" }).count()).toBe(0);

    const apple = await phoneOf(iphone, "/einstellungen/app");
    await apple.getByText("Tippe unten auf Teilen.").waitFor();
    await apple.getByText("Auf dem iPhone gehen Mitteilungen nur vom Startbildschirm aus.").waitFor();
    expect(await apple.getByRole("button", { name: "Mitteilungen einschalten" }).count()).toBe(0);
    await apple.context().close();
  });

  test("what a phone asks of its home screen is there: pictures in pixels, a scope, a place for shared photos", async () => {
    const get = (path: string) => fetch(demo.info.baseUrl + path);
    const manifest = await (await get("/app.webmanifest")).json();
    expect(manifest).toMatchObject({ id: "/", scope: "/", display: "standalone", share_target: { action: "/teilen" } });
    for (const path of [
      ...manifest.icons.map(({ src }: { src: string }) => src),
      "/apple-touch-icon.png",
      "/badge-96.png",
    ]) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get("content-type")?.split(";")[0]]).toEqual([
        path,
        200,
        path.endsWith("svg") ? "image/svg+xml" : "image/png",
      ]);
    }
  });

  test("what the app consists of comes packed, and is the same unpacked", async () => {
    const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(await (await fetch(demo.info.baseUrl)).text()) ?? [];
    const ask = async (encoding: string) => {
      const answer = await fetch(`${demo.info.baseUrl}${script}`, { headers: { "accept-encoding": encoding } });
      const size = Number(answer.headers.get("content-length"));
      return { way: answer.headers.get("content-encoding"), size, text: await answer.text() };
    };
    const plain = await ask("identity");
    for (const [asked, way] of [["gzip, br", "br"] as const, ["gzip", "gzip"] as const]) {
      const packed = await ask(asked);
      expect([packed.way, packed.text]).toEqual([way, plain.text]);
      expect(packed.size).toBeLessThan(plain.size / 2);
    }
    expect([plain.way, plain.size]).toEqual([null, Buffer.byteLength(plain.text)]);
  });

  test("opened again, the list stands there before the server has answered anything (U01)", async () => {
    await readyForTheCellar(phone);
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const asked = new Set<Request>();
    let answered = 0;
    phone.on("response", (one) => (answered += asked.has(one.request()) ? 1 : 0));
    await phone.context().route("**/api/**", async (route) => {
      asked.add(route.request());
      await held;
      await route.continue().catch(() => undefined);
    });
    await phone.reload();
    await row(phone).getByText(words).waitFor();
    await expect.poll(() => [...asked].map((one) => new URL(one.url()).pathname)).toContain("/api/me");
    expect(answered).toBe(0);
    answer();
    await row(phone).click();
    await phone.locator("li.message").getByText(words).waitFor();
    await phone.context().unrouteAll({ behavior: "wait" });
  });

  test("nothing a customer or a colleague wrote lies on the phone in plain text (DV-2)", async () => {
    await phone.context().setOffline(true);
    await write(phone, "Der Schluessel liegt bei Frau Lehnert");
    await expect.poll(async () => (await storeStands(phone)).kinds).toContain("outbox");
    expect(await keptInPlain(phone, ["Therme tropft", "Helga Seidel", "Frau Lehnert", "Werkbote"])).toEqual([
      "Werkbote",
    ]);
    await phone.context().setOffline(false);
    await expect.poll(async () => (await storeStands(phone)).outbox).toBe(0);
  });

  test("a phone that throws its store away, or has no room for it, says so and loses nothing while the app is open", async () => {
    await phone.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (name, version) {
        const request = open.call(this, name, version);
        // The app is the first; whoever only looks opens it later.
        if (name === "werkbote-vault")
          request.addEventListener("success", () => {
            if (!Reflect.has(window, "vault")) Reflect.set(window, "vault", request.result);
          });
        return request;
      };
      const { fetch } = window;
      window.fetch = async (...asked) => {
        const answer = await fetch(...asked);
        if (String(asked[0]) === "/api/offline/key")
          await new Promise<void>((resolve) => Reflect.set(window, "keyComes", resolve));
        return answer;
      };
    });
    await phone.goto(`${demo.info.baseUrl}/posteingang`);
    await readyForTheCellar(phone);
    await row(phone).click();
    await phone.locator("li.message").first().waitFor();
    await phone.waitForFunction(() => Reflect.has(window, "keyComes"));
    await phone.context().setOffline(true);
    await write(phone, "Vor dem Aufräumen");
    await expect.poll(async () => (await storeStands(phone)).outbox).toBe(1);
    // As a browser does it that wants the room for others, and just when a new key is to be laid there.
    await phone.evaluate(async () => {
      const vault = Reflect.get(window, "vault") as IDBDatabase;
      vault.close();
      const laid = new Promise<void>((resolve) => {
        vault.transaction = function (...asked) {
          resolve();
          return IDBDatabase.prototype.transaction.apply(this, asked);
        };
      });
      Reflect.get(window, "keyComes")();
      await laid;
      const emptied = indexedDB.deleteDatabase("werkbote-vault");
      await new Promise((resolve) => (emptied.onsuccess = resolve));
      vault.dispatchEvent(new Event("close"));
    });
    await expect.poll(() => storeStands(phone)).toMatchObject({ outbox: 1, keys: 1 });
    await phone.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...record) {
        if (this.name === "records") throw new DOMException("full", "QuotaExceededError");
        return put.apply(this, record);
      };
    });
    await write(phone, "Auf vollem Telefon");
    await phone.getByText("Auf diesem Gerät ist kein Platz mehr.").waitFor();
    await phone.context().setOffline(false);
    for (const words of ["Vor dem Aufräumen", "Auf vollem Telefon"])
      await expect.poll(() => world.taken(words)).toBe(1);
    await phone.getByText("Auf diesem Gerät ist kein Platz mehr.").waitFor({ state: "detached" });
    await phone.context().close();
  });

  test("in the cellar list and conversation are readable, and what is written goes out once, in order (U52)", async () => {
    // Whoever looked at another list first has that one laid here, and the inbox when they walk to it.
    phone = await phoneOf(pixel, "/posteingang?ansicht=erledigt");
    const kinds = async () => (await storeStands(phone)).kinds;
    await expect.poll(kinds, calmly).toContain("copy-ahead");
    await stepTo(phone, "/posteingang");
    const id = await row(phone).getAttribute("data-row");
    await expect.poll(() => idsKept(phone, "copy-thread"), calmly).toContain(id);
    await opensInTheCellar(phone);
    await phone.context().setOffline(true);
    await phone.reload();
    await phone.getByText("Kein Netz.").first().waitFor();
    await row(phone).click();
    await phone.locator("li.message").getByText(words).waitFor();
    for (const text of ["Erste aus dem Keller", "Zweite aus dem Keller", "Dritte aus dem Keller"])
      await write(phone, text);
    await phone.getByText("3 Nachrichten warten auf das Netz.").waitFor();
    // A moment after it stands on the screen it lies in the store. The battery dies; what was written is still there.
    await expect.poll(async () => (await storeStands(phone)).outbox).toBe(3);
    await phone.reload();
    await phone.locator("li.waiting").getByText("Dritte aus dem Keller").waitFor();
    expect(await world.taken("aus dem Keller")).toBe(0);
    await phone.context().setOffline(false);
    const arrived = async () => (await world.received(helga)).filter((text) => text.includes("aus dem Keller"));
    await expect.poll(arrived, { timeout: 40_000 }).toHaveLength(3);
    expect(await arrived()).toEqual(["Erste aus dem Keller", "Zweite aus dem Keller", "Dritte aus dem Keller"]);
    await expect.poll(() => phone.locator("li.waiting").count()).toBe(0);
  });

  test("after a day without a net nothing can be read any more, and what waits is still there afterwards (DV-2)", async () => {
    await stepTo(phone, "/posteingang");
    await readyForTheCellar(phone);
    await row(phone).click();
    await phone.locator("li.message").first().waitFor();
    await phone.context().setOffline(true);
    await write(phone, "Geschrieben vor dem langen Tag");
    await expect.poll(async () => (await storeStands(phone)).kinds).toContain("outbox");
    await phone.clock.setFixedTime(Date.now() + 25 * 3_600_000);
    await phone.reload();
    await expect.poll(() => storeStands(phone)).toEqual({ keys: 0, kinds: ["outbox"], outbox: 1 });
    expect(await row(phone).count()).toBe(0);
    await phone.clock.setFixedTime(Date.now());
    await phone.context().setOffline(false);
    await phone.reload();
    await expect.poll(() => world.taken("Geschrieben vor dem langen Tag")).toBe(1);
  });

  test("a new page whose parts are not here yet does not take the place of the one before it", async () => {
    // As where the net breaks off after the page: nobody learns which parts there are.
    await phone.context().route("**/files.json", (route) => route.abort());
    const keptAfterReload = async () => {
      await phone.evaluate(async () => {
        for (const shelf of await caches.keys())
          await (await caches.open(shelf)).put("/posteingang", new Response("the build before"));
      });
      await phone.reload();
      await phone.getByRole("heading", { level: 1, name: "Helga Seidel" }).waitFor();
      return await phone.evaluate(async () => await (await caches.match("/posteingang"))?.text());
    };
    // What was being fetched before comes to its end first.
    await expect.poll(keptAfterReload).toBe("the build before");
    await phone.context().close();
  });

  test("a push is always shown, says nothing of content, and opens its place in the window that is there (U51)", async () => {
    phone = await phoneOf(pixel);
    await phone.context().grantPermissions(["notifications"], { origin: demo.info.baseUrl });
    await row(phone).click();
    await phone.locator("li.message").first().waitFor();
    const path = new URL(phone.url()).pathname;
    await stepTo(phone, "/einstellungen");
    const devtools = await phone.context().newCDPSession(phone);
    const registrationId = new Promise<string>((resolve) => {
      devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        for (const { registrationId: id } of registrations) resolve(id);
      });
    });
    await devtools.send("ServiceWorker.enable");
    await phone.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    const push = async (data: string) =>
      devtools.send("ServiceWorker.deliverPushMessage", {
        origin: demo.info.baseUrl,
        registrationId: await registrationId,
        data,
      });
    const shown = () =>
      phone.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body, data }) => ({ title, body, data }));
      });
    const notification = {
      title: "Neue Nachricht",
      body: "In Werkbote öffnen",
      navigate: demo.info.baseUrl + path,
      tag: "a",
    };
    // The browser's own way to deliver a push drops one now and then; the same again takes the place of the first.
    const shownAfter = (...pushes: string[]) =>
      expect.poll(async () => {
        for (const one of pushes) await push(one);
        return (await shown()).sort((a, b) => a.title.localeCompare(b.title));
      });
    const message = { title: "Neue Nachricht", body: "In Werkbote öffnen", data: path };
    const first = JSON.stringify({ web_push: 8030, notification, app_badge: 1 });
    await shownAfter(first).toEqual([message]);
    await shownAfter(first, "kein JSON").toEqual([message, { title: "Werkbote", body: "", data: "/" }]);
    // A test is answered by the device itself.
    const token = "w".repeat(43);
    const said: unknown[] = [];
    phone.on("request", (request) => {
      if (request.url().endsWith("/api/push/test/arrived")) said.push(request.postDataJSON());
    });
    await expect
      .poll(async () => {
        await push(JSON.stringify({ web_push: 8030, notification: { ...notification, data: { token } } }));
        return said;
      })
      .toContainEqual({ token });
  });

  test("what a net that broke off kept back of the app is fetched when the net is there again", async () => {
    await opensInTheCellar(phone);
    // As if it had broken off before the first part.
    await phone.evaluate(async () => {
      for (const shelf of await caches.keys()) await caches.delete(shelf);
    });
    await phone.context().setOffline(true);
    await phone.getByText("Kein Netz.").first().waitFor();
    await phone.context().setOffline(false);
    await opensInTheCellar(phone);
  });

  test("a phone taken out of use in the middle of work keeps neither key nor words (DV-3)", async () => {
    await stepTo(phone, "/posteingang");
    await readyForTheCellar(phone);
    await row(phone).click();
    await phone.locator("li.message").first().waitFor();
    const { id } = await phone.evaluate(async () => (await (await fetch("/api/me")).json()).device);
    await phone.context().setOffline(true);
    await write(phone, "Das geht nie mehr hinaus");
    await expect.poll(async () => (await storeStands(phone)).outbox).toBe(1);
    await phone.route("**/api/conversations/*/messages", (route) => route.abort());
    await phone.context().setOffline(false);
    const headers = { authorization: `Bearer ${demo.info.apiToken}` };
    const lost = await fetch(`${demo.info.baseUrl}/api/devices/${id}/lost`, { method: "POST", headers });
    expect(lost.ok).toBe(true);
    await phone.waitForURL(/\/anmelden/);
    await phone.getByText("Dieses Gerät ist gesperrt.").waitFor();
    await phone.getByText("Noch nicht gesendet und jetzt weg: 1 Nachricht.").waitFor();
    await expect.poll(() => storeStands(phone)).toEqual({ keys: 0, kinds: [], outbox: 0 });
    await expect
      .poll(() => phone.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
      .toEqual([]);
    await phone.context().close();
  });

  test("a photo shared from another app is held in memory only, and goes where one says", async () => {
    phone = await phoneOf(pixel);
    await row(phone).waitFor();
    await phone.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await phone.reload();
    await row(phone).waitFor();
    await share(phone, ["zaehler.txt"], "text/plain", Buffer.from("GEHEIMER ABLESEZETTEL"));
    await phone.getByRole("heading", { name: "Wohin damit?" }).waitFor();
    await phone.getByText("1 Datei").waitFor();
    expect(await keptInPlain(phone, ["ABLESEZETTEL"])).toEqual([]);
    const rooms = phone.getByRole("region", { name: "Räume im Team" });
    await rooms.getByRole("button", { name: "Bad Lindenstraße" }).waitFor();
    const conversations = phone.getByRole("region", { name: "Gespräche mit Kunden" });
    await conversations.getByRole("button", { name: "Helga Seidel" }).click();
    // The permit line names it too, as soon as it is there: WhatsApp takes no such file.
    await phone.getByRole("list", { name: "Angehängt" }).getByText("zaehler.txt").waitFor();
  });

  test("photos shared in a cellar go into a project: one says what they show, and they wait sealed", async () => {
    await stepTo(phone, "/posteingang");
    await readyForTheCellar(phone);
    await opensInTheCellar(phone);
    // Which of the projects comes first is not said.
    const id = await phone.evaluate(async () => {
      const { items } = await (await fetch("/api/projects")).json();
      return items.find((one: { name: string }) => one.name.startsWith("Bad Wagner")).id as string;
    });
    await expect.poll(() => idsKept(phone, "copy-project"), calmly).toContain(id);
    await phone.context().setOffline(true);
    await share(phone, ["eins.png", "leer.png", "zwei.png"], "image/png", dot);
    // Said before the camera opens over it.
    await phone.getByText("leer.png ist leer").waitFor();
    await phone.getByText("2 Dateien").waitFor();
    const projects = phone.getByRole("region", { name: "Projekte" });
    await projects.getByRole("button", { name: "Bad Wagner" }).click();
    await phone.getByRole("group", { name: "Was zeigt Foto 2?" }).getByRole("button", { name: "Typenschild" }).click();
    await phone.getByRole("button", { name: "2 Fotos ins Projekt legen" }).click();
    await phone.getByText("2 Fotos liegen auf diesem Gerät und warten auf das Netz.").waitFor();
    await expect.poll(() => phone.locator("[data-waiting-photo] img").count()).toBe(2);
    await phone.context().setOffline(false);
    await phone.locator("[data-waiting-photo]").first().waitFor({ state: "detached" });
    await expect.poll(() => phone.locator(".photo").count()).toBe(4);
  });

  test("two tabs agree: signing out in one signs out the other untouched, and nothing is left (U54)", async () => {
    await stepTo(phone, "/posteingang");
    await readyForTheCellar(phone);
    const other = await phone.context().newPage();
    await other.goto(`${demo.info.baseUrl}/posteingang`);
    await row(other).click();
    await other.locator("textarea").fill("Nicht fertig");
    await expect.poll(() => other.evaluate(() => sessionStorage.length)).toBeGreaterThan(0);
    await stepTo(phone, "/einstellungen");
    await phone.getByRole("button", { name: "Abmelden" }).click();
    // What was shared into a conversation stands there unsent.
    await phone.getByRole("button", { name: "Verwerfen und abmelden" }).click();
    await phone.waitForURL("**/anmelden*");
    await other.waitForURL("**/anmelden*");
    await expect.poll(() => storeStands(phone)).toEqual({ keys: 0, kinds: [], outbox: 0 });
    expect(await keptInPlain(other, [words, "Nicht fertig"])).toEqual([]);
    await expect.poll(() => other.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("Nicht fertig");
    await other.goBack();
    await other.waitForURL("**/anmelden*");
    await phone.context().close();
  });
});
