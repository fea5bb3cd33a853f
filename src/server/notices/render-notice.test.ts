import { describe, expect, test } from "vitest";
import type { MetadataFields, ProcessorFields } from "../../contract/setup-papers.ts";
import { metadataDefaults } from "../channels/metadata-defaults.ts";
import { classifyText } from "../policy/classify-text.ts";
import { templateRow } from "../processors/templates.ts";
import { emptyBusiness } from "../tenants/business-fields.ts";
import { emptySettings } from "../tenants/empty-drafts.ts";
import { buildNotice, type NoticeSources } from "./build-notice.ts";
import { noticeDrift } from "./notice-drift.ts";
import { missingFields, noticeSections } from "./notice-fields.ts";
import { addressMark, maxShortText, shortText } from "./render-notice.ts";

const business = {
  ...emptyBusiness,
  name: "Prüf Haustechnik GmbH",
  street: "Prüfweg 1",
  postcode: "09111",
  city: "Chemnitz",
  state: "SN" as const,
  email: "post@pruef.example",
  phone: "0371 000 00-0",
  replyTime: "werktags von 7 bis 16 Uhr",
};
const whatsapp = templateRow("whatsapp_meta");
const row = (name: string, fields: ProcessorFields) => ({ name, channel: "whatsapp", fields, notRequiredReason: null });
const sources: NoticeSources = {
  channel: "whatsapp",
  business,
  ownerName: "",
  settings: { ...emptySettings, dpoAppointed: false, advertising: true },
  processors: [row(whatsapp.name, whatsapp.fields)],
  metadata: metadataDefaults.whatsapp,
  dpfValid: true,
};

test("a business that is set up has every mandatory field of Art. 13", () => {
  expect(missingFields(buildNotice(sources))).toEqual([]);
});

test("of a firm in no register its owner is named as responsible; one from before that is reworded, not another's", () => {
  const shop = { ...business, name: "Fliesen Weber", legalForm: "einzelunternehmen" } as const;
  const own = (name: string, ownerName: string) => buildNotice({ ...sources, business: { ...shop, name }, ownerName });
  const tim = own("Fliesen Weber", "Tim Weber");
  expect(tim.controllerName).toBe("Fliesen Weber, Inhaber/in: Tim Weber");
  expect(own("Fliesen Tim Weber", "Tim Weber").controllerName).toBe("Fliesen Tim Weber");
  expect(own("Tim Webermann Bau", "Tim Weber").controllerName).toBe("Tim Webermann Bau, Inhaber/in: Tim Weber");
  const company = { ...shop, name: "Weber GmbH", legalForm: "gmbh" } as const;
  expect(buildNotice({ ...sources, business: company, ownerName: "Tim Weber" }).controllerName).toBe("Weber GmbH");
  expect(noticeDrift(own("Fliesen Weber", ""), tim)).toBe("editorial");
  expect(noticeDrift(own("Fliesen Weber", "Eva Roth"), tim)).toBe("material");
  expect(noticeDrift(tim, own("Fliesen Roth", "Tim Weber"))).toBe("material");
});

test("no period is said shorter than the deletion concept has it: what is kept to the end of the year says so", () => {
  const proof = buildNotice(sources).retention.find((line) => line.startsWith("Nachweis einer Einwilligung"));
  expect(proof).toBe(
    "Nachweis einer Einwilligung und dieses Hinweises: 3 Jahre nach dem Ende der Nutzung, gerechnet ab Jahresende",
  );
});

describe("the own server", () => {
  const own = { ...sources, channel: "webchat" as const, processors: [], metadata: metadataDefaults.webchat };
  const recipients = (furtherRecipients: string) =>
    buildNotice({ ...own, settings: { ...own.settings, furtherRecipients } }).recipients;

  test("is said to keep everybody out only where nobody else gets anything", () => {
    expect(recipients("")).toEqual([expect.stringMatching(/^Niemand außerhalb unseres Betriebs: /)]);
    expect(recipients("Steuerbüro\nSteuerbüro")).toEqual(["Der Chat läuft auf unserem eigenen Server.", "Steuerbüro"]);
  });
});

