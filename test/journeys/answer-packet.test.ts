import { existsSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProcessorsAnswer } from "../../src/contract/setup-papers.ts";
import { PacketReleased, RequestDetail, RequestList, Review } from "../../src/contract/subject-requests.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { writeBlocks } from "../../src/server/platform/files/block-vault.ts";
import { day, hour } from "../../src/server/platform/instant.ts";
import { buildPacket } from "../../src/server/subject-requests/build-packet.action.ts";
import { fetchPacket } from "../../src/server/subject-requests/fetch-packet.action.ts";
import { sweepPackets } from "../../src/server/subject-requests/sweep-packets.job.ts";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { pdfPages } from "../support/pdf-text.ts";
import { unzip } from "../support/unzip.ts";
import { voice } from "../support/voice.ts";

let app: TestApp;
let owner: TestBrowser;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
afterAll(() => app.stop());

const path = (id: string, end = "") => `/api/subject-requests/${id}${end}`;
const requestOf = async (name: string) => {
  const { items } = RequestList.parse(await app.firm.office.get("/api/subject-requests"));
  const [found] = items.filter(({ contactName }) => contactName === name);
  if (!found) throw new Error("no such request");
  return found.id;
};
/** Somebody who asked in the chat for what is stored of them. */
async function asks(name: string) {
  const who = app.firm.customer({ name });
  await who.writes("Auskunft nach DSGVO");
  return { who, id: await requestOf(name) };
}
const detail = async (id: string) => RequestDetail.parse(await app.firm.office.get(path(id)));
const folder = () => join(app.deps.config.dataDir, "packets", app.firm.tenantId);
const lying = () => (existsSync(folder()) ? readdirSync(folder()) : []);

/** Everything that needs a look is shown, unless `choices` says otherwise. */
async function look(id: string, choices: (text: string) => object = () => ({ choice: "show" })): Promise<Review> {
  const review = Review.parse(await app.firm.office.get(path(id, "/review")));
  const items = review.items
    .filter(({ needsLook }) => needsLook)
    .map(({ kind, id: item, text }) => ({ kind, id: item, choice: "show", ...(text && choices(text)) }));
  if (items.length > 0)
    expect((await app.firm.office.call("PUT", path(id, "/review"), { items })).statusCode).toBe(204);
  return review;
}

async function release(id: string, way: "link" | "code" | "page") {
  await owner.stepUp();
  const answer = await owner.send("POST", path(id, "/release"), { way });
  await app.drain();
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  return PacketReleased.parse(answer.json());
}

const collect = async (link: string, code: string) => {
  const boundary = "----grenze";
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return await app.http.inject({
    method: "POST",
    url: "/abholen",
    headers: {
      host: app.firm.host,
      origin: `http://${app.firm.host}`,
      "content-type": `multipart/form-data; boundary=${boundary}`,
    },
    payload: `${part("link", link)}${part("code", code)}--${boundary}--\r\n`,
  });
};
const said = (text: string) => app.left.filter((one) => one.text.includes(text)).at(-1)?.text ?? "";

