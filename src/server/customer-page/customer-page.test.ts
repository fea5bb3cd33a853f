import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { heic } from "../../../test/support/heic.ts";
import { addWebchat } from "../channels/add-webchat.action.ts";
import { isVisitOn } from "./find-session.action.ts";
import { cookieOf, formKey, helga, type PageUnderTest, pageUnderTest } from "./page-under-test.contract.ts";
import { enoughToday, limitFiles } from "./slow-down.action.ts";

let t: PageUnderTest;
let photo: Buffer;

beforeAll(async () => {
  t = await pageUnderTest({
    topics: ["Heizung / Warmwasser", "Bad"],
    hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" })),
    replyTime: "heute bis etwa 12 Uhr",
    phone: "+49 (0)371 555010",
    emergencyPhone: "0171 5550199",
  });
  photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#a33" } })
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 2/1 3/1" } })
    .jpeg()
    .toBuffer();
});
afterAll(() => t.close());

describe("before the first message", () => {
  test("firm, hours, answer time, emergency and gas warning stand before the form; notice and Impressum too", async () => {
    const { body, statusCode } = await t.get("/k/web");
    expect(statusCode).toBe(200);
    expect(body).toContain('href="tel:+49371555010"');
    const form = body.indexOf("<form");
    for (const words of [
      "Prüfbetrieb",
      "Gasgeruch? Raus aus dem Haus, dann",
      'href="tel:01715550199"',
      "Jetzt geöffnet bis 16 Uhr.",
      "Wir antworten heute bis etwa 12 Uhr.",
      'href="/datenschutz/webchat"',
      'href="/impressum"',
      "nur für Ihr Anliegen",
    ])
      expect(body.slice(0, form)).toContain(words);
  });

  test("nothing is stored, nothing foreign is loaded, and all of it fits into 14 kB (WC-1)", async () => {
    const { body, headers } = await t.get("/k/web?q=van-3");
    expect(headers["set-cookie"]).toBeUndefined();
    expect(Buffer.byteLength(body)).toBeLessThan(14_000);
    expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(body).not.toMatch(/\sstyle=|<style|<script(?![^>]+src)|\son\w+=/);
    expect(body).toContain('name="tag" value="van-3"');
  });

  test("letters are as large as somebody has set them in the browser", async () => {
    const css = await readFile("src/customer/customer.css", "utf8");
    expect(css).toMatch(/font-size: [\d.]+rem/);
    expect(css).not.toMatch(/font(-size)?:[^;]*\dpx/);
  });

  test("a page nobody made is a page in words", async () => {
    const answer = await t.get("/k/gibt-es-nicht");
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toContain("text/html");
    for (const words of ["Prüfbetrieb", 'href="/impressum"', 'href="/datenschutz"'])
      expect(answer.body).toContain(words);
    expect(answer.body).not.toContain("Zurück");
  });

  test("whoever sent a form to such a page hears how to get the words back", async () => {
    expect((await t.post("/k/gibt-es-nicht", helga())).body).toContain("Mit „Zurück“ kommen Sie zu Ihrem Text.");
  });

  test("while the database is away a form without a script is answered by a page, and the words are not lost", async () => {
    const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const spy = vi.spyOn(t.deps.db, "withTenant").mockRejectedValue(away);
    const answer = await t.post("/k/web", helga()).finally(() => spy.mockRestore());
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "2"]);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).toContain("Mit „Zurück“ kommen Sie zu Ihrem Text.");
  });

  test("an address that lost a character on the way is refused in German, on a page of the firm", async () => {
    const answer = await t.get("/k/%E0%A4%A?q=van-3");
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).toContain("Diese Seite gibt es nicht");
    expect(answer.body).toContain("Prüfbetrieb");
  });

  test("an address typed off a van may begin with a capital", async () => {
    const { statusCode, body } = await t.get("/k/Web?q=van-3");
    expect(statusCode).toBe(200);
    expect(body).toContain('action="/k/web"');
  });
});

