import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MessagePage } from "../../src/contract/messages.ts";
import type { ProjectPhotos } from "../../src/contract/projects.ts";
import { uploadLimits } from "../../src/contract/upload-limits.ts";
import { Problem } from "../../src/server/platform/problem.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { calmly, noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** U37: where the net breaks in the middle of a large photo, it goes on at that block, wherever the photo goes. */
let house: StaffApp;
let heavy: { name: string; mimeType: string; buffer: Buffer };
let project = "";
/** Reduced for sending (U38) the five megabytes are some six blocks. */
const cutAt = 3;
const api = <T>(path: string) => house.app.firm.office.get(`/api${path}`) as Promise<T>;

/** The way of one photo over the wire, with a cut at three fifths. */
async function withCut(page: Page, send: () => Promise<void>, arrived: () => Promise<number>): Promise<void> {
  const before = await arrived();
  /** How often each block reached the server, and how many bytes that was. */
  const times: number[] = [];
  let bytes = 0;
  let [cut, blocks] = [false, 0];
  await page.route(/\/api\/uploads\/[^/]+\/\d+$/, async (route) => {
    const block = Number(route.request().url().split("/").at(-1));
    if (!cut && block === cutAt) {
      cut = true;
      await page.context().setOffline(true);
      return await route.abort("internetdisconnected");
    }
    times[block] = (times[block] ?? 0) + 1;
    bytes += route.request().postDataBuffer()?.length ?? 0;
    await route.continue();
  });
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/uploads"))
      blocks = (request.postDataJSON() as { blocks: number }).blocks;
  });
  await send();
  await page.getByText("Kein Netz.").first().waitFor();
  expect(times).toEqual(Array.from({ length: cutAt }, () => 1));
  await page.context().setOffline(false);
  await expect.poll(arrived, calmly).toBe(before + 1);
  expect(blocks).toBeGreaterThan(cutAt + 1);
  expect(times).toEqual(Array.from({ length: blocks }, () => 1));
  expect(bytes).toBeLessThanOrEqual(blocks * uploadLimits.blockBytes);
  await page.unroute(/\/api\/uploads\/[^/]+\/\d+$/);
}

beforeAll(async () => {
  if (noBrowser) return;
  house = await openStaffApp();
  const noise = { type: "gaussian", mean: 120, sigma: 60 } as const;
  const image = sharp({ create: { width: 2800, height: 2100, channels: 3, background: "#888", noise } });
  heavy = { name: "Kessel.jpg", mimeType: "image/jpeg", buffer: await image.jpeg({ quality: 94 }).toBuffer() };
  expect(heavy.buffer.length).toBeGreaterThan(5_000_000);
  const made = (await house.app.firm.office.post("/api/projects", { name: "Heizung Kern" })) as { id: string };
  project = made.id;
});
afterAll(async () => {
  await house?.stop();
});

