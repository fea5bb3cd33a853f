import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { HouseExports } from "../../src/contract/house-export.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { noCounts } from "../../src/server/house-export/counts.ts";
import { exportContacts } from "../../src/server/house-export/export-contacts.action.ts";
import { houseExportTask, sweepHouseExports } from "../../src/server/house-export/house-export.job.ts";
import { writePart } from "../../src/server/house-export/write-part.action.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import { day, hour } from "../../src/server/platform/instant.ts";
import type { Business } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { unzip } from "../support/unzip.ts";
import { voice } from "../support/voice.ts";

/** M11: the owner changes the software house and takes everything along. */
let app: TestApp;
let owner: TestBrowser;
let other: Business;
const odd = 'Müller, "Söhne" & Co.\nHeizung; 🔥';
/** As it is shown, and handed out. */
const oneLine = odd.replace("\n", " ");
const foreign = "KANARIENVOGEL";

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  other = await app.addBusiness("b.example");
  await other.customer({ name: foreign }).writes(`${foreign} schreibt`);
  await other.office.post("/api/rooms", { kind: "crew", name: foreign, memberIds: [] });
});
afterAll(() => app.stop());

const cut = new Error("Connection terminated unexpectedly");
/** Each conversation, room and order makes a part of its own. */
const limits = { bytes: 1, ms: 60_000 };
const folder = (tenantId = app.firm.tenantId) => join(app.deps.config.dataDir, "exports", tenantId);
const lying = () => (existsSync(folder()) ? readdirSync(folder()) : []);
const list = async () => HouseExports.parse((await owner.send("GET", "/api/house-exports")).json()).items;

async function order(): Promise<string> {
  app.clock.advance(1_000);
  await owner.stepUp();
  const answer = await owner.send("POST", "/api/house-exports");
  expect(answer.statusCode).toBe(202);
  return HouseExports.parse(answer.json()).items[0]?.id ?? "";
}

async function fetched(id: string, part = 1): Promise<Map<string, Buffer>> {
  await owner.stepUp();
  const answer = await owner.send("GET", `/api/house-exports/${id}/parts/${part}`);
  expect(answer.statusCode).toBe(200);
  expect(Number(answer.headers["content-length"])).toBe(answer.rawPayload.length);
  const row = (await list()).find((one) => one.id === id);
  expect(row?.parts[part - 1]?.hash).toBe(createHash("sha256").update(answer.rawPayload).digest("hex"));
  return unzip(answer.rawPayload);
}

async function whole(): Promise<Map<string, Buffer>> {
  const id = await order();
  await app.drain();
  return await fetched(id);
}

const text = (files: Map<string, Buffer>, path: string) => files.get(path)?.toString("utf8") ?? "";
const only = (files: Map<string, Buffer>, pattern: RegExp) => {
  const [found = ""] = [...files.keys()].filter((path) => pattern.test(path));
  return found;
};

