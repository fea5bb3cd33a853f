import { readdirSync } from "node:fs";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { type Screens, screensOf } from "../support/screens.ts";
import { withoutIntervals } from "../support/without-intervals.ts";

/** What "Auf diesem Gerät abmelden" on the customer's page promises, and what it keeps (decision 25). */
let app: TestApp;
let screens: Screens;
beforeAll(async () => {
  app = await buildTestApp();
  screens = await screensOf(app.http);
});
afterAll(() => app.stop());

async function api(method: "POST" | "DELETE", path: string, { cookie }: Visitor, body: object = {}) {
  const headers = { host: app.firm.host, origin: `http://${app.firm.host}`, ...(cookie === "" ? {} : { cookie }) };
  return await app.http.inject({ method, url: `/api/customer/web/${path}`, headers, payload: body });
}
const code = (answer: { json(): unknown }) => z.object({ code: z.string() }).parse(answer.json()).code;

/** Frau Seidel at a borrowed computer, with a private link and a device that remembers. */
async function helga() {
  const computer = new Visitor(app);
  await computer.writes("Der Hahn tropft");
  const link = code(await api("POST", "link", computer));
  const remembered = code(await api("POST", "remember", computer));
  const phone = new Visitor(app);
  await phone.post("/k/web/weiter", { code: link });
  expect((await phone.get("/api/customer/web/talk")).statusCode).toBe(200);
  return { computer, phone, link, remembered };
}
const opens = async (secret: string) => (await api("POST", "resume", new Visitor(app), { code: secret })).statusCode;
const reads = async (who: Visitor) => (await who.get("/api/customer/web/talk")).statusCode;

test("the page says before she signs out that her link goes on, and lets her end it too", async () => {
  const { computer } = await helga();
  const page = await computer.page();
  expect(page).toContain("Sonst gelten Ihre Links weiter, bis sie ablaufen.");
  expect(page).toContain("Auch meine Links und andere Geräte abmelden");
});

test("signed out on this device, the visit is over and the link leads her back", async () => {
  const { computer, phone, link, remembered } = await helga();
  const { cookie } = computer;
  expect((await api("DELETE", "session", computer, { code: remembered })).statusCode).toBe(204);
  expect(await reads(Object.assign(new Visitor(app), { cookie }))).toBe(404);
  expect([await opens(remembered), await opens(link), await reads(phone)]).toEqual([410, 204, 200]);
});

test("signed out everywhere, nothing opens the conversation any more, with a script and without", async () => {
  const leave = {
    script: (who: Visitor) => api("DELETE", "session", who, { everywhere: true }),
    form: (who: Visitor) => who.post("/k/web/abmelden", { everywhere: "1" }),
  };
  for (const way of ["script", "form"] as const) {
    const other = await helga();
    const { computer, phone, link, remembered } = await helga();
    const before = Object.assign(new Visitor(app), { cookie: computer.cookie });
    await leave[way](computer);
    expect([way, await reads(before), await reads(phone)]).toEqual([way, 404, 404]);
    expect([way, await opens(link), await opens(remembered)]).toEqual([way, 410, 410]);
    // Somebody else's conversation is none of it.
    expect([way, await reads(other.computer), await opens(other.link)]).toEqual([way, 200, 204]);
  }
});

test("an answer from a page whose visit is over hears that, and is no first message that lacks a name", async () => {
  const { computer } = await helga();
  const { cookie } = computer;
  await api("DELETE", "session", computer);
  const left = Object.assign(new Visitor(app), { cookie });
  const answer = { formKey: "besucherschluessel-abgemeldet", text: "Sind Sie noch da?", announced: "0", reply: "1" };
  const sent = await left.post("/api/customer/web/messages", answer);
  expect([sent.statusCode, sent.json().detail]).toEqual([410, expect.stringContaining("abgemeldet")]);
});