test("the answer holds everything, tells nothing about others, and works once", async () => {
  // A processor the notice named, and the register forgot again: data may have gone there.
  const press = async (how: "POST" | "PUT" | "DELETE", url: string, body?: object) =>
    (await app.firm.owner.call(how, `/api/setup/${url}`, body)).json();
  const { processors } = ProcessorsAnswer.parse(await press("POST", "processors", { template: "other" }));
  const { id: other, fields } = processors.find(({ template }) => template === "other") ?? expect.fail();
  const says = { legalEntity: "Nord GmbH", country: "Polen", service: "Anrufe", transferMechanism: "none_needed" };
  await press("PUT", `processors/${other}`, { fields: { ...fields, ...says } });
  await press("POST", "notice/whatsapp", { change: "material", reason: "Neues Callcenter" });
  await press("DELETE", `processors/${other}`);
  const erika = app.firm.customer({ name: "Helga Seidel" });
  await erika.writes("Guten Tag, hier Frau Seidel. Der Schlüssel liegt bei Nachbarin Frau Kern, Tel. 0171 2345678.");
  const conversationId = await erika.conversationId();
  await app.firm.office.reply(conversationId, "Danke, wir kommen morgen.");
  const note = { clientId: app.deps.ids.uuid(), text: "Vorsicht, Herr Huber beschwert sich gern." };
  await app.firm.office.post(`/api/conversations/${conversationId}/notes`, note);
  const job = { name: "Bad Seidel", address: "Gasse 7", access: "Kern", conversationId };
  await app.firm.office.post("/api/projects", job);
  await erika.writes("=1+1 Auskunft nach DSGVO");
  const id = await requestOf("Helga Seidel");
  // Nothing is made before somebody has looked.
  expect((await app.firm.office.call("POST", path(id, "/packet"), {})).statusCode).toBe(422);
  expect(await detail(id)).toMatchObject({ nextStep: "review", undecided: 3 });
  const review = await look(id, (text) =>
    text.startsWith("Vorsicht")
      ? { choice: "leave_out" }
      : { choice: "black", textMarks: [{ from: text.indexOf("Kern"), to: text.indexOf("Kern") + 4 }] },
  );
  const [first] = review.items;
  expect(first?.suggestions.map(({ from, to }) => first.text?.slice(from, to))).toEqual(["Frau Kern", "0171 2345678"]);
  expect(await detail(id)).toMatchObject({ nextStep: "build" });
  const built = RequestDetail.parse(await app.firm.office.post(path(id, "/packet")));
  expect(built).toMatchObject({ nextStep: "release", packet: { state: "ready" } });
  expect(lying().length).toBe(1);
  // A program never releases, and a member only with a fresh passkey.
  expect((await app.firm.office.call("POST", path(id, "/release"), { way: "link" })).statusCode).toBe(403);

  const released = await release(id, "link");
  expect(released).toMatchObject({ link: null, code: expect.stringMatching(/^\d{8}$/) });
  const link = /\S+\/abholen#\S+/.exec(said("liegen für Sie bereit"))?.[0] ?? "";
  expect(said("liegen für Sie bereit")).not.toContain(released.code);
  const [decision] = await app.sql((tx) =>
    tx.selectFrom("decision").selectAll().where("action", "=", "deliver_export").execute(),
  );
  expect(decision).toMatchObject({ verdict: "allow", rules: ["DS-3", "BASE-2"] });
  const page = await app.http.inject({ url: "/abholen", headers: { host: app.firm.host } });
  expect(page.body).toContain("Ihr Code");
  expect((await collect(link, "00000000")).statusCode).toBe(401);
  const answer = await collect(link, released.code ?? "");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-disposition"]).toContain("attachment");
  const files = unzip(answer.rawPayload);
  expect([...files.keys()]).toEqual(["auskunft.pdf", "daten.json", "nachrichten.csv"]);
  const [cover, ...pages] = await pdfPages(files.get("auskunft.pdf") ?? Buffer.alloc(0));
  expect(cover).toContain("Auskunft über Ihre Daten");
  expect(pages.join(" ")).toMatch(/Wer früher Daten bekam\s+•\s*Nord GmbH/);
  // There is no file, and no folder is named.
  expect(cover).not.toContain("Ordner medien");
  const data = files.get("daten.json")?.toString("utf8") ?? "";
  expect(data).toContain("Nachbarin Frau [geschwärzt], Tel. 0171 2345678");
  expect(data).not.toMatch(/Huber|Kern/);
  expect(JSON.parse(data)).toMatchObject({
    verantwortlich: expect.stringContaining("Brandt"),
    person: { name: "Helga Seidel" },
    verarbeitung: [{ empfaenger: expect.arrayContaining([expect.stringContaining("WhatsApp")]) }],
    hinweise: [{ kanal: "whatsapp" }],
    auftraege: [{ nummer: 1, name: "Bad Seidel", adresse: "Gasse 7", termine: [] }],
    nichtEnthalten: 1,
  });
  expect(JSON.parse(data).verarbeitung[0].fruehereEmpfaenger).toEqual(["Nord GmbH, Polen: Anrufe"]);
  expect(JSON.parse(data).nachrichten[0]).toMatchObject({
    aufbewahrung: expect.stringContaining("Monate"),
    von: "Sie",
  });
  const table = files.get("nachrichten.csv")?.toString("utf8") ?? "";
  expect(table).toMatch(/^\ufeffZeit \(deutsche Zeit, ISO 8601\);Von;Kanal;Text;Geschwärzt;Dateien;Aufbewahrung\r\n/);
  expect(table).toMatch(/\r\n\d{4}-\d\d-\d\dT[\d:]{8}\+0[12]:00;[\s\S]*'=1\+1 Auskunft/);
  expect(await detail(id)).toMatchObject({ state: "answered", packet: { state: "fetched" } });
  // Nobody hears whether the last bytes arrived: a phone whose line broke just then gets it again.
  app.clock.advance(59 * 60_000);
  await sweepPackets(app.deps, app.firm.tenantId);
  expect((await collect(link, released.code ?? "")).rawPayload).toEqual(answer.rawPayload);
  app.clock.advance(60_000);
  expect((await collect(link, released.code ?? "")).statusCode).toBe(410);
  await sweepPackets(app.deps, app.firm.tenantId);
  expect(lying()).toEqual([]);
  const { log } = await detail(id);
  // The clock stood still: the steps share one moment. Collected twice, it was handed over once.
  expect(log.map(({ verb }) => verb).sort()).toEqual([
    "build-packet",
    "fetch-packet",
    "open-subject-request",
    "release-packet",
    "review-subject-request",
  ]);
});

test("what was written down of a voice message is part of the answer, to be looked at as any other word", async () => {
  const erika = app.firm.customer({ name: "Erika Stimme" });
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: voice(), mimeType: "audio/ogg" });
  await erika.sends({ type: "audio", audio: { id: "8001", mime_type: "audio/ogg", sha256: "", voice: true } });
  await app.drain();
  const [spoken] = (await app.firm.office.thread(await erika.conversationId())).flatMap((one) => one.attachments);
  const text = "Der Schlüssel liegt bei Nachbarin Frau Kern.";
  await app.firm.office.call("PUT", `/api/attachments/${spoken?.id}/transcript`, { text, seen: null });
  await erika.writes("Auskunft nach DSGVO");
  const id = await requestOf("Erika Stimme");
  const { items } = await look(id, (words) =>
    words.includes("Kern")
      ? { choice: "black", textMarks: [{ from: words.indexOf("Kern"), to: words.indexOf("Kern") + 4 }] }
      : { choice: "show" },
  );
  expect(items.find((one) => one.text?.includes("Kern"))).toMatchObject({
    text: `Mitschrift: ${text}`,
    needsLook: true,
  });
  // Written anew after somebody looked: it is looked at again, or words would go that nobody has seen.
  app.clock.advance(1_000);
  const [before] = (await app.firm.office.thread(await erika.conversationId())).flatMap((one) => one.attachments);
  const more = { text: `${text} Klingeln.`, seen: before?.transcript?.at };
  await app.firm.office.call("PUT", `/api/attachments/${spoken?.id}/transcript`, more);
  expect(await detail(id)).toMatchObject({ nextStep: "review", undecided: 1 });
  await look(id, (words) => ({
    choice: words.includes("Kern") ? "black" : "show",
    ...(words.includes("Kern") ? { textMarks: [{ from: words.indexOf("Kern"), to: words.indexOf("Kern") + 4 }] } : {}),
  }));
  await app.firm.office.post(path(id, "/packet"));
  const { code } = await release(id, "link");
  const link = /\S+\/abholen#\S+/.exec(said("liegen für Sie bereit"))?.[0] ?? "";
  const files = unzip((await collect(link, code ?? "")).rawPayload);
  const data = files.get("daten.json")?.toString("utf8");
  expect(data).toContain("Mitschrift: Der Schlüssel liegt bei Nachbarin Frau [gesch");
  expect([...files.keys()].filter((name) => name.startsWith("medien/"))).toHaveLength(1);
});