async function liveABit(): Promise<void> {
  const { firm } = app;
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  const customer = firm.customer({ name: odd, phone: "491711234567" });
  await customer.writes("=1+1 Die Heizung <script>alert(1)</script> tropft");
  const id = await customer.conversationId();
  await firm.office.post("/api/text-blocks", {
    id: app.deps.ids.uuid(),
    name: "Anfahrt",
    text: "=1+1 Guten Tag {{Name}}",
  });
  await customer.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  await firm.office.reply(id, "Wir kommen morgen.");
  await firm.office.post(`/api/conversations/${id}/notes`, { clientId: app.deps.ids.uuid(), text: "Hund im Hof" });
  const speaker = firm.customer({ name: "Sprecherin" });
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: voice(), mimeType: "audio/ogg" });
  await speaker.sends({ type: "audio", audio: { id: "9002", mime_type: "audio/ogg", sha256: "", voice: true } });
  await app.drain();
  const [spoken] = (await firm.office.thread(await speaker.conversationId())).flatMap((one) => one.attachments);
  const heard = { text: "Es tropft <b>wieder</b>", seen: null };
  await firm.office.call("PUT", `/api/attachments/${spoken?.id}/transcript`, heard);
  const { tarik } = await crewOf(app, firm);
  const [me] = await firm.tx((tx) =>
    tx.selectFrom("member").select("member_id").where("name", "=", "Petra Probe").execute(),
  );
  const ours = (await firm.office.post("/api/rooms", {
    kind: "crew",
    name: "Material",
    memberIds: [me?.member_id, tarik.memberId],
  })) as { id: string };
  await tarik.post(`/api/rooms/${ours.id}/messages`, { clientId: app.deps.ids.uuid(), text: "Rohr bestellt" });
  const theirs = (await firm.office.post("/api/rooms", { kind: "crew", name: "Büro unter sich", memberIds: [] })) as {
    id: string;
  };
  await firm.office.post(`/api/rooms/${theirs.id}/messages`, { clientId: app.deps.ids.uuid(), text: "Geheimtipp" });
  await firm.office.post("/api/projects", { name: "Bad Müller", conversationId: id, memberIds: [tarik.memberId] });
  await tarik.post("/api/sick-notes", { from: "2026-11-24", until: "2026-11-27" });
  await firm.office.call("PUT", `/api/working-time/${tarik.memberId}`, {
    week: [],
    age: { kind: "adult" },
    qualifications: [],
    crewId: null,
  });
  const shift = { memberId: tarik.memberId, kind: "work", start: "2026-12-01T07:00", end: "2026-12-01T15:00" };
  await firm.office.post("/api/roster/shifts", { ...shift, place: "Kaßbergstraße 3", reason: "Notfall" });
  await firm.office.post("/api/roster/publish", { from: "2026-12-01", to: "2026-12-01" });
}