describe("what is not known is missing in the notice and named", () => {
  const alsoToTax = { ...sources.settings, furtherRecipients: "Steuerbüro" };
  test.each<[string, Partial<NoticeSources>, string]>([
    ["no name", { business: { ...business, name: "" } }, "controllerName"],
    ["no address", { business: { ...business, street: "" } }, "controllerAddress"],
    ["no phone", { business: { ...business, phone: "" } }, "controllerContact"],
    ["no mail address", { business: { ...business, email: "" } }, "alternativeChannel"],
    ["no federal state", { business: { ...business, state: null } }, "complaintAuthority"],
    ["data protection officer not settled", { settings: emptySettings }, "dpo"],
    ["nobody in the register", { processors: [] }, "recipients"],
    ["Meta not in the register, though others are named", { processors: [], settings: alsoToTax }, "recipients"],
    ["Meta not in the register: whether data leave the EU", { processors: [], settings: alsoToTax }, "thirdCountry"],
    ["metadata not confirmed", { metadata: undefined }, "channelSpecific"],
    ["adequacy decision fallen", { dpfValid: false }, "thirdCountry"],
  ])("%s", (_title, change, key) => {
    expect(missingFields(buildNotice({ ...sources, ...change }))).toContain(key);
  });

  test("with standard clauses the notice stays complete when the adequacy decision falls", () => {
    const fields: ProcessorFields = {
      ...whatsapp.fields,
      sccModule: "Modul 2",
      transferAssessment: "TIA vom 1.11.2026",
    };
    const notice = buildNotice({
      ...sources,
      dpfValid: false,
      processors: [row("W", fields)],
    });
    expect(missingFields(notice)).toEqual([]);
    expect(notice.thirdCountry.join()).toContain("2021/914");
  });
});

describe("where data leave the EU for, and on which basis, is what the register says", () => {
  const clauses = { transferMechanism: "scc", sccModule: "Modul 2", transferAssessment: "TIA vom 1.11.2026" } as const;
  test.each<[Partial<ProcessorFields>, string]>([
    [{}, "Ja, in die USA (WhatsApp Ireland Ltd.). Grundlage ist der Angemessenheitsbeschluss (EU) 2023/1795."],
    [clauses, "Ja, in die USA (WhatsApp Ireland Ltd.). Grundlage sind die Standardvertragsklauseln"],
    [
      { ...clauses, country: "Indien", legalEntity: "" },
      "Ja, in dieses Land außerhalb der Europäischen Union: Indien (Anbieter). Grundlage sind die Standardvertragsklauseln",
    ],
    [
      { ...clauses, subProcessors: "Eins (USA)\nZwei (Indien)" },
      "Ja, in diese Länder außerhalb der Europäischen Union: USA, Indien (WhatsApp Ireland Ltd.).",
    ],
    [{ ...clauses, subProcessors: "" }, "Ja, in Länder außerhalb der Europäischen Union (WhatsApp Ireland Ltd.)."],
    [
      { transferMechanism: "adequacy", country: "Schweiz" },
      "Schweiz (WhatsApp Ireland Ltd.). Grundlage ist ein Angemessenheitsbeschluss der Europäischen Kommission",
    ],
  ])("%j", (change, words) => {
    const fields = { ...whatsapp.fields, ...change };
    const notice = buildNotice({ ...sources, processors: [row("Anbieter", fields)] });
    expect(notice.thirdCountry).toEqual([expect.stringContaining(words)]);
  });
});

test("the notice sets the right to object apart (Art. 21(4))", () => {
  const apart = noticeSections(buildNotice(sources)).filter((section) => section.apart);
  expect(apart.map(({ heading }) => heading)).toEqual(["Ihr Recht auf Widerspruch"]);
});

