import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** U40: a picture opens at once, large to 400 %, turned, kept, and one is back where one was. */
let house: StaffApp;
let path: string;
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const viewer = (page: Page) => page.getByRole("dialog", { name: "Foto", exact: true });
const thumbnails = (page: Page) => page.getByRole("button", { name: /Vergrößern/ });
/** How it is turned and how large it is drawn, as the screen has it. */
const look = (page: Page) =>
  viewer(page)
    .locator(".turned")
    .evaluate((one) => {
      const { a, b } = new DOMMatrix(getComputedStyle(one).transform);
      return { scale: Math.round(Math.hypot(a, b) * 100), turn: Math.round((Math.atan2(b, a) * 180) / Math.PI) };
    });

describe.skipIf(noBrowser)("looking at a picture", () => {
  beforeAll(async () => {
    house = await openStaffApp();
    const noise = { type: "gaussian", mean: 120, sigma: 40 } as const;
    let n = 0;
    house.app.whatsapp.fetchMedia = async () => {
      n += 1;
      const image = sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#888", noise } });
      return { kind: "fetched", bytes: await image.jpeg({ quality: 80 + n }).toBuffer(), mimeType: "image/jpeg" };
    };
    const who = house.app.firm.customer({ name: "Helga Seidel" });
    await who.writes("So sieht es aus");
    for (const id of ["9001", "9002"])
      await who.sends({ type: "image", image: { id, mime_type: "image/jpeg", sha256: "" } });
    path = `/posteingang/${await who.conversationId()}`;
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("the thumbnail stands there while the picture itself is on its way; then the picture takes its place", async () => {
    const page = await house.goOn("office", path);
    await thumbnails(page).nth(1).waitFor();
    await page
      .locator("li.message img")
      .first()
      .evaluate((one) => (one as HTMLImageElement).decode());
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/content**", async (route) => {
      await held;
      await route.continue();
    });
    await thumbnails(page).first().click();
    await expect
      .poll(() =>
        viewer(page)
          .locator("img[src*='thumbnail']")
          .evaluate((one) => (one as HTMLImageElement).complete && (one as HTMLImageElement).naturalWidth > 0),
      )
      .toBe(true);
    release();
    await viewer(page).locator("img[src*='content']").waitFor();
    await house.rest(page);
  });

  test("a picture that does not come while the server is away comes when it is back, without a reload", async () => {
    const page = await house.open("office", "/leer");
    await page.route(/\/(thumbnail|content)/, (route) => route.abort());
    await page.goto(new URL(path, page.url()).href);
    await page.getByText("Foto lässt sich nicht zeigen").nth(1).waitFor();
    await expect.poll(() => page.locator("a[data-row] .face img").count()).toBe(0);
    await thumbnails(page).first().click();
    await viewer(page).getByRole("alert").waitFor();
    await page.unroute(/\/(thumbnail|content)/);
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await viewer(page).locator("img[src*='content']").waitFor();
    await page.keyboard.press("Escape");
    for (const picture of [page.locator("li.message img").nth(1), page.locator("a[data-row] .face img")])
      await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    expect(await page.getByText("Foto lässt sich nicht zeigen").count()).toBe(0);
    await house.rest(page);
  });

  test("wheel and keys to 400 % and no further, a quarter turn, the file as it is; Escape gives the focus back", async () => {
    const page = await house.goOn("office", path);
    const opener = thumbnails(page).first();
    await opener.waitFor();
    await opener.focus();
    await page.keyboard.press("Enter");
    await viewer(page).locator("img[src*='content']").waitFor();
    expect(await look(page)).toEqual({ scale: 100, turn: 0 });
    await page.mouse.move(700, 500);
    for (let n = 0; n < 20; n++) await page.mouse.wheel(0, -100);
    await expect.poll(() => look(page)).toEqual({ scale: 400, turn: 0 });
    for (let n = 0; n < 20; n++) await page.mouse.wheel(0, 100);
    await expect.poll(() => look(page)).toEqual({ scale: 100, turn: 0 });
    for (let n = 0; n < 6; n++) await page.keyboard.press("+");
    await expect.poll(() => look(page)).toEqual({ scale: 400, turn: 0 });
    await page.keyboard.press("0");
    await page.keyboard.press("r");
    await expect.poll(async () => (await look(page)).turn).toBe(90);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      viewer(page).getByRole("link", { name: "Herunterladen" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.jpe?g$/);
    await page.keyboard.press("ArrowRight");
    await viewer(page).getByText("2 von 2").waitFor();
    expect((await look(page)).turn).toBe(0);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    await viewer(page).waitFor({ state: "hidden" });
    await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
    // From anywhere else in the conversation one key shows the newest (B3).
    await page.locator("[data-pane=thread] h1").focus();
    await page.keyboard.press("v");
    await viewer(page).getByText("2 von 2").waitFor();
    await page.keyboard.press("Escape");
    await viewer(page).waitFor({ state: "hidden" });
    await house.rest(page);
  });

  test("on a phone two fingers make it large, one swipes on, and Back closes it and leaves the conversation open", async () => {
    const page = await house.goOn("office", path, phone);
    await thumbnails(page).first().waitFor();
    await thumbnails(page).first().tap();
    await viewer(page).locator("img[src*='content']").waitFor();
    const touch = await page.context().newCDPSession(page);
    const fingers = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly (readonly [number, number])[]) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await fingers("touchStart", [
      [170, 370],
      [190, 370],
    ]);
    for (let spread = 20; spread <= 170; spread += 10)
      await fingers("touchMove", [
        [180 - spread, 370],
        [180 + spread, 370],
      ]);
    await fingers("touchEnd", []);
    await expect.poll(async () => (await look(page)).scale).toBe(400);
    for (let n = 0; n < 4; n++) await viewer(page).getByRole("button", { name: "Kleiner" }).tap();
    await expect.poll(async () => (await look(page)).scale).toBe(100);
    await fingers("touchStart", [[300, 370]]);
    for (let x = 280; x >= 60; x -= 20) await fingers("touchMove", [[x, 370]]);
    await fingers("touchEnd", []);
    await viewer(page).getByText("2 von 2").waitFor();
    await page.goBack();
    await viewer(page).waitFor({ state: "hidden" });
    expect(new URL(page.url()).pathname).toBe(path);
    await thumbnails(page).first().waitFor();
    await house.rest(page);
  });
});