describe("everything of the business", () => {
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    await liveABit();
    files = await whole();
  });

  test("lies in one archive another program opens, and each file has the hash its list says", () => {
    const list = JSON.parse(text(files, "pruefsummen-teil-1.json")) as {
      dateien: { datei: string; bytes: number; sha256: string }[];
    };
    expect(list.dateien.map(({ datei }) => datei)).toEqual([...files.keys()].slice(0, -1));
    for (const { datei, bytes, sha256 } of list.dateien) {
      const content = files.get(datei) ?? Buffer.alloc(0);
      expect([datei, content.length, createHash("sha256").update(content).digest("hex")]).toEqual([
        datei,
        bytes,
        sha256,
      ]);
    }
  });

  test("holds conversations for machines and for people, without a script, with their photos and what was taken out of them", async () => {
    const data = JSON.parse(text(files, only(files, /^gespraeche\/.*gespraech\.json$/)));
    expect(data).toMatchObject({ name: oneLine, kanal: "whatsapp" });
    const said = data.nachrichten.map((one: { richtung: string; text: string }) => [one.richtung, one.text]);
    expect(said).toEqual(
      expect.arrayContaining([
        ["eingehend", "=1+1 Die Heizung <script>alert(1)</script> tropft"],
        ["ausgehend", "Wir kommen morgen."],
        ["interne Notiz", "Hund im Hof"],
      ]),
    );
    const page = text(files, only(files, /^gespraeche\/.*gespraech\.html$/));
    expect(page).toContain('<html lang="de">');
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;script&gt;alert(1)");
    const picture = only(files, /^gespraeche\/.*\/dateien\/.*Foto\.jpg$/);
    expect(files.get(picture)?.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    const src = decodeURI(/<img src="([^"]+)"/.exec(page)?.[1] ?? "");
    expect(picture.endsWith(src)).toBe(true);
    expect(data.nachrichten.flatMap((one: { dateien: { datei: string }[] }) => one.dateien)).toMatchObject([
      {
        datei: picture,
        bereinigt: {
          zeit: expect.any(String),
          entfernt: expect.arrayContaining(["Exif:GPSLatitude"]),
          sha256Vorher: createHash("sha256")
            .update(await photo("jpeg"))
            .digest("hex"),
          sha256Nachher: createHash("sha256")
            .update(files.get(picture) ?? "")
            .digest("hex"),
        },
      },
    ]);
  });

  test("holds what was written down of a voice message, beside the recording", () => {
    const data = JSON.parse(text(files, only(files, /Sprecherin\/gespraech\.json$/)));
    expect(data.nachrichten.flatMap((one: { dateien: unknown[] }) => one.dateien)).toMatchObject([
      { art: "voice", mitschrift: { text: "Es tropft <b>wieder</b>", von: "Sandra Krüger (Demo)" } },
    ]);
    expect(text(files, only(files, /Sprecherin\/gespraech\.html$/))).toContain("Es tropft &lt;b&gt;wieder");
  });

  test("holds contacts as cards and as a table; odd names stay whole, and nothing runs in a spreadsheet", () => {
    const cards = ICAL.parse(text(files, "kontakte/kontakte.vcf")) as unknown[];
    const card = (Array.isArray(cards[0]) ? cards : [cards])
      .map((one) => new ICAL.Component(one as unknown[]))
      .find((one) => String(one.getFirstPropertyValue("fn")).startsWith("Müller"));
    expect(card?.getFirstPropertyValue("version")).toBe("4.0");
    expect(card?.getFirstPropertyValue("fn")).toBe(oneLine);
    expect(card?.getFirstPropertyValue("tel")).toBe("tel:+491711234567");
    for (const line of text(files, "kontakte/kontakte.vcf").split("\r\n"))
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const table = text(files, "kontakte/kontakte.csv");
    expect(table.startsWith("\ufeff")).toBe(true);
    expect(table).toContain('"Müller, ""Söhne"" & Co. Heizung; 🔥"');
    expect(table).toContain("00491711234567");
  });

  test("holds the text blocks of the business as a table", () => {
    expect(text(files, "textbausteine.csv")).toContain("Anfahrt;'=1+1 Guten Tag {{Name}}");
  });

  test("holds the opening hours, and what is said by itself outside them", () => {
    const table = text(files, "oeffnungszeiten.csv");
    expect(table).toContain("Freitag;07:00;16:00");
    expect(table).toMatch(/Antwort auf Chat auf unserer Seite;aus;"?Danke für Ihre Nachricht/);
  });

  test("holds the owner's rooms, orders, shifts and visits", () => {
    expect(text(files, only(files, /^team\/.*Material\/raum\.html$/))).toContain("Rohr bestellt");
    expect(text(files, only(files, /^auftraege\/.*Bad-Müller\/auftrag\.html$/))).toContain("Bad Müller");
    expect(only(files, /^auftraege\/.*Bad-Müller\/fotos\/.*\.jpg$/)).not.toBe("");
    const calendar = new ICAL.Component(ICAL.parse(text(files, "dienstplan/dienstplan.ics")) as unknown[]);
    const [event] = calendar.getAllSubcomponents("vevent");
    expect(event?.getFirstPropertyValue("summary")).toMatch(/^Dienst: Tarik/);
    expect(event?.getFirstPropertyValue("location")).toBe("Kaßbergstraße 3");
  });

  // V29 (Zulip CVE-2022-31134): an export held what its reader could not have opened.
  test("leaves out what is nobody's to carry off, and says so", () => {
    const all = [...files].map(([path, bytes]) => `${path}\n${bytes.toString("utf8")}`).join("\n");
    expect(all).not.toContain("Geheimtipp");
    expect(all).not.toContain("Büro unter sich");
    expect(all).not.toContain("2026-11-27");
    expect(all).not.toContain(foreign);
    const about = text(files, "LIESMICH.txt");
    expect(about).toContain("Krankmeldungen");
    expect(about).toContain(
      "1 Kontakte".replace("1 ", `${text(files, "kontakte/kontakte.vcf").split("BEGIN:VCARD").length - 1} `),
    );
  });

  test("every order and every fetch stands in the audit, without a name", async () => {
    const rows = await app.sql((tx) =>
      tx
        .selectFrom("audit_entry")
        .select(["verb", "details"])
        .where("subject_kind", "=", "house-export")
        .orderBy("audit_id")
        .execute(),
    );
    expect(rows.map(({ verb }) => verb)).toEqual(["order-house-export", "fetch-house-export"]);
  });
});