test("who finds somebody else's conversation on a shared computer gets out before anything else, and nothing mixes", async () => {
  const { computer } = await helga();
  const [page, data] = [await computer.page(), (await computer.get("/k/web/meine-daten")).body];
  expect(page.indexOf("Nicht Ihr Gespräch?")).toBeLessThan(page.indexOf("So kommen Sie wieder hierher"));
  const open = /action="([^"]+)"[^>]*><button type="submit">Eigenes Gespräch beginnen/.exec(page)?.[1] ?? "";
  expect((await computer.post(open)).headers.location).toBe("/k/web");
  computer.cookie = "";
  await computer.writes("Wann kommt der Schornsteinfeger?", { name: "Kurt Nachbar" });
  // The page of the first is still open in another tab, and she writes on in it.
  const talk = /name="talk" value="(\d+)"/.exec(page)?.[1] ?? "";
  const late = { formKey: "besucherschluessel-anderer-tab", text: "Der Hahn tropft immer noch", talk };
  for (const place of ["/k/web/gespraech", "/api/customer/web/messages"])
    expect((await computer.post(place, late)).statusCode).toBe(410);
  // Nor does she get a way back into his, or have it erased.
  for (const [place, shown, wish] of [
    ["link", page, ""],
    ["meine-daten", data, "erasure"],
  ] as const) {
    const form = shown.split(`action="/k/web/${place}"`)[1]?.split("</form>")[0] ?? "";
    const named = /name="talk" value="(\d+)"/.exec(form)?.[1] ?? "";
    expect((await computer.post(`/k/web/${place}`, { talk: named, wish })).statusCode).toBe(410);
  }
  for (const way of ["link", "remember"]) expect((await api("POST", way, computer, { talk })).statusCode).toBe(410);
  expect((await computer.post("/k/web/abmelden", { talk, everywhere: "1" })).statusCode).toBe(410);
  expect((await api("DELETE", "session", computer, { talk, everywhere: true })).statusCode).toBe(410);
  // Her tab comes back from sleep, and the line it finds is his.
  for (const [of, said] of [
    [talk, "over"],
    [/name="talk" value="(\d+)"/.exec(await computer.page())?.[1], "changed"],
  ] as const) {
    const stream = await screens.open(`/api/customer/web/watch?talk=${of}`, { cookie: computer.cookie });
    await expect.poll(() => /event: (\w+)/.exec(stream.heard())?.[1]).toBe(said);
    stream.leave();
  }
  expect(await computer.page()).not.toContain("tropft");
  expect((await computer.get("/k/web/meine-daten")).body).not.toContain("Ihre Anfragen");
});

test("a page that is open closes as soon as she signs out, here or everywhere", async () => {
  const { computer, phone } = await helga();
  const watch = (who: Visitor) => screens.open("/api/customer/web/watch", { cookie: who.cookie });
  const [atComputer, onPhone] = await withoutIntervals(
    async () => [await watch(computer), await watch(phone)] as const,
  );
  let closed = 0;
  void onPhone.ended.then(() => (closed += 1));
  await api("DELETE", "session", computer);
  // Without the heartbeat, which asks as well.
  await atComputer.ended;
  expect(closed).toBe(0);
  await api("DELETE", "session", phone, { everywhere: true });
  await onPhone.ended;
});

test("what is still on its way when she signs out everywhere is not taken, and its photo not kept", async () => {
  const { computer, phone } = await helga();
  const part = (name: string, more = "") => `--grenze\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`;
  const begun = `${part("formKey")}besucherschluessel-unterwegs\r\n${part("text")}Noch unterwegs\r\n`;
  const rest = `${part("photos", '; filename="bad.txt"')}Ein Foto\r\n--grenze--\r\n`;
  const line = new PassThrough();
  line.write(begun);
  const answer = app.http.inject({
    method: "POST",
    url: "/k/web/gespraech",
    headers: {
      host: app.firm.host,
      origin: `http://${app.firm.host}`,
      cookie: computer.cookie,
      "content-type": "multipart/form-data; boundary=grenze",
      "content-length": String(begun.length + rest.length),
    },
    payload: line,
  });
  // The door has let it in.
  await expect.poll(() => line.readableLength).toBe(0);
  const kept = () =>
    readdirSync(app.deps.config.dataDir, { recursive: true }).filter((name) => `${name}`.endsWith(".in"));
  const before = kept();
  await api("DELETE", "session", phone, { everywhere: true });
  line.end(rest);
  const { statusCode, body } = await answer;
  expect([statusCode, body.includes("haben wir Sie abgemeldet")]).toEqual([410, true]);
  await app.drain();
  const previews = (await app.firm.office.inbox("channel=webchat")).map(({ preview }) => preview?.text);
  expect(previews).not.toContain("Noch unterwegs");
  expect(kept()).toEqual(before);
});
