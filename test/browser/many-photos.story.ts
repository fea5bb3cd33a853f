import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProjectPhoto, ProjectPhotos } from "../../src/contract/projects.ts";
import { calmly, noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

const count = 1_250;
let house: StaffApp;
let project = "";

async function takePhoto(): Promise<void> {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#888" } })
    .jpeg()
    .toBuffer();
  const head =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="IMG_1.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--b--\r\n")]);
  const path = `/api/projects/${project}/files?clientId=${house.app.deps.ids.uuid()}`;
  const answer = await house.app.firm.office.sendRaw(path, form, "multipart/form-data; boundary=b");
  expect(answer.statusCode).toBe(201);
}

async function all(): Promise<ProjectPhoto[]> {
  const answer = await house.app.firm.office.get(`/api/projects/${project}/photos?limit=1000`);
  const first = answer as ProjectPhotos;
  const rest = await house.app.firm.office.get(`/api/projects/${project}/photos?limit=1000&cursor=${first.nextCursor}`);
  return [...first.items, ...(rest as ProjectPhotos).items];
}

describe.skipIf(noBrowser)("a project with very many photos", () => {
  beforeAll(async () => {
    house = await openStaffApp();
    project = ((await house.app.firm.office.post("/api/projects", { name: "Neubau Nord" })) as { id: string }).id;
    await takePhoto();
    await house.app.sql(async (tx) => {
      const row = await tx.selectFrom("team_file").selectAll().executeTakeFirstOrThrow();
      const copies = Array.from({ length: count - 1 }, () => {
        const [file_id, client_id] = [house.app.deps.ids.uuid(), house.app.deps.ids.uuid()];
        // No pictures to fetch: this is about the list.
        return { ...row, file_id, client_id, has_thumbnail: false };
      });
      await tx.insertInto("team_file").values(copies).execute();
    });
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("come page by page, 'alle' means all of them, and one more photo costs one page", async () => {
    const page = await house.open("office", "/heute");
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const told: { items: number; same: boolean }[] = [];
    await page.route(/\/api\/projects\/[^/]+\/photos\?/, async (route) => {
      if (route.request().url().includes("cursor=")) await held;
      const answer = await route.fetch();
      const { items, same } = (await answer.json()) as ProjectPhotos;
      told.push({ items: items.length, same });
      await route.fulfill({ response: answer });
    });
    await page.goto(`${new URL(page.url()).origin}/projekte/${project}/fotos`);
    await page.getByText("Fotos werden geladen: 300 von 1.250.").waitFor();
    await page.getByRole("link", { name: "Fotos (1250)" }).waitFor();
    await page.getByRole("button", { name: "Auswählen" }).click();
    const everything = page.getByRole("button", { name: "Alle auswählen" });
    expect(await everything.getAttribute("aria-busy")).toBe("true");
    letGo();
    await page.getByText("Fotos werden geladen").waitFor({ state: "detached" });
    await everything.click();
    await page.getByText("1.250 ausgewählt").waitFor();
    expect(told).toEqual([300, 300, 300, 300, 50].map((items) => ({ items, same: false })));
    await page.getByRole("button", { name: "Nachher" }).click();
    await expect.poll(async () => (await all()).filter((one) => one.shows === "after").length, calmly).toBe(count);
    // Opened anew, nothing is known; from then on only what changed is told.
    await page.reload();
    await page.getByRole("link", { name: "Fotos (1250)" }).waitFor();
    await page.getByText("Fotos werden geladen").waitFor({ state: "detached" });
    told.length = 0;
    house.app.clock.advance(1_000);
    await takePhoto();
    await page.getByRole("link", { name: "Fotos (1251)" }).waitFor();
    await expect.poll(() => told.slice(0, 5).map(({ items }) => items)).toEqual([0, 0, 0, 0, 51]);
    await page.unrouteAll({ behavior: "wait" });
    await house.leave(page);
  });
});