describe("the first automatic reply", () => {
  const text = shortText({
    business,
    channel: "whatsapp",
    version: 3,
    leavesFor: "in die USA",
    imprintLink: "",
    ownPage: true,
  });
  const chat = shortText({
    business,
    channel: "webchat",
    version: 1,
    leavesFor: undefined,
    imprintLink: "",
    ownPage: true,
  });
  test("names firm, machine, person, Meta, USA, objection, a way without Meta and the Impressum", () => {
    for (const part of [
      "Prüf Haustechnik GmbH",
      "automatisch",
      "Ein Mensch",
      "Meta",
      "USA",
      "widersprechen",
      "0371 000 00-0",
      "/k/web",
      "/impressum",
      "/datenschutz/whatsapp/v/3",
    ])
      expect(text).toContain(part);
    expect(text.split("\n\n").some((paragraph) => paragraph.startsWith("Ihr Recht auf Widerspruch"))).toBe(true);
  });
  test("does not speak of Meta in the own chat", () => {
    expect(chat).not.toMatch(/Meta|WhatsApp|USA/);
  });
  test.each([
    ["WhatsApp", text],
    ["the own chat", chat],
  ])("fits one message on %s and carries no advertising", (_name, one) => {
    expect(
      one.replaceAll(addressMark, "https://chat.sehr-langer-name-eines-betriebs.example").length,
    ).toBeLessThanOrEqual(maxShortText);
    expect(classifyText(one.replaceAll(addressMark, "https://chat.pruef.example"))).toMatchObject({
      promoContent: false,
      signals: [],
    });
  });
});

/** The first reply on the firm's own page, of a business that says this of when it answers. */
const firstReply = (replyTime: string) =>
  shortText({
    business: { ...business, replyTime },
    channel: "webchat",
    version: 1,
    leavesFor: undefined,
    imprintLink: "",
    ownPage: true,
  });

test.each(["Mo–Fr 7–16 Uhr.", "Mo–Fr 7–16 Uhr!"])("the end of %s does not stand there twice", (replyTime) => {
  expect(firstReply(replyTime)).toContain("antwortet Mo–Fr 7–16 Uhr.\n");
});

test.each([
  ["Werktags von 7 bis 16 Uhr", "werktags von 7 bis 16 Uhr"],
  ["In der Regel am selben Tag", "in der Regel am selben Tag"],
  ["Montags bis freitags", "montags bis freitags"],
  ["Montag bis Freitag", "Montag bis Freitag"],
  ["Wir antworten werktags von 7 bis 16 Uhr", "werktags von 7 bis 16 Uhr"],
  ["antwortet am selben Tag", "am selben Tag"],
  ["Ein Mensch liest Ihre Nachricht und antwortet Mo–Fr", "Mo–Fr"],
])("a time of answering written like a sentence goes on in the middle of one: %s", (replyTime, said) => {
  expect(firstReply(replyTime)).toContain(`automatisch. Ein Mensch liest Ihre Nachricht und antwortet ${said}.\n`);
});

test("an advert in the time of answering is found in the first reply", () => {
  const replyTime = "sofort, und jetzt 20 % Rabatt auf jede Wartung";
  expect(classifyText(firstReply(replyTime)).signals.length).toBeGreaterThan(0);
});

describe("a published notice that no longer tells the truth is noticed", () => {
  const published: unknown = JSON.parse(JSON.stringify(buildNotice(sources)));
  const drift = (change: Partial<NoticeSources>) => noticeDrift(published, buildNotice({ ...sources, ...change }));
  const more: MetadataFields = {
    ...metadataDefaults.whatsapp,
    learns: [...metadataDefaults.whatsapp.learns, { who: "Neu", what: "viel" }],
  };
  test("nothing changed", () => expect(drift({})).toBeUndefined());
  test("what nobody sees of it is no change: older ones were kept with it", () => {
    const pasted = JSON.stringify(published).replaceAll("Prüfweg 1", "Prüfweg\u00a0 1\u202c");
    expect(noticeDrift(JSON.parse(pasted), buildNotice(sources))).toBeUndefined();
  });
  test("a new recipient is material", () =>
    expect(drift({ settings: { ...sources.settings, furtherRecipients: "Steuerberatung" } })).toBe("material"));
  test("somebody learning more is material", () => expect(drift({ metadata: more })).toBe("material"));
  test("a purpose added or dropped is a purpose", () =>
    expect(drift({ settings: { ...sources.settings, advertising: false } })).toBe("purpose"));
});