test("who writes for the first time while the archive is written is no link that leads nowhere", async () => {
  const id = await order();
  // The news comes when all conversations are through.
  const chapter = () =>
    app.sql((tx) => tx.selectFrom("house_export").select("chapter").where("export_id", "=", id).executeTakeFirst());
  while ((await chapter())?.chapter === "conversations") await writePart(app.deps, app.firm.tenantId, id, limits);
  await app.firm.customer({ name: "Nachzügler" }).writes("Bin ich dabei?");
  await app.firm.office.post("/api/projects", { name: "Nachgereicht" });
  await app.drain();
  const { parts = [] } = (await list()).find((one) => one.id === id) ?? {};
  const files = new Map<string, Buffer>();
  for (const { number } of parts) for (const [path, bytes] of await fetched(id, number)) files.set(path, bytes);
  const links = [...text(files, "Uebersicht.html").matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => decodeURI(href));
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((path) => !files.has(path))).toEqual([]);
});

test("a browser goes on where the line broke, and only with the very same archive", async () => {
  const [one] = await list();
  await owner.stepUp();
  const ask = (headers: Record<string, string>) =>
    owner.send("GET", `/api/house-exports/${one?.id}/parts/1`, undefined, headers);
  const all = await ask({});
  const bytes = all.rawPayload.length;
  const etag = String(all.headers.etag);
  expect(all.headers["accept-ranges"]).toBe("bytes");
  const rest = await ask({ range: "bytes=1000-", "if-range": etag });
  expect([rest.statusCode, rest.headers["content-range"]]).toEqual([206, `bytes 1000-${bytes - 1}/${bytes}`]);
  expect(Number(rest.headers["content-length"])).toBe(bytes - 1000);
  expect(Buffer.concat([all.rawPayload.subarray(0, 1000), rest.rawPayload]).equals(all.rawPayload)).toBe(true);
  const other = await ask({ range: "bytes=1000-", "if-range": '"another"' });
  expect([other.statusCode, other.rawPayload.length]).toEqual([200, bytes]);
  const beyond = await ask({ range: `bytes=${bytes}-` });
  expect([beyond.statusCode, beyond.headers["content-range"]]).toEqual([416, `bytes */${bytes}`]);
  // Who took which part of it from where stands in the audit.
  const rows = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("details").where("verb", "=", "fetch-house-export").execute(),
  );
  expect(rows.map(({ details }) => (details as { from?: number }).from)).toContain(1000);
});

test("only the owner, with a fresh passkey; to everybody else it is not there", async () => {
  const [one] = await list();
  const { lead, tarik } = await crewOf(app, app.firm);
  for (const who of [app.firm.office, lead, tarik, await app.firm.person("Uwe Lindner (Demo)")])
    for (const [method, path] of [
      ["GET", "/api/house-exports"],
      ["POST", "/api/house-exports"],
      ["POST", "/api/house-exports/open"],
      ["GET", `/api/house-exports/${one?.id}/parts/1`],
      ["GET", `/api/house-exports/${app.deps.ids.uuid()}/parts/1`],
      ["DELETE", `/api/house-exports/${one?.id}`],
    ] as const)
      expect([method, path, (await who.call(method, path)).statusCode]).toEqual([method, path, 404]);
  // A program of the owner reads the list and takes nothing along.
  expect((await app.firm.owner.call("POST", "/api/house-exports")).statusCode).toBe(403);
  expect((await app.firm.owner.call("GET", `/api/house-exports/${one?.id}/parts/1`)).statusCode).toBe(403);
  // Whose passkey was touched an hour ago touches it again.
  app.clock.advance(6 * 60_000);
  for (const path of ["/api/house-exports", "/api/house-exports/open"])
    expect((await owner.send("POST", path)).json()).toMatchObject({ code: "step-up" });
  expect((await owner.send("GET", `/api/house-exports/${one?.id}/parts/1`)).json()).toMatchObject({ code: "step-up" });
});