describe.skipIf(noBrowser)("a large photo and a net that breaks", () => {
  test("in a project it goes on where it stopped", async () => {
    const page = await house.goOn("office", `/projekte/${project}/fotos`);
    await page.getByRole("button", { name: "Fotos hinzufügen" }).waitFor();
    const photos = async () => (await api<ProjectPhotos>(`/projects/${project}/photos`)).items.length;
    await withCut(page, () => page.locator("input[type=file][accept]").first().setInputFiles(heavy), photos);
    await house.rest(page);
  });

  test("in a conversation it goes on where it stopped", async () => {
    const who = house.app.firm.customer({ name: "Helga Seidel" });
    await who.writes("Wie sieht es aus?");
    const id = await who.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    await page.locator("li.message.in").last().waitFor();
    const sent = async () => {
      const { items } = await api<MessagePage>(`/conversations/${id}/messages`);
      return items.filter((one) => one.direction === "out" && one.attachments.length > 0).length;
    };
    const send = async () => {
      await page
        .locator("section.composer ~ input[type=file], section.composer input[type=file]")
        .last()
        .setInputFiles(heavy);
      await page.locator("textarea").fill("So sieht es aus.");
      await page.getByRole("button", { name: "Senden", exact: true }).click();
    };
    await withCut(page, send, sent);
    await house.rest(page);
  });

  test("chosen while the server is away, it goes up by itself when the server is back", async () => {
    const who = house.app.firm.customer({ name: "Olga Ohnenetz" });
    await who.writes("Passt das Teil?");
    const page = await house.goOn("office", `/posteingang/${await who.conversationId()}`);
    await page.locator("li.message.in").last().waitFor();
    // The net breaks and comes back, the server only later.
    await page.route("**/api/**", (route) => route.abort());
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    const again = page.locator("section.composer").getByRole("button", { name: "Nochmal", exact: true });
    const files = page.locator("section.composer ~ input[type=file], section.composer input[type=file]");
    await files.last().setInputFiles(heavy);
    await again.waitFor();
    await page.unroute("**/api/**");
    await again.waitFor({ state: "detached" });
    await page.locator("progress").waitFor({ state: "detached" });
    expect(await again.count()).toBe(0);

    // Deleted on the disk since it was chosen, and before it could go up: no net brings it back, and that is said.
    const deleted = join(scratchFolder("uploads"), "Plan.pdf");
    writeFileSync(deleted, "%PDF-1.4");
    await page.route("**/api/uploads/**", (route) => route.abort());
    await files.last().setInputFiles(deleted);
    await again.waitFor();
    rmSync(deleted);
    await page.unroute("**/api/uploads/**");
    await page.locator("textarea").fill("Hier der Plan.");
    await page.getByRole("button", { name: "Senden", exact: true }).click();
    const stopped = page.locator("li", { hasText: "Hier der Plan." });
    await stopped.getByText("Die Datei lässt sich auf diesem Gerät nicht mehr lesen.").waitFor();
    await stopped.getByRole("button", { name: "Text zurück ins Feld" }).waitFor();
    await house.leave(page);
  });

  test("in a room it goes on where it stopped", async () => {
    const page = await house.goOn("office", "/team");
    await page.locator("a[data-room], a[data-row]").first().click();
    await page.locator("textarea").waitFor();
    const room = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const sent = async () =>
      (await api<{ items: { files: unknown[] }[] }>(`/rooms/${room}/messages`)).items.filter(
        ({ files }) => files.length > 0,
      ).length;
    const send = async () => {
      await page.locator("input[type=file][multiple]").first().setInputFiles(heavy);
      await page.locator("textarea").fill("So sieht es aus.");
      await page.locator("textarea").press("Control+Enter");
    };
    await withCut(page, send, sent);
    await house.rest(page);
  });

  test("thrown away while its photo is on its way, a message stays here", async () => {
    const who = house.app.firm.customer({ name: "Petra Doch-Nicht" });
    await who.writes("Wie sieht es aus?");
    const id = await who.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    await page.locator("li.message.in").last().waitFor();
    let pass: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (pass = resolve));
    const blocks: string[] = [];
    await page.route(/\/api\/uploads\/[^/]+\/\d+$/, async (route) => {
      blocks.push(route.request().url());
      if (blocks.length > 1) await held;
      await route.continue().catch(() => undefined);
    });
    await page.locator("section.composer input[type=file]").last().setInputFiles(heavy);
    await page.locator("textarea").fill("Das ist das falsche Bild.");
    await page.getByRole("button", { name: "Senden", exact: true }).click();
    await expect.poll(() => blocks.length).toBe(2);
    await page.evaluate("history.pushState({}, '', '/wartet'); dispatchEvent(new PopStateEvent('popstate'))");
    await page.getByRole("button", { name: "Verwerfen" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verwerfen" }).click();
    await page.getByText("Alles ist raus.").waitFor();
    pass();
    // What is written after it in the same conversation would leave after it.
    await page.goBack();
    await page.locator("textarea").fill("Nur Worte.");
    await page.getByRole("button", { name: "Senden", exact: true }).click();
    await page.locator("li.message.out").getByText("Nur Worte.").waitFor();
    const { items } = await api<MessagePage>(`/conversations/${id}/messages`);
    expect(items.filter((one) => one.direction === "out" && one.attachments.length > 0)).toEqual([]);
    expect(JSON.stringify(items)).not.toContain("falsche Bild");
    expect(blocks.length).toBe(2);
    await house.rest(page);
  });

  test("what a photo shows is said without a net, waits in order, and the last word counts", async () => {
    const page = await house.goOn("office", `/projekte/${project}/fotos`);
    const said: unknown[] = [];
    // What got through: without a net it is tried again and again.
    page.on("response", (response) => {
      const request = response.request();
      if (request.method() === "PUT" && request.url().endsWith("/photo-labels"))
        said.push((request.postDataJSON() as { shows: unknown }).shows);
    });
    await page.getByRole("button", { name: "Auswählen" }).click();
    await page.context().setOffline(true);
    await page.getByText("Kein Netz.").first().waitFor();
    await page.getByRole("button", { name: "Alle auswählen" }).click();
    const labels = page.getByRole("group", { name: "Was zu sehen ist" });
    for (const name of ["vorher", "nachher"]) {
      await labels.getByRole("button", { name }).click();
      await labels.getByRole("button", { name, pressed: true }).waitFor();
    }
    await page.getByText("2 Angaben zu Fotos").first().waitFor();
    expect((await api<ProjectPhotos>(`/projects/${project}/photos`)).items[0]?.shows).toBeNull();
    await page.context().setOffline(false);
    const shows = async () => (await api<ProjectPhotos>(`/projects/${project}/photos`)).items[0]?.shows;
    await expect.poll(shows, calmly).toBe("after");
    await labels.getByRole("button", { name: "nachher", pressed: true }).waitFor();
    await expect.poll(() => said).toEqual(["before", "after"]);
    await house.rest(page);
  });
});

describe.skipIf(noBrowser)("words and a server that does not take them", () => {
  const conversationOf = async (name: string, words: string) => {
    const customer = house.app.firm.customer({ name });
    await customer.writes(words);
    await house.app.drain();
    return await customer.conversationId();
  };

  test("a full disk is named above every screen, and what was written leaves when there is room", async () => {
    const id = await conversationOf("Vera Vollmann", "Passt es am Montag?");
    const page = await house.goOn("office", `/posteingang/${id}`);
    const full = new Problem("disk-full").toJson();
    // It is asked again a second later: until its refusal was read, that waits.
    const read = Promise.withResolvers<void>();
    await page.route("**/messages", (route) => read.promise.then(() => route.continue()));
    await page.route("**/messages", (route) => route.fulfill({ status: full.status, json: full }), { times: 1 });
    await page.locator("textarea").fill("Ja, am Montag.");
    await page.locator(".permit").getByText("Darf raus").first().waitFor();
    await page.locator("textarea").press("Enter");
    await page.getByText("wartet auf den Server").waitFor();
    await page.getByText("Auf dem Server ist kein Platz mehr").waitFor();
    read.resolve();
    await page.locator("[data-position]").getByText("Ja, am Montag.").waitFor();
    await page.getByText("Auf dem Server ist kein Platz mehr").waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("a server that says not now is asked again after ever longer pauses, and the words leave once", async () => {
    const id = await conversationOf("Frieda Warte", "Geht es auch am Freitag?");
    const page = await house.goOn("office", `/posteingang/${id}`);
    // From the refusal on: however late a busy machine hands a request on, the pause before it is no shorter for it.
    const [asked, refused]: [number[], number[]] = [[], []];
    await page.route("**/messages", async (route) => {
      if (route.request().method() !== "POST") return await route.continue();
      asked.push(Date.now());
      if (asked.length > 2) return await route.continue();
      refused.push(Date.now());
      await route.fulfill({
        status: 503,
        json: { status: 503, code: "unavailable", title: "Bitte gleich noch einmal." },
      });
    });
    await page.locator("textarea").fill("Ja, am Freitag um 9.");
    await page.locator(".permit").getByText("Darf raus").first().waitFor();
    await page.locator("textarea").press("Enter");
    await page.getByText("wartet auf Netz").waitFor({ state: "detached" });
    await page.locator("[data-position]").getByText("Ja, am Freitag um 9.").waitFor();
    expect(asked).toHaveLength(3);
    expect((asked[1] ?? 0) - (refused[0] ?? Number.NaN)).toBeGreaterThanOrEqual(900);
    expect((asked[2] ?? 0) - (refused[1] ?? Number.NaN)).toBeGreaterThanOrEqual(1_900);
    await house.rest(page);
  });
});