describe("the first message", () => {
  test("words and photos arrive, the claims as lines, and the customer sees when and under which number", async () => {
    const sent = await t.post(
      "/k/web",
      { ...helga(), topic: "Heizung / Warmwasser", tag: "van-3" },
      {
        files: [
          { name: "Typenschild.jpg", type: "image/jpeg", bytes: photo },
          { name: "", type: "application/octet-stream", bytes: Buffer.alloc(0) },
        ],
      },
    );
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toBe("/k/web/gespraech");
    expect(String(sent.headers["set-cookie"])).toMatch(
      /^__Host-werkbote-k=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    // A browser that takes no cookies is led there as well: the message is here, and the answer comes another way.
    expect((await t.get("/k/web/gespraech")).body).toContain("Dann ist Ihre Nachricht da.");
    const page = await t.get("/k/web/gespraech", cookieOf(sent));
    expect(page.body).toMatch(/Angekommen um 07:12, Vorgang \d+/);
    expect(page.body).toContain("Heizung geht nicht an");
    expect(page.body).toContain("<li>Telefon: 0371 5550123</li>");
    const picture = /\/api\/customer\/web\/files\/[0-9a-f-]+/.exec(page.body)?.[0] ?? "";
    const file = await t.get(`${picture}/content`, cookieOf(sent));
    expect(file.headers["content-type"]).toBe("image/jpeg");
    expect(file.rawPayload.includes(Buffer.from("GPS"))).toBe(false);
    expect((await t.get(`${picture}/thumbnail`, cookieOf(sent))).headers["content-type"]).toBe("image/webp");
    const entry = await t.deps.db.withTenant(t.tenantId, (tx) =>
      tx.selectFrom("identity").select("entry_point").execute(),
    );
    expect(entry.map((row) => row.entry_point)).toContain("van-3");
  });

  test("why a value lies on the visitor's device is kept once for each kind, however many come (WC-1, WC-2)", async () => {
    const kept = () =>
      t.deps.db.withTenant(t.tenantId, (tx) =>
        tx
          .selectFrom("decision")
          .select(["facts", "verdict", "rules", "actor_id"])
          .where("action", "=", "write_terminal_storage")
          .execute(),
      );
    const [one, two] = [await t.firstMessage(), await t.firstMessage()];
    expect(one).not.toBe(two);
    const visit = { key: "chat_session", trigger: "message_sent", firstParty: true };
    expect(await kept()).toEqual([{ facts: { extra: visit }, verdict: "allow", rules: ["WC-2"], actor_id: null }]);
    for (const cookie of [one, two, one])
      await t.app.inject({
        method: "POST",
        url: "/api/customer/web/remember",
        headers: { cookie, origin: "http://localhost:8080" },
      });
    const keys = (await kept()).map(({ facts }) => (facts as { extra: { key: string } }).extra.key);
    expect(keys.sort()).toEqual(["chat_resume", "chat_session"]);
  });

  test("what is missing is said, and what was typed is still there", async () => {
    const answer = await t.post("/k/web", { ...helga(), name: "", reach: "ruf an", text: "Rohr <b>tropft</b>" });
    expect(answer.statusCode).toBe(422);
    // What a screen reader says first of a page that comes back.
    expect(answer.body).toContain("<title>Noch nicht gesendet – Prüfbetrieb");
    expect(answer.body).toContain("Bitte nennen Sie Ihren Namen.");
    expect(answer.body).toContain("Das ist keine Telefonnummer");
    expect(answer.body).toContain("Rohr &lt;b&gt;tropft&lt;/b&gt;");
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.body).not.toContain("noch einmal aus");
  });

  test("photos that came with a form which is not taken are not there any more: it says so, at their field too", async () => {
    const files = [{ name: "a.jpg", type: "image/jpeg", bytes: photo }];
    const { body } = await t.post("/k/web", { ...helga(), reach: "ruf an" }, { files });
    const words = "Bitte wählen Sie Ihre Fotos noch einmal aus.";
    expect(body).toContain(`<a href="#gallery">${words}</a>`);
    expect(body.slice(body.indexOf("<fieldset"))).toContain(words);
    const reply = { formKey: formKey(), text: "ä".repeat(5_001) };
    const cookie = await t.firstMessage();
    expect((await t.post("/k/web/gespraech", reply, { cookie, files })).body).toContain(words);
  });

  test("a text that is too long comes back whole, and nothing cuts it on the way", async () => {
    const text = `${"ä".repeat(29_999)}!`;
    const answer = await t.post("/k/web", { ...helga(), text });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("Ihr Text ist um 25000 Zeichen zu lang.");
    expect(answer.body).toContain(text);
    expect((await t.get("/k/web")).body).not.toMatch(/<textarea[^>]*maxlength/);
  });

  test("only what is too long is called that: a form that came without its parts is not", async () => {
    expect((await t.post("/k/web", {})).body).toContain("Eine Angabe fehlt oder passt nicht.");
    const long = await t.post("/k/web", { ...helga(), topic: "x".repeat(1_000) });
    expect(long.body).toContain("Eine Angabe ist zu lang. Bitte kürzen Sie sie.");
  });

  test("pressing twice gives one message, and both presses end in the same conversation", async () => {
    const form = helga();
    const [one, two] = await Promise.all([t.post("/k/web", form), t.post("/k/web", form)]);
    const numberOf = async (answer: typeof one) =>
      /Vorgang (\d+)/.exec((await t.get("/k/web/gespraech", cookieOf(answer))).body)?.[1];
    expect(await numberOf(one)).toBe(await numberOf(two));
    const page = await t.get("/k/web/gespraech", cookieOf(two));
    expect(page.body.match(/Heizung geht nicht an/g)).toHaveLength(1);
    expect(page.body).not.toMatch(/Vorgang \d+\./);
    t.clock.advance(16 * 60_000);
    expect((await t.post("/k/web", form)).statusCode).toBe(409);
  });

  test("changed words after going back are a new message, not a lost one", async () => {
    const form = helga();
    const cookie = cookieOf(await t.post("/k/web", form));
    await t.post("/k/web", { ...form, text: "Jetzt tropft es auch" }, { cookie });
    const { body } = await t.get("/k/web/gespraech", cookie);
    expect(body).toContain("Heizung geht nicht an");
    expect(body).toContain("Jetzt tropft es auch");
  });

  test("another photo with the same words after going back is a new message; the same photo is not", async () => {
    const form = helga();
    const file = (bytes: Uint8Array) => ({ files: [{ name: "rohr.jpg", type: "image/jpeg", bytes }] });
    const cookie = cookieOf(await t.post("/k/web", form, file(photo)));
    const seen = async () => (await t.get("/k/web/gespraech", cookie)).body.match(/\/thumbnail"/g)?.length;
    await t.post("/k/web", form, { cookie, ...file(photo) });
    expect(await seen()).toBe(1);
    await t.post("/k/web", form, { cookie, ...file(Buffer.concat([photo, Buffer.alloc(1)])) });
    expect(await seen()).toBe(2);
  });

  test("too many files: the first ten are here, and the person is told", async () => {
    const files = Array.from({ length: 12 }, (_, i) => ({ name: `${i}.jpg`, type: "image/jpeg", bytes: photo }));
    const answer = await t.post("/k/web", helga(), { files });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("Die ersten 10 sind da.");
    expect(answer.body.match(/\/thumbnail"/g)).toHaveLength(10);
  });

  test("the HEIC of an iPhone is shown like every photo; one that cannot be read is kept as a download (U39)", async () => {
    const damaged = heic();
    damaged.write("lost", damaged.indexOf("hvcC"));
    const files = [heic(), damaged].map((bytes, n) => ({ name: `IMG_${n}.HEIC`, type: "image/heic", bytes }));
    const cookie = cookieOf(await t.post("/k/web", helga(), { files }));
    const { body } = await t.get("/k/web/gespraech", cookie);
    const [shown = "", kept = ""] = new Set(body.match(/\/api\/customer\/web\/files\/[0-9a-f-]+/g));
    expect((await t.get(`${shown}/thumbnail`, cookie)).headers["content-type"]).toBe("image/webp");
    const photo = await t.get(`${shown}/content`, cookie);
    expect(photo.headers["content-type"]).toBe("image/jpeg");
    expect(photo.headers["content-disposition"]).toContain(".jpg");
    const { width, height, exif } = await sharp(photo.rawPayload).metadata();
    expect({ width, height, exif }).toEqual({ width: 64, height: 48, exif: undefined });
    const [red = 0, , blue = 255] = await sharp(photo.rawPayload)
      .extract({ left: 30, top: 5, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(red - blue).toBeGreaterThan(150);
    const file = await t.get(`${kept}/content`, cookie);
    expect(file.headers["content-disposition"]).toMatch(/^attachment;.*IMG_1\.HEIC/);
  });

  test("a program sent as a photo is refused, the message is not", async () => {
    const files = [{ name: "foto.jpg", type: "image/jpeg", bytes: Buffer.from("<svg onload=alert(1)>") }];
    const answer = await t.post("/k/web", helga(), { files });
    expect(answer.body.match(/„foto.jpg“: Diese Dateiart nehmen wir hier nicht an./g)).toHaveLength(2);
    expect(answer.body).toContain("Heizung geht nicht an");
    // What has arrived comes first, also of an answer.
    const cookie = await t.firstMessage();
    const reply = await t.post("/k/web/gespraech", { formKey: formKey(), text: "Hier noch eins" }, { files, cookie });
    for (const { body } of [answer, reply])
      expect(body).toMatch(/<p[^>]*>Ihre Nachricht ist da\.[^<]*<\/p>\s*<p>„foto\.jpg“: Diese Dateiart/);
  });

  test("a foreign page cannot make somebody send (CSRF)", async () => {
    expect((await t.post("/k/web", helga(), { origin: "https://boese.example" })).statusCode).toBe(403);
  });
});

describe("the conversation", () => {
  test("a reply joins the same conversation, and an empty one is answered with a sentence", async () => {
    const cookie = await t.firstMessage();
    expect(
      (await t.post("/k/web/gespraech", { formKey: formKey(), text: "Do 10 Uhr passt" }, { cookie })).statusCode,
    ).toBe(303);
    const empty = await t.post("/k/web/gespraech", { formKey: formKey(), text: " " }, { cookie });
    expect(empty.statusCode).toBe(422);
    const { body } = await t.get("/k/web/gespraech", cookie);
    expect(body).toContain("Do 10 Uhr passt");
    expect(body.match(/, Vorgang \d+<\/p>/g)).toHaveLength(1);
  });

  test("whoever returns to the form with a running visit lands in the conversation", async () => {
    const answer = await t.get("/k/web", await t.firstMessage());
    expect(answer.headers.location).toBe("/k/web/gespraech");
  });

  test("sign-off ends the visit on the server, not only in the browser", async () => {
    const cookie = await t.firstMessage();
    const answer = await t.post("/k/web/abmelden", { x: "1" }, { cookie });
    expect(answer.statusCode).toBe(303);
    expect((await t.get("/api/customer/web/talk", cookie)).statusCode).toBe(404);
  });

  test("a visit ends after 24 hours, unless it is in use", async () => {
    const cookie = await t.firstMessage();
    t.clock.advance(20 * 3_600_000);
    expect(String((await t.get("/k/web/gespraech", cookie)).headers["set-cookie"])).toContain("Max-Age=86400");
    t.clock.advance(20 * 3_600_000);
    // That a page stands open is no use of its visit: asked whether it holds, it is as old as before.
    expect(await isVisitOn(t.deps, t, cookie.split("=")[1])).toBe(true);
    expect(String((await t.get("/api/customer/web/talk", cookie)).headers["set-cookie"])).toContain("Max-Age=86400");
    t.clock.advance(25 * 3_600_000);
    expect((await t.get("/api/customer/web/talk", cookie)).statusCode).toBe(404);
  });
});

describe("after sending", () => {
  test("she reads near the top where the answer will stand and how she comes back, until somebody has answered", async () => {
    const { body } = await t.get("/k/web/gespraech", await t.firstMessage());
    const top = body.slice(0, body.indexOf("Heizung geht nicht an"));
    expect(top).toContain("Die Antwort steht dann hier auf dieser Seite.");
    expect(top).toContain("So kommen Sie wieder hierher");
    expect(body.split('id="link"')).toHaveLength(2);
  });
});

describe("the private link", () => {
  const codeOf = (body: string) => /weiter#([\w-]{43})/.exec(body)?.[1] ?? "";

  test("opens the same conversation elsewhere, again and again, and runs out", async () => {
    const cookie = await t.firstMessage();
    const made = await t.post("/k/web/link", { x: "1" }, { cookie });
    expect(made.body).toContain("<svg");
    const code = codeOf(made.body);
    for (const given of [
      code,
      `http://localhost:8080/k/web/weiter#${code} `,
      `Hier: https://a.example/k/web/weiter#${code}.`,
    ]) {
      const opened = await t.post("/k/web/weiter", { code: given });
      expect(opened.statusCode).toBe(303);
      expect((await t.get("/k/web/gespraech", cookieOf(opened))).body).toContain("Heizung geht nicht an");
    }
    t.clock.advance(8 * 24 * 3_600_000);
    const late = await t.post("/k/web/weiter", { code });
    expect(late.statusCode).toBe(410);
    // On the page where one pastes it: the emergency number stands above, and what she pasted is there to be mended.
    expect(late.body.split("<form")[0]).toMatch(/01715550199.*role="alert">Dieser Link gilt nicht mehr\./s);
    expect(late.body).toContain(`value="${code}"`);
    expect(late.body).toContain('href="/k/web"');
  });

  test("that lost its end on the way is called that, and nobody is told that it ran out", async () => {
    const made = await t.post("/k/web/link", { x: "1" }, { cookie: await t.firstMessage() });
    const code = codeOf(made.body).slice(0, -3);
    for (const given of [`http://localhost:8080/k/web/weiter#${code}`, "http://localhost:8080/k/web/weiter"]) {
      const { body } = await t.post("/k/web/weiter", { code: given });
      expect(body).toContain("Dieser Link ist nicht vollständig.");
      expect(body).not.toContain("gilt nicht mehr");
    }
  });

  test("whoever was signed out while writing finds back to the words, to the link and to the telephone", async () => {
    const { statusCode, body } = await t.post("/k/web/gespraech", { formKey: formKey(), text: "Do 10 Uhr passt" });
    expect(statusCode).toBe(410);
    for (const words of ["Mit „Zurück“ kommen Sie zu Ihrem Text.", 'href="/k/web"', "tel:01715550199"])
      expect(body).toContain(words);
  });

  test("looking at the address changes nothing, so a mail scanner uses nothing up", async () => {
    const made = await t.post("/k/web/link", { x: "1" }, { cookie: await t.firstMessage() });
    for (let i = 0; i < 3; i++) expect((await t.get("/k/web/weiter")).statusCode).toBe(200);
    expect((await t.post("/k/web/weiter", { code: codeOf(made.body) })).statusCode).toBe(303);
  });

  test("a visit's own secret is no link, and a link's secret is no visit", async () => {
    const cookie = await t.firstMessage();
    expect((await t.post("/k/web/weiter", { code: cookie.split("=")[1] ?? "" })).statusCode).toBe(410);
    const code = codeOf((await t.post("/k/web/link", { x: "1" }, { cookie })).body);
    expect((await t.get("/api/customer/web/talk", `__Host-werkbote-k=${code}`)).statusCode).toBe(404);
  });

  test("a page is not named like what lies behind /k/ already", async () => {
    const named = t.deps.db.withTenant(t.tenantId, (tx) =>
      addWebchat(t.deps, tx, t.tenantId, { slug: "assets", fields: {} }),
    );
    await expect(named).rejects.toMatchObject({ details: { detail: { de: expect.stringContaining("„assets“") } } });
  });

  test("belongs to the page it was made on, and so does a visit: another one of the business knows neither", async () => {
    await t.deps.db.withTenant(t.tenantId, async (tx) => {
      const id = await addWebchat(t.deps, tx, t.tenantId, { slug: "zwei", fields: {} });
      await tx.updateTable("channel_account").set({ state: "live" }).where("account_id", "=", id).execute();
    });
    const cookie = await t.firstMessage();
    const code = codeOf((await t.post("/k/web/link", { x: "1" }, { cookie })).body);
    expect((await t.get("/api/customer/zwei/talk", cookie)).statusCode).toBe(404);
    expect((await t.post("/k/zwei/weiter", { code })).statusCode).toBe(410);
    expect((await t.get("/api/customer/web/talk", cookie)).statusCode).toBe(200);
  });

  test("renews itself with each use, ninety days at most", async () => {
    const code = codeOf((await t.post("/k/web/link", { x: "1" }, { cookie: await t.firstMessage() })).body);
    let days = 0;
    for (; (await t.post("/k/web/weiter", { code })).statusCode === 303 && days < 100; days += 2)
      t.clock.advance(2 * 24 * 3_600_000);
    expect(days).toBe(90);
  });
});

test("a channel stopped while she writes takes nothing more, with a script and without, and says what to do instead", async () => {
  const cookie = await t.firstMessage();
  const turn = (state: "live" | "stopped") =>
    t.deps.db.withTenant(t.tenantId, (tx) =>
      tx.updateTable("channel_account").set({ state }).where("account_id", "=", t.accountId).execute(),
    );
  await turn("stopped");
  const [talk, first] = [await t.get("/k/web/gespraech", cookie), await t.get("/k/web")];
  const form = { formKey: formKey(), text: "Noch jemand da?" };
  const answers = [
    await t.post("/api/customer/web/messages", helga()),
    await t.post("/api/customer/web/messages", { ...form, reply: "1" }, { cookie }),
    await t.post("/k/web", helga()),
    await t.post("/k/web/gespraech", form, { cookie }),
  ];
  await turn("live");
  const instead = "Hier nehmen wir gerade keine Nachrichten an. Bitte rufen Sie uns an: +49 (0)371 555010.";
  for (const { body } of answers) expect(body).toContain(instead);
  expect(first.body).toContain(instead.slice(0, 45));
  // Whoever comes anew is promised no answer to what cannot be sent.
  expect(first.body).not.toContain("Wir antworten");
  // What was said stays readable; the field for more is not there.
  expect(talk.body).toContain("Heizung geht nicht an");
  expect(talk.body).toContain("Hier nehmen wir gerade keine Nachrichten an.");
  expect(talk.body).not.toContain("Antwort senden");
  expect((await t.get("/k/web/gespraech", cookie)).body).not.toContain("Noch jemand da?");
});

test("the QR code for the van leads here", async () => {
  const svg = await t.get("/k/web/qr.svg?q=van-3");
  expect(svg.headers["content-type"]).toContain("image/svg+xml");
  expect((await t.get("/k/web/qr.png")).rawPayload.subarray(1, 4).toString()).toBe("PNG");
});

test("the print shop's picture costs the server much: sixty an hour for one address", async () => {
  const codes = [];
  for (let n = 0; n < 62; n += 1) codes.push((await t.get(`/k/web/qr.png?q=van-${n}`)).statusCode);
  expect(new Set(codes.slice(0, 59))).toEqual(new Set([200]));
  expect(codes.at(-1)).toBe(429);
});

test("a wrong address of a firm with several pages leads to its first one, and tells nobody the short names", async () => {
  await t.deps.db.withTenant(t.tenantId, async (tx) => {
    const id = await addWebchat(t.deps, tx, t.tenantId, { slug: "heizung", fields: {} });
    await tx.updateTable("channel_account").set({ state: "live" }).where("account_id", "=", id).execute();
  });
  const { statusCode, body } = await t.get("/k/hiezung");
  expect(statusCode).toBe(404);
  expect(body.match(/<a class="button"[^>]*>[^<]*/g)).toEqual(['<a class="button" href="/k/web">Schreiben Sie uns']);
});

test("who sends files without end is stopped for the day: the words arrive, and they read why a file does not", async () => {
  // What the tests before this one sent was yesterday.
  t.clock.advance(24 * 3_600_000);
  const cookie = await t.firstMessage({ formKey: formKey() });
  await limitFiles(t.deps, t.tenantId, "127.0.0.1", 1_998_500_000);
  const text = { type: "text/plain", bytes: Buffer.from("x") };
  const files = [
    { ...text, name: "riss.txt" },
    { ...text, name: "fleck.txt" },
  ];
  const kept = async () =>
    (await t.deps.db.withTenant(t.tenantId, (tx) => tx.selectFrom("attachment").select("attachment_id").execute()))
      .length;
  const before = await kept();
  const sent = await t.post("/k/web/gespraech", { formKey: formKey(), text: "Zwei Zettel" }, { cookie, files });
  expect(sent.body).toContain("„fleck.txt“ kam nicht an: Von Ihrem Anschluss kamen heute schon sehr viele Dateien.");
  expect(sent.body).not.toContain("„riss.txt“ kam nicht an");
  expect((await t.get("/k/web/gespraech", cookie)).body).toContain("Zwei Zettel");
  expect(await kept()).toBe(before + 1);
  const says = async (who: string, text: string): Promise<string> =>
    (await t.post("/api/customer/web/messages", { formKey: formKey(), text }, { cookie: who })).json().messageId;
  const messageId = await says(cookie, "Und noch einer");
  const late = await t.sendBlocks({ cookie, messageId, ordinal: 5, bytes: Buffer.from("x") });
  expect([late.statusCode, late.json().detail]).toEqual([429, enoughToday]);
  t.clock.advance(24 * 3_600_000);
  const again = await t.firstMessage({ formKey: formKey() });
  const next = { cookie: again, messageId: await says(again, "Heute"), ordinal: 5, bytes: Buffer.from("x") };
  expect((await t.sendBlocks(next)).statusCode).toBe(200);
});