test("a long download goes on after five minutes in the session that asked for it, and in no other", async () => {
  await owner.stepUp();
  const [one] = await list();
  const path = `/api/house-exports/${one?.id}/parts/1`;
  expect((await owner.send("POST", "/api/house-exports/open")).statusCode).toBe(200);
  // The page stays open and its device proves itself, as it does by itself; nobody touches the passkey.
  const waits = async (minutes: number) => {
    app.clock.advance(minutes * 60_000);
    expect((await owner.send("POST", "/api/session/prove", {})).statusCode).toBe(200);
  };
  await waits(40);
  expect((await owner.send("GET", path, undefined, { range: "bytes=1000-" })).statusCode).toBe(206);
  // Asking anew, or ordering, is another matter.
  expect((await owner.send("POST", "/api/house-exports")).json()).toMatchObject({ code: "step-up" });
  await waits(11 * 60);
  expect((await owner.send("GET", path, undefined, { range: "bytes=1000-" })).statusCode).toBe(206);
  await waits(60);
  expect((await owner.send("GET", path)).json()).toMatchObject({ code: "step-up" });
  await owner.stepUp();
  await owner.send("POST", "/api/house-exports/open");
  await owner.signIn();
  await waits(6);
  expect((await owner.send("GET", path)).json()).toMatchObject({ code: "step-up" });
});

test("a new order, an erasure and the third day end what lies ready, and the files go", async () => {
  await whole();
  expect(lying().length).toBe(1);
  const gone = app.firm.customer({ name: "Wer geht" });
  await gone.writes("Bitte löscht mich");
  const second = await whole();
  expect(only(second, /Wer-geht/)).not.toBe("");
  expect(lying().length).toBe(1);
  await owner.stepUp();
  const erased = await owner.send("POST", `/api/contacts/${await gone.contactId()}/erasure`, { cause: "owner" });
  expect(erased.statusCode).toBe(200);
  await app.drain();
  expect((await list())[0]?.state).toBe("gone");
  expect(lying()).toEqual([]);
  expect(only(await whole(), /Wer-geht/)).toBe("");
  app.clock.advance(3 * day + 1_000);
  await sweepHouseExports(app.deps, app.firm.tenantId);
  await owner.signIn();
  expect((await list())[0]?.state).toBe("gone");
  expect(lying()).toEqual([]);
});

test("who is erased while the contacts are written ends no export", async () => {
  const gone = app.firm.customer({ name: "Wer mittendrin geht" });
  await gone.writes("Bitte löscht mich");
  const walk = { caller: await app.firm.callerOf("owner"), zone: "Europe/Berlin", counts: noCounts(), lost: [] };
  await owner.stepUp();
  let files = 0;
  for await (const { content } of exportContacts(app.deps, walk)) {
    let text = "";
    for await (const piece of content()) text += piece;
    if (files++ > 0) continue;
    expect(text).toContain("Wer mittendrin geht");
    const erased = await owner.send("POST", `/api/contacts/${await gone.contactId()}/erasure`, { cause: "owner" });
    expect(erased.statusCode).toBe(200);
  }
  expect(files).toBe(3);
});

test("the one ordered last is the one that counts, also where the clock was put back since", async () => {
  await order();
  await app.drain();
  app.clock.advance(-hour);
  const id = await order();
  expect((await list())[0]).toMatchObject({ id, state: "working" });
  await app.drain();
  expect(only(await fetched(id), /LIESMICH/)).not.toBe("");
  app.clock.advance(hour);
});

