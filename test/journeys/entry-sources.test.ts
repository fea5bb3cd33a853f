import { afterAll, beforeAll, expect, test } from "vitest";
import { EntrySources } from "../../src/contract/entry-sources.ts";
import { day } from "../../src/server/platform/instant.ts";
import type { Business } from "../support/a-business.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { pdfPages } from "../support/pdf-text.ts";

/** M12: stickers for four vans, and how many wrote because of each. */
let app: TestApp;
let other: Business;
const path = "/api/setup/entry-sources";
beforeAll(async () => {
  app = await buildTestApp();
  other = await app.addBusiness("b.example");
});
afterAll(() => app.stop());

const sources = async (who = app.firm.owner) => EntrySources.parse(await who.get(path)).items;
const counts = async () => Object.fromEntries((await sources()).map(({ name, total }) => [name, total]));
const found = async (name: string) => {
  const one = (await sources()).find((source) => source.name === name);
  if (!one) throw new Error("no such code");
  return one;
};

test("a code gets a short tag, its own address, and leads to the page with the tag in its form", async () => {
  for (const name of ["Bulli 3", "Bülli 3!", "Bulli-3"]) await app.firm.owner.post(path, { name });
  expect((await sources()).map(({ name, tag }) => [name, tag]).toSorted()).toEqual([
    ["Bulli 3", "bulli-3"],
    ["Bulli-3", "bulli-3-2"],
    ["Bülli 3!", "buelli-3"],
  ]);
  const twice = await app.firm.owner.call("POST", path, { name: "bulli 3" });
  expect([twice.statusCode, twice.json().fields.name]).toEqual([400, "Einen Code mit diesem Namen gibt es schon."]);
  for (const name of ["", "a:b", "zwei\u0007Töne", "x".repeat(41)])
    expect((await app.firm.owner.call("POST", path, { name })).statusCode).toBe(400);
  const { codes } = await found("Bulli 3");
  const page = codes.find(({ channel }) => channel === "webchat")?.link ?? "";
  const answer = await app.http.inject({
    url: new URL(page).pathname + new URL(page).search,
    headers: { host: app.firm.host },
  });
  expect(answer.body).toContain('<input type="hidden" name="tag" value="bulli-3">');
  // WC-1: nobody is marked before anything was sent.
  expect(answer.headers["set-cookie"]).toBeUndefined();
  expect(await counts()).toEqual({ "Bulli 3": 0, "Bülli 3!": 0, "Bulli-3": 0 });
});

test("the code comes as SVG and as a sheet that reads itself aloud", async () => {
  const { id, codes } = await found("Bulli 3");
  const account = codes.find(({ channel }) => channel === "webchat")?.accountId;
  const svg = await app.firm.owner.call("GET", `${path}/${id}/${account}/qr.svg`);
  expect([svg.statusCode, svg.headers["content-type"]]).toEqual([200, "image/svg+xml"]);
  expect(svg.headers["content-disposition"]).toContain('filename="QR Bulli 3.svg"');
  const pdf = await app.firm.owner.call("GET", `${path}/${id}/${account}/pdf`);
  expect(pdf.headers["content-type"]).toBe("application/pdf");
  // A sticker says where it belongs, and neither when it was printed nor which page it is.
  const [sticker = "", ...more] = await pdfPages(pdf.rawPayload);
  expect(more).toEqual([]);
  expect(sticker).toContain("Bulli 3");
  expect(sticker).not.toMatch(/Seite|\b20\d\d\b/);
  for (const [who, status] of [
    [app.firm.uwe, 200],
    [await app.firm.person("Tarik (Demo)"), 403],
  ] as const)
    expect((await who.call("GET", `${path}/${id}/${account}/pdf`)).statusCode).toBe(status);
  expect((await other.owner.call("GET", `${path}/${id}/${account}/pdf`)).statusCode).toBe(404);
  expect((await other.owner.call("DELETE", `${path}/${id}`)).statusCode).toBe(404);
});

test("only a first message counts, once, and only where the code is ours", async () => {
  const visitor = new Visitor(app, app.firm);
  await visitor.writes("Heizung kalt", { name: "Helga", tag: "bulli-3" });
  await visitor.writes("Noch etwas");
  await new Visitor(app, app.firm).writes("Nur so", { name: "Otto" });
  await new Visitor(app, app.firm).writes("Fremd", { name: "Ida", tag: "gibt-es-nicht" });
  await new Visitor(app, other).writes("Anderswo", { name: "Uta", tag: "bulli-3" });
  expect(await counts()).toMatchObject({ "Bulli 3": 1, "Bulli-3": 0 });
  expect(await sources(other.owner)).toEqual([]);
});

test("on WhatsApp the words in plain view count; whoever takes them away is not counted", async () => {
  const link = async () => (await found("Bulli 3")).codes.find(({ channel }) => channel === "whatsapp")?.link;
  // Which number to write to is known once Meta has named it.
  expect(await link()).toBeNull();
  await app.sql((tx) => tx.updateTable("channel_account").set({ public_number: "493715550100" }).execute());
  expect(decodeURIComponent((await link()) ?? "")).toBe("https://wa.me/493715550100?text=Anfrage über Bulli 3: ");
  const one = app.firm.customer();
  await one.writes("Anfrage über Bulli 3: Die Therme pfeift");
  await one.writes("Anfrage über Bulli 3: noch einmal");
  await app.firm.customer().writes("Die Therme pfeift, Anfrage über Bulli 3: vielleicht");
  expect(await counts()).toMatchObject({ "Bulli 3": 2 });
});

test("numbers stand by month, outlive the people they count, and go with their code", async () => {
  app.clock.advance(40 * day);
  await app.firm.customer().writes("Anfrage über Bulli 3: im neuen Jahr");
  const { id, months, total } = await found("Bulli 3");
  expect([total, months.map(({ conversations }) => conversations)]).toEqual([3, [1, 2]]);
  const kept = await app.sql((tx) => tx.selectFrom("entry_count").selectAll().execute());
  expect(Object.keys(kept[0] ?? {}).toSorted()).toEqual(["conversations", "month", "source_id", "tenant_id"]);
  expect((await app.firm.office.call("DELETE", `${path}/${id}`)).statusCode).toBe(403);
  await app.firm.owner.call("DELETE", `${path}/${id}`);
  expect((await sources()).map(({ name }) => name)).not.toContain("Bulli 3");
});
