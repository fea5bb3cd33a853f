import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConversationDetail } from "../../src/contract/conversations.ts";
import type { RoomList } from "../../src/contract/rooms.ts";
import type { Person } from "../support/a-business.ts";
import { heldBack } from "./held-back.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp, stepTo, takeClock } from "./staff-app.ts";

const many = 160;
const mention = 100;
let house: StaffApp;
let office: Person;
let tarik: Person;

/** The first message under the line "Neu". */
const underNew = (page: Page) => page.locator("li.new").evaluate((one) => one.nextElementSibling?.textContent ?? "");
const toEnd = (page: Page) => page.locator("button.pill");
const message = (page: Page, text: string) => page.locator("[data-position]").getByText(text, { exact: true });

const frame = (page: Page) => page.evaluate(() => new Promise((shown) => requestAnimationFrame(shown)));
/**
 * Longer, by the clock of the page, than a message has to stand on the screen to be seen: the list takes note of a later
 * move only.
 * @returns what the page said it has read meanwhile
 */
async function lookALittle(page: Page): Promise<string[]> {
  const read: string[] = [];
  const hear = (one: Request) => void (one.url().endsWith("/read") && read.push(one.url()));
  page.on("request", hear);
  await frame(page);
  await page.clock.runFor(1_500);
  await frame(page);
  page.off("request", hear);
  return read;
}

describe.skipIf(noBrowser)("led past unread messages", () => {
  beforeAll(async () => {
    house = await openStaffApp();
    office = house.app.firm.office;
    tarik = await house.app.firm.person("Tarik (Demo)");
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("in a room nothing skipped is read, not on coming back either; the end by the pill is the end, and 'Neu' stays", async () => {
    const make = async (name: string) =>
      ((await office.post("/api/rooms", { kind: "crew", name, memberIds: [tarik.memberId] })) as { id: string }).id;
    const [room, other] = [await make("Baustelle Nord"), await make("Lager")];
    for (let n = 1; n <= many; n += 1)
      await tarik.post(`/api/rooms/${room}/messages`, { clientId: house.app.deps.ids.uuid(), text: `Zeile ${n}` });
    await tarik.post(`/api/rooms/${other}/messages`, { clientId: house.app.deps.ids.uuid(), text: "Im Lager" });
    const rowOf = async () => ((await office.get("/api/rooms")) as RoomList).items.find(({ id }) => id === room);
    const unread = (await rowOf())?.unread ?? 0;
    expect(unread).toBeGreaterThanOrEqual(many);

    // Its clock is put on below, and runs by itself until then.
    const page = await house.open("office", "/leer");
    await takeClock(page);
    await page.goto(new URL(`/team/${room}?nachricht=${mention}`, page.url()).href);
    await message(page, `Zeile ${mention - 1}`)
      .or(message(page, `Zeile ${mention}`))
      .first()
      .waitFor();
    expect(await lookALittle(page)).toEqual([]);
    expect((await rowOf())?.unread).toBe(unread);
    await page.locator("a[data-row]", { hasText: "Lager" }).click();
    await message(page, "Im Lager").waitFor();
    await page.locator("a[data-row]", { hasText: "Baustelle Nord" }).click();
    await message(page, "Zeile 1").waitFor();
    await expect.poll(() => underNew(page)).toMatch(/Zeile 1(?!\d)/);

    await toEnd(page).press("Enter");
    await message(page, `Zeile ${many}`).waitFor();
    await expect.poll(async () => (await rowOf())?.unread).toBe(0);
    await toEnd(page).waitFor({ state: "detached" });
    // The pill went with its press: by key one goes on at what it led to.
    await page.locator("[data-position]:focus", { hasText: `Zeile ${many}` }).waitFor();
    // From there the keys lead up all the way, past where the message that has the focus is no longer drawn.
    await expect
      .poll(async () => {
        await page.keyboard.press("Home");
        return await page.locator("li.new").count();
      })
      .toBe(1);
    await expect.poll(() => underNew(page)).toMatch(/Zeile 1(?!\d)/);
    // The message that had the focus is not drawn any more: the Tab key still reaches one of them.
    await expect.poll(() => page.locator("[data-position][tabindex='0']").count()).toBe(1);
    await house.rest(page);
  });

  test("in a conversation likewise", async () => {
    const helga = house.app.firm.customer({ name: "Helga Seidel" });
    await helga.writesAll(Array.from({ length: many }, (_, n) => `Zeile ${n + 1}`));
    const id = await helga.conversationId();
    const walter = house.app.firm.customer({ name: "Walter Warter" });
    await walter.writes("Guten Tag");
    const read = async () => ((await office.get(`/api/conversations/${id}`)) as ConversationDetail).readPosition;
    expect(await read()).toBe(0);
    const page = await house.goOn("office", "/posteingang");
    // What stands there while the way is still being looked for is not what one came to see.
    const late = await heldBack(page, new RegExp(`around=${mention}(?!\\d)`));
    await stepTo(page, `/posteingang/${id}?nachricht=${mention}`);
    await late.read;
    expect(await lookALittle(page)).toEqual([]);
    expect(await read()).toBe(0);
    late.go();
    await message(page, `Zeile ${mention - 1}`)
      .or(message(page, `Zeile ${mention}`))
      .first()
      .waitFor();
    expect(await lookALittle(page)).toEqual([]);
    expect(await read()).toBe(0);
    await page.locator("a[data-row]", { hasText: "Walter Warter" }).click();
    await message(page, "Guten Tag").waitFor();
    await page.locator("a[data-row]", { hasText: "Helga Seidel" }).click();
    await message(page, "Zeile 1").waitFor();
    await expect.poll(() => underNew(page)).toMatch(/Zeile 1(?!\d)/);
    await toEnd(page).click();
    await message(page, `Zeile ${many}`).waitFor();
    await expect.poll(async () => (await office.row(id)).unread).toBe(0);
    await page.context().close();
  });
});
