import { afterAll, beforeAll, expect, test } from "vitest";
import { Ampel } from "../../src/contract/ampel.ts";
import { ampelDocument } from "../../src/server/ampel/ampel-document.ts";
import { renderDocumentPdf } from "../../src/server/platform/documents/document-pdf.ts";
import { day } from "../../src/server/platform/instant.ts";
import { can } from "../../src/server/rights/can.ts";
import type { Business, Person } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** What the Ampel shows is what the engine does: red stops sending on that channel, and never receiving. */
let app: TestApp;
let erika: Customer;
let id: string;
beforeAll(async () => {
  app = await buildTestApp();
  erika = app.firm.customer();
  await erika.writes("Guten Tag");
  id = await erika.conversationId();
});
afterAll(() => app.stop());

const seen = async (who: Person = app.firm.owner) => Ampel.parse(await who.get("/api/law/ampel"));
const channelLevel = async (kind: string) => (await seen()).channels.find(({ channel }) => channel === kind)?.level;
const switchUsa = (business: Business, dpfValid: boolean) =>
  business.owner.call("PUT", "/api/setup/transfer-switch", { dpfValid, source: "Urteil zum Test" });

test("a business with everything in order is green, and may answer", async () => {
  const { level, channels } = await seen();
  expect([level, channels.map((one) => one.level)]).toEqual(["green", ["green", "green"]]);
  expect((await app.firm.office.reply(id, "Wir kommen.")).permit.verdict).toBe("allow");
});

test("red on WhatsApp: nothing leaves there, the chat goes on, and messages still come in", async () => {
  await switchUsa(app.firm, false);
  expect([await channelLevel("whatsapp"), await channelLevel("webchat")]).toEqual(["red", "green"]);
  const light = (await seen()).lights.find(({ duty }) => duty === "transfer");
  expect(light).toMatchObject({
    level: "red",
    stops: "all",
    channels: ["whatsapp"],
    next: { href: "/recht/vertraege" },
  });
  const before = app.left.length;
  expect((await app.firm.office.reply(id, "Noch da?")).permit.verdict).toBe("deny");
  expect(app.left.length).toBe(before);
  await erika.writes("Kommt das an?");
  expect(JSON.stringify(await app.firm.office.thread(id))).toContain("Kommt das an?");
  await switchUsa(app.firm, true);
  expect(await channelLevel("whatsapp")).toBe("green");
});

test("a review that is 31 days late turns the light red by itself, and the engine with it", async () => {
  await app.pass(366 * day + 20 * day);
  await erika.writes("Frohes neues Jahr");
  const { lights } = await seen();
  const light = lights.find(({ duty }) => duty === "agreements");
  expect(light?.level).toBe("red");
  expect((await app.firm.office.reply(id, "Danke.")).permit.verdict).not.toBe("allow");
});

test("the office and the privacy officer look, the crew does not", async () => {
  expect((await seen(app.firm.office)).lights.length).toBeGreaterThanOrEqual(12);
  expect(can({ role: "privacy_officer" }, "read-proofs")).toBe(true);
  for (const role of ["crew_lead", "crew", "apprentice"] as const) expect(can({ role }, "read-proofs")).toBe(false);
});

test("it fits on one sheet", async () => {
  const answer = await app.firm.office.call("GET", "/api/law/ampel.pdf");
  expect(answer.headers["content-disposition"]).toContain(".pdf");
  const pages = answer.rawPayload.toString("latin1").match(/\/Type \/Page\b/g);
  expect(pages).toHaveLength(1);
});

test("it fits on one sheet however much is open at once", async () => {
  const ampel = await seen();
  const sentence =
    "WhatsApp (Meta, Demo): Der Vertrag hat offene Lücken. Es fehlt die schriftliche Entscheidung der Inhaberin.";
  // What the engine keeps by itself has no next step and cannot fall open.
  const mayOpen = ampel.lights.filter(({ next }) => next !== null).map(({ duty }) => duty);
  expect(mayOpen.length).toBeGreaterThanOrEqual(9);
  for (const count of mayOpen.keys()) {
    const open = new Set(mayOpen.slice(0, count + 1));
    const lights = ampel.lights.map((light) =>
      open.has(light.duty) ? { ...light, level: "red" as const, sentence: { de: sentence, en: sentence } } : light,
    );
    const document = ampelDocument({ ...ampel, lights });
    const bytes = await renderDocumentPdf({ ...document, issuedAt: app.deps.clock.now() });
    expect(
      Buffer.from(bytes)
        .toString("latin1")
        .match(/\/Type \/Page\b/g),
      `${count + 1} open`,
    ).toHaveLength(1);
  }
});