test("a file that was left out is nowhere in the answer, and of a blacked picture only what nobody covered", async () => {
  const who = app.firm.customer({ name: "Uta Bilder" });
  const create = { width: 40, height: 20, channels: 3 as const, background: "#ff0000" };
  const noisy = { ...create, noise: { type: "gaussian" as const, mean: 128, sigma: 50 } };
  const picture = await sharp({ create: noisy }).png().toBuffer();
  const paper = (words: string) => Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`);
  const sent = [
    { name: "Kellerwand.png", mime: "image/png", bytes: picture },
    { name: "Ausweis-Kern.png", mime: "image/png", bytes: await sharp({ create }).png().toBuffer() },
    { name: "Vollmacht-Huber.pdf", mime: "application/pdf", bytes: paper("Vollmacht der Frau Huber") },
    { name: "Grundriss.pdf", mime: "application/pdf", bytes: paper("Grundriss des Kellers") },
  ];
  for (const [n, { name, mime, bytes }] of sent.entries()) {
    app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes, mimeType: mime });
    await who.sends({ type: "document", document: { id: `81${n}`, mime_type: mime, sha256: "", filename: name } });
    await app.drain();
  }
  await who.writes("Auskunft nach DSGVO");
  const id = await requestOf("Uta Bilder");
  const { items } = Review.parse(await app.firm.office.get(path(id, "/review")));
  const choices = new Map<string | null, object>([
    ["Kellerwand.png", { choice: "black", pictureMarks: [{ x: 0, y: 0, width: 0.5, height: 1 }] }],
    ["Grundriss.pdf", { choice: "show" }],
  ]);
  const decided = items
    .filter(({ kind }) => kind === "attachment")
    .map(({ kind, id: item, name }) => ({ kind, id: item, choice: "leave_out", ...choices.get(name) }));
  expect(decided).toHaveLength(4);
  expect((await app.firm.office.call("PUT", path(id, "/review"), { items: decided })).statusCode).toBe(204);
  await app.firm.office.post(path(id, "/packet"));
  const { link } = await release(id, "code");
  const code = /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "";
  const { rawPayload } = await collect(link ?? "", code);
  const files = unzip(rawPayload);
  const media = [...files.keys()].filter((name) => name.startsWith("medien/"));
  expect(media).toEqual(["medien/001-Kellerwand.png", "medien/002-Grundriss.pdf"]);
  const document = (await pdfPages(files.get("auskunft.pdf") ?? Buffer.alloc(0))).join("\n").replaceAll(/\s/g, "");
  const texts = [document, String(files.get("daten.json")), String(files.get("nachrichten.csv"))];
  for (const text of texts) {
    expect(text).toMatch(/001-Kellerwand\.png[\s\S]*002-Grundriss\.pdf/);
    expect(text).not.toMatch(/Kern|Huber|Vollmacht/);
  }
  // The archive is not compressed: what was put into it stands there byte for byte.
  const inIt = sent.map(({ bytes }) => rawPayload.includes(bytes.subarray(-60, -12)));
  expect(inIt).toEqual([false, false, false, true]);
  const shown = await sharp(files.get(media[0] ?? ""))
    .removeAlpha()
    .raw()
    .toBuffer();
  const was = await sharp(picture).raw().toBuffer();
  const half = (bytes: Buffer, from: number) =>
    Buffer.concat(
      Array.from({ length: 20 }, (_, row) => bytes.subarray((row * 40 + from) * 3, (row * 40 + from + 20) * 3)),
    );
  expect(half(shown, 0)).toEqual(Buffer.alloc(20 * 20 * 3));
  expect(half(shown, 20)).toEqual(half(was, 20));
});

test("five wrong codes end the link; a new release gives a new one", async () => {
  const { id } = await asks("Erika Fünf");
  await look(id);
  await app.firm.office.post(path(id, "/packet"));
  const first = await release(id, "code");
  expect(first).toMatchObject({ code: null, link: expect.stringContaining("/abholen#") });
  const code = /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "";
  for (let n = 0; n < 5; n += 1) expect((await collect(first.link ?? "", "12345678")).statusCode).toBe(401);
  expect((await collect(first.link ?? "", code)).statusCode).toBe(410);
  expect(await detail(id)).toMatchObject({ packet: { triesLeft: 0 } });
  const second = await release(id, "code");
  const again = /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "";
  expect((await collect(first.link ?? "", again)).statusCode).toBe(410);
  expect((await collect(second.link ?? "", again)).statusCode).toBe(200);
});

test("released again because no answer came, the person reads of it once, and the code stays", async () => {
  const { id } = await waiting("Hört Einmal Davon");
  const told = () => app.left.filter(({ text }) => text.includes("liegen für Sie bereit")).length;
  const [before, clientId] = [told(), app.deps.ids.uuid()];
  await owner.stepUp();
  const press = async () => (await owner.send("POST", path(id, "/release"), { way: "link", clientId })).json();
  const { code } = PacketReleased.parse(await press());
  expect(await press()).toMatchObject({ code, link: null });
  await app.drain();
  expect(told()).toBe(before + 1);
  const link = /\S+\/abholen#\S+/.exec(said("liegen für Sie bereit"))?.[0] ?? "";
  expect((await collect(link, code ?? "")).statusCode).toBe(200);
});

test("lines that break with the right code cost no try", async () => {
  const { id } = await asks("Erika Funkloch");
  await look(id);
  await app.firm.office.post(path(id, "/packet"));
  const { link } = await release(id, "code");
  const code = /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "";
  for (let n = 0; n < 6; n += 1) {
    const { content } = await fetchPacket(app.deps, app.firm.tenantId, { link: link ?? "" }, code);
    await content.return(undefined);
  }
  expect((await collect(link ?? "", "12345678")).statusCode).toBe(401);
  expect(await detail(id)).toMatchObject({ packet: { triesLeft: 4 } });
  expect((await collect(link ?? "", code)).statusCode).toBe(200);
});

test("a key that is gone ends the answer with it", async () => {
  const { id, who: erika } = await asks("Erika Weg");
  await app.firm.office.post(path(id, "/packet"));
  const contactId = await erika.contactId();
  // What was collected before has had its hour.
  app.clock.advance(60 * 60_000);
  await app.sql((tx) => tx.deleteFrom("contact_key").where("contact_id", "=", contactId).execute());
  await sweepPackets(app.deps, app.firm.tenantId);
  expect(lying()).toEqual([]);
});

test("on the own page: what is stored, a copy with a code of one's own, stop, erase, a receipt", async () => {
  const helga = new Visitor(app);
  await helga.writes("Die Heizung ist kalt.", { name: "Helga Besuch" });
  const page = await helga.get("/k/web/meine-daten");
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("Helga Besuch");
  expect(page.body).toContain("6 Monate nach der letzten Nachricht");
  expect(page.body).not.toContain("Werbung stoppen");

  const formKey = /name="formKey" value="([\w-]+)"/.exec(page.body)?.[1] ?? "";
  const receipt = await helga.post("/k/web/meine-daten", { wish: "access", words: "", formKey });
  const code = /Abholcode: <strong>(\d{4} \d{4})</.exec(receipt.body)?.[1] ?? "";
  // Whose line broke before the answer presses again; who has the link alone, and another page, is shown no code.
  expect((await helga.post("/k/web/meine-daten", { wish: "access", words: "", formKey })).body).toBe(receipt.body);
  expect(receipt.body).toContain("Antwort spätestens");
  const again = await helga.post("/k/web/meine-daten", { wish: "access", formKey: app.deps.ids.secret() });
  expect(again.body).toContain("haben wir schon");
  expect((await helga.post("/k/web/meine-daten", { wish: "erasure" })).body).toMatch(/Löschung Ihrer.*Ist gelöscht, /s);
  expect((await helga.post("/k/web/meine-daten", { wish: "nonsense" })).statusCode).toBe(400);
  const long = `Falsch ist: ${"die Hausnummer, ".repeat(300)}Ende`;
  await helga.post("/k/web/meine-daten", { wish: "rectification", words: long });

  const { items } = RequestList.parse(await app.firm.office.get("/api/subject-requests"));
  const id = items.find(({ contactName, kind }) => contactName === "Helga Besuch" && kind === "access")?.id ?? "";
  expect(await detail(id)).toMatchObject({ source: "page", hasPickupCode: true, identityProof: "channel" });
  const wrong = items.find(({ contactName, kind }) => contactName === "Helga Besuch" && kind === "rectification");
  expect((await detail(wrong?.id ?? "")).words).toBe(long);
  await app.firm.office.post(path(id, "/packet"));
  expect(await release(id, "page")).toMatchObject({ link: null, code: null });
  expect((await helga.get("/k/web/meine-daten")).body).toContain("Ihre Daten liegen bereit");
  const mistyped = await helga.post("/k/web/meine-daten/abholen", { code: "1111 1111" });
  expect(mistyped.statusCode).toBe(401);
  // The same page again, with the reason above and the field for the code still there.
  expect(mistyped.body).toContain("Der Code stimmt nicht.");
  expect(mistyped.body).toContain("Ihr Abholcode");
  const zip = await helga.post("/k/web/meine-daten/abholen", { code });
  expect([zip.statusCode, zip.headers["content-type"]]).toEqual([200, "application/zip"]);
  expect(unzip(zip.rawPayload).get("daten.json")?.toString("utf8")).toContain("Die Heizung ist kalt.");
  // Somebody else's visit sees and collects nothing.
  const stranger = new Visitor(app);
  await stranger.writes("Guten Tag");
  expect((await stranger.post("/k/web/meine-daten/abholen", { code })).statusCode).toBe(410);
  expect((await new Visitor(app).get("/k/web/meine-daten")).headers.location).toBe("/k/web/weiter");
});

/** An answer that waits to be collected, with the code that was told. */
async function waiting(name: string) {
  const who = app.firm.customer({ name });
  await who.writes("Der Schlüssel liegt bei Nachbarin Frau Kern. Auskunft nach DSGVO bitte.");
  const id = await requestOf(name);
  await look(id);
  await app.firm.office.post(path(id, "/packet"));
  const { link } = await release(id, "code");
  const code = /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "";
  return { id, who, fetch: async () => await collect(link ?? "", code) };
}

test("who doubts who asks takes back what waits to be collected", async () => {
  const { id, fetch } = await waiting("Doch Jemand Anders");
  await app.firm.office.post(path(id, "/doubt"), { reason: "Nachbar rief an: das Telefon ist gestohlen" });
  expect((await fetch()).statusCode).toBe(410);
  expect(await detail(id)).toMatchObject({ state: "open", nextStep: "identity", packet: { state: "ready" } });
  await app.firm.office.post(path(id, "/identity"), { reason: "War hier, mit Ausweis" });
  expect(await detail(id)).toMatchObject({ nextStep: "release" });
  const { link } = await release(id, "code");
  const code = /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "";
  expect((await collect(link ?? "", code)).statusCode).toBe(200);
});

test("of a request that was refused or taken back nothing is left to collect", async () => {
  const { id, fetch } = await waiting("Nimmt Zurück");
  const before = lying().length;
  await app.firm.office.post(path(id, "/close"), { outcome: "withdrawn", reason: "Rief an: hat sich erledigt" });
  expect((await fetch()).statusCode).toBe(410);
  expect(lying().length).toBe(before - 1);
  expect(await detail(id)).toMatchObject({ state: "withdrawn", packet: { state: "gone" } });
});

test("what waits to be collected does not show what somebody has covered since", async () => {
  const { id, who, fetch } = await waiting("Sieht Nochmal Hin");
  // What they write meanwhile is not in it, whatever somebody decides about that, and by whichever clock.
  await who.writes("Danke, den Code hole ich bei Frau Kern ab.");
  await look(id);
  expect(await detail(id)).toMatchObject({ packet: { state: "released" } });
  await look(id, () => ({ choice: "leave_out" }));
  expect((await fetch()).statusCode).toBe(410);
  expect(await detail(id)).toMatchObject({ nextStep: "build", packet: { state: "gone" } });
});

test("the answer that was made last is the one that counts, also where the clock was put back since", async () => {
  const { id } = await waiting("Hat Die Uhr Gestellt");
  app.clock.advance(-hour);
  await app.firm.office.post(path(id, "/packet"));
  expect(await detail(id)).toMatchObject({ nextStep: "release", packet: { state: "ready" } });
  await look(id, () => ({ choice: "leave_out" }));
  expect(await detail(id)).toMatchObject({ nextStep: "build", packet: { state: "gone" } });
  await app.firm.office.post(path(id, "/packet"));
  const { link } = await release(id, "code");
  expect((await collect(link ?? "", /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "")).statusCode).toBe(200);
  app.clock.advance(hour);
});

test("what nobody collects in fourteen days goes, the file too", async () => {
  const { id } = await asks("Erika Spät");
  await app.firm.office.post(path(id, "/packet"));
  const { link } = await release(id, "code");
  const code = /\d{8}/.exec(said("Ihr Code für den Abruf"))?.[0] ?? "";
  expect(lying()).toContain((await detail(id)).packet?.id);
  app.clock.advance(14 * day + 1_000);
  expect((await collect(link ?? "", code)).statusCode).toBe(410);
  await sweepPackets(app.deps, app.firm.tenantId);
  expect(lying()).toEqual([]);
  expect(await detail(id)).toMatchObject({ state: "open", packet: { state: "gone" } });
});

test("an answer that is being written in the night is left alone, what a crash left there goes", async () => {
  const { dataDir } = app.deps.config;
  const lies = { dataDir, shelf: "packets", tenantId: app.firm.tenantId, id: app.deps.ids.uuid() } as const;
  await writeBlocks(lies, Readable.from([Buffer.from("halb")]), (_n, bytes) => Buffer.from(bytes));
  const writtenAt = (at: Date) => utimesSync(join(folder(), lies.id), at, at);
  writtenAt(app.clock.now());
  await sweepPackets(app.deps, app.firm.tenantId);
  expect(lying()).toContain(lies.id);
  writtenAt(new Date(app.clock.now().getTime() - 2 * day));
  await sweepPackets(app.deps, app.firm.tenantId);
  expect(lying()).not.toContain(lies.id);
});

test("while an answer is written nothing is locked, and what is decided otherwise meanwhile is not answered", async () => {
  const who = app.firm.customer({ name: "Viele Fotos" });
  await who.writes("Der Schlüssel liegt bei Nachbarin Frau Kern. Auskunft nach DSGVO bitte.");
  const id = await requestOf("Viele Fotos");
  await look(id);
  let running = 0;
  const withTenant: Deps["db"]["withTenant"] = async (tenantId, work) => {
    running += 1;
    return await app.deps.db.withTenant(tenantId, work).finally(() => {
      running -= 1;
    });
  };
  const whileWriting: number[] = [];
  const seal = new Proxy(app.deps.seal, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      return (...given: unknown[]) => {
        if (key === "forContact" && (given[2] as { table: string }).table === "subject_packet")
          whileWriting.push(running);
        return Reflect.apply(value, target, given);
      };
    },
  });
  const deps: Deps = { ...app.deps, seal, db: { ...app.deps.db, withTenant } };
  const caller = await app.firm.callerOf("office");
  await buildPacket(deps, caller, id);
  expect(whileWriting).toEqual([0]);
  const [built, files] = [await detail(id), lying()];
  // Between reading and recording somebody covers a name.
  let turn = 0;
  const interrupted: Deps["db"]["withTenant"] = async (tenantId, work) => {
    turn += 1;
    if (turn === 2) await look(id, () => ({ choice: "leave_out" }));
    return await app.deps.db.withTenant(tenantId, work);
  };
  const late = { ...app.deps, db: { ...app.deps.db, withTenant: interrupted } };
  await expect(buildPacket(late, caller, id)).rejects.toMatchObject({ code: "conflict" });
  // What lay ready shows what was decided otherwise since: it goes, and nothing takes its place.
  expect(files.length - lying().length).toBe(1);
  expect(await detail(id)).toMatchObject({ nextStep: "build", packet: { id: built.packet?.id, state: "gone" } });
});