test("one that the server dies of three times ends, says so, and can be ordered anew", async () => {
  const id = await order();
  const payload = { tenantId: app.firm.tenantId, exportId: id };
  const { db } = app.deps;
  const ask = db.withTenant.bind(db);
  /** A process that was killed never comes back from what it was doing; the files it had open are closed at the end. */
  const over = Promise.withResolvers<never>();
  const dead: Promise<unknown>[] = [];
  const killed = async () => {
    const before = lying().length;
    await new Promise<void>((midway) => {
      vi.spyOn(db, "withTenant").mockImplementation((tenantId, work) => {
        if (lying().length === before) return ask(tenantId, work);
        midway();
        return over.promise;
      });
      dead.push(houseExportTask(app.deps)(payload));
    });
    vi.restoreAllMocks();
  };
  for (let n = 0; n < 3; n += 1) {
    await killed();
    expect((await list())[0]?.state).toBe("working");
  }
  await houseExportTask(app.deps)(payload);
  expect((await list())[0]).toMatchObject({ id, state: "failed", parts: [] });
  expect(lying()).toEqual([]);
  await app.drain();
  expect(only(await whole(), /LIESMICH/)).not.toBe("");
  over.reject(new Error("killed"));
  expect((await Promise.allSettled(dead)).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});

test("more messages than two pages hold go page by page, in order, and several archives make one whole", async () => {
  const many = app.firm.customer({ name: "Vielschreiber" });
  const words = Array.from({ length: 450 }, (_, i) => `Nachricht ${i}`);
  await many.delivers({
    messages: words.map((body, i) => ({
      from: many.phone,
      from_user_id: many.bsuid,
      id: `wamid.VIEL${i}`,
      timestamp: String(Math.floor(app.clock.now().getTime() / 1000)),
      type: "text",
      text: { body },
    })),
  });
  await owner.stepUp();
  const id = await order();
  for (let n = 0; n < 50 && (await list())[0]?.state === "working"; n += 1)
    await writePart(app.deps, app.firm.tenantId, id, limits);
  const [row] = await list();
  expect(row).toMatchObject({ state: "ready", done: row?.total });
  expect(row?.parts.length).toBeGreaterThan(3);
  const all = new Map<string, Buffer>();
  for (const part of row?.parts ?? []) for (const [path, bytes] of await fetched(id, part.number)) all.set(path, bytes);
  const data = JSON.parse(text(all, only(all, /Vielschreiber\/gespraech\.json$/)));
  const said = data.nachrichten.filter((one: { richtung: string }) => one.richtung === "eingehend");
  expect(said.map((one: { text: string }) => one.text)).toEqual(words);
  expect(text(all, only(all, /Vielschreiber\/gespraech\.html$/)).match(/Nachricht \d+/g)).toEqual(words);
  expect(text(all, "LIESMICH.txt")).toContain(`Es sind ${row?.parts.length} Archive`);
});

test("one that goes on after the server died counts nothing twice", async () => {
  for (let n = 0; n < 20; n += 1) await app.firm.customer().writes("Guten Tag");
  const id = await order();
  const { db } = app.deps;
  const ask = db.withTenant.bind(db);
  let done = 0;
  vi.spyOn(db, "withTenant").mockImplementation(async (tenantId, work) => {
    if (done > 0) throw cut;
    const answer = await ask(tenantId, work);
    const written = (tx: Tx) => tx.selectFrom("house_export").select("under_way").where("export_id", "=", id).execute();
    done = (await ask(tenantId, written))[0]?.under_way ?? 0;
    return answer;
  });
  await expect(writePart(app.deps, app.firm.tenantId, id)).rejects.toBe(cut);
  vi.restoreAllMocks();
  expect((await list())[0]).toMatchObject({ id, state: "working", done: 20 });
  await app.drain();
  const [one] = await list();
  expect(one).toMatchObject({ id, state: "ready", done: one?.total });
});

test("one that became ready in a commit nobody answered is there to be fetched", async () => {
  const id = await order();
  const { db } = app.deps;
  const ask = db.withTenant.bind(db);
  vi.spyOn(db, "withTenant").mockImplementation(async (tenantId, work) => {
    const done = await ask(tenantId, work);
    if (lying().some((name) => !name.endsWith(".tmp"))) throw cut;
    return done;
  });
  await expect(writePart(app.deps, app.firm.tenantId, id)).rejects.toBe(cut);
  vi.restoreAllMocks();
  expect((await list())[0]).toMatchObject({ id, state: "ready" });
  expect(only(await fetched(id), /LIESMICH/)).not.toBe("");
});

test("who only looks ahead, or whose line breaks, has fetched nothing; who goes on to the end has", async () => {
  const id = await order();
  await app.drain();
  await owner.stepUp();
  const path = `/api/house-exports/${id}/parts/1`;
  const fetchedAt = async () => (await list()).find((one) => one.id === id)?.parts[0]?.fetchedAt;
  await owner.send("HEAD", path);
  expect((await owner.send("GET", path, undefined, { range: "bytes=0-199" })).statusCode).toBe(206);
  expect(await fetchedAt()).toBeNull();
  expect((await owner.send("GET", path, undefined, { range: "bytes=200-" })).statusCode).toBe(206);
  expect(await fetchedAt()).toBe(app.clock.now().toISOString());
});
