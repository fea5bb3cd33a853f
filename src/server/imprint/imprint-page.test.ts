import { describe, expect, test } from "vitest";
import type { BusinessFields, ImprintFields, LegalForm } from "../../contract/setup.ts";
import { emptyBusiness } from "../tenants/business-fields.ts";
import { emptyImprint } from "../tenants/empty-drafts.ts";
import { imprintSections } from "./imprint-page.ts";
import { letterBlock } from "./letter-block.ts";
import { validateImprint } from "./validate-imprint.ts";

const firm: BusinessFields = {
  ...emptyBusiness,
  name: "Prüf Haustechnik",
  street: "Prüfweg 1",
  postcode: "09111",
  city: "Chemnitz",
};
/** Everything any form ever asked for, as it stays stored after the form was changed. */
const everything: ImprintFields = {
  ...emptyImprint,
  ownerName: "Olga Inhaberin",
  representatives: "Victor Vertreter",
  generalPartner: "Haftende GmbH",
  generalPartnerRegister: "Amtsgericht Chemnitz, HRB 777",
  registerCourt: "Amtsgericht Chemnitz",
  registerNumber: "HRB 12345",
  capital: "25.000 Euro",
  capitalOutstanding: "keine",
  inLiquidation: true,
  craftKind: "anlage_a",
  chamber: "Handwerkskammer Chemnitz",
  craftRegister: "Rolle 1234",
  supervisoryAuthority: "Ordnungsamt Chemnitz",
  jobTitle: "Klempnermeister",
  jobTitleState: "Deutschland",
  professionalRules: "Handwerksordnung",
  insurance: "Haftpflicht AG",
  disputeBoard: "yes",
  disputeBoardName: "Schlichtungsstelle",
};
const page = (business: Partial<BusinessFields>, imprint: Partial<ImprintFields> = {}): string =>
  JSON.stringify(imprintSections({ ...firm, ...business }, { ...everything, ...imprint }));

describe("what belongs to another legal form is not shown, though it is still stored", () => {
  test.each<[LegalForm, readonly string[]]>([
    ["einzelunternehmen", ["i. L.", "Victor", "Haftende", "HRB", "25.000"]],
    ["ek", ["i. L.", "Victor", "Haftende", "25.000"]],
    ["gbr", ["i. L.", "Olga", "Haftende", "HRB", "25.000"]],
    ["egbr", ["i. L.", "Olga", "Haftende", "25.000"]],
    ["ohg", ["i. L.", "Olga", "Haftende", "25.000"]],
    ["kg", ["i. L.", "Olga", "Haftende", "25.000"]],
    ["gmbh_co_kg", ["i. L.", "Olga", "25.000"]],
    ["ug", ["Olga", "Haftende"]],
    ["gmbh", ["Olga", "Haftende"]],
  ])("%s", (legalForm, foreign) => {
    for (const part of foreign) expect(page({ legalForm })).not.toContain(part);
  });

  test("nor what belongs to another craft or another size", () => {
    const free = page({ legalForm: "gmbh", moreThanTen: false }, { craftKind: "anlage_b" });
    for (const part of ["Rolle 1234", "Ordnungsamt", "Klempnermeister", "Handwerksordnung", "Schlichtungsstelle"])
      expect(free).not.toContain(part);
    expect(free).toContain("Handwerkskammer Chemnitz");
    expect(page({ legalForm: "gmbh" }, { craftKind: "none" })).not.toContain("Handwerkskammer");
  });

  test("who reads it on a phone calls or writes by a tap", () => {
    const contact = page({ legalForm: "gmbh", phone: "+49 (0)371 555-010", email: "post@brandt.example" });
    expect(contact).toContain('"url":"tel:+49371555010"');
    expect(contact).toContain('"url":"mailto:post@brandt.example"');
  });

  test("nothing another form left behind keeps the Impressum from being complete", () => {
    const stale = { ...everything, capitalOutstanding: "", disputeBoardName: "https://ec.europa.eu/consumers/odr/" };
    const problems = validateImprint({ ...firm, legalForm: "einzelunternehmen", moreThanTen: false }, stale);
    expect(problems.map(({ field }) => field)).not.toContain("disputeBoardName");
  });
});

test("half of a register entry stands without a comma before nothing", () => {
  expect(page({ legalForm: "gmbh" }, { registerCourt: "" })).toContain('"HRB 12345"');
  expect(page({ legalForm: "gmbh" }, { registerNumber: "" })).toContain('"Amtsgericht Chemnitz"');
  expect(page({ legalForm: "gmbh_co_kg" }, { generalPartnerRegister: "" })).toContain('Haftende GmbH"');
});

test("what was pasted in several lines stands in several lines", () => {
  const pasted = { insurance: "Haftpflicht AG\n\nBeispielallee 1\nChemnitz", furtherText: "Erste Zeile\nZweite Zeile" };
  const shown = page({ legalForm: "gmbh" }, pasted);
  for (const one of ["Haftpflicht AG", "Beispielallee 1", "Chemnitz", "Erste Zeile", "Zweite Zeile"])
    expect(shown).toContain(`"text":"${one}"`);
});

describe("what does not apply is not shown, whatever stood there before", () => {
  test.each<[keyof ImprintFields & string, string]>([
    ["supervisoryAuthority", "Ordnungsamt"],
    ["insurance", "Haftpflicht AG"],
    ["craftRegister", "Rolle 1234"],
    ["jobTitle", "Klempnermeister"],
    ["jobTitleState", "verliehen"],
    ["professionalRules", "Handwerksordnung"],
    ["vatId", "DE123456788"],
  ])("%s", (field, value) => {
    const filled = { vatId: "DE123456788" };
    expect(page({ legalForm: "gmbh" }, filled)).toContain(value);
    const excused = { ...filled, notApplicable: { [field]: "Das trifft auf uns nicht zu." } };
    expect(page({ legalForm: "gmbh" }, excused)).not.toContain(value);
  });

  test("ticked without a reason it is asked for, and not shown either", () => {
    const ticked = { ...everything, notApplicable: { insurance: "" } };
    const business: BusinessFields = { ...firm, legalForm: "gmbh" };
    expect(JSON.stringify(imprintSections(business, ticked))).not.toContain("Haftpflicht AG");
    expect(validateImprint(business, ticked).map(({ field }) => field)).toContain("insurance");
  });
});

test("a letter does not carry the number the form before had in another register", () => {
  expect(letterBlock({ ...firm, name: "Prüfer e. K.", legalForm: "ek" }, everything)).toBeUndefined();
});

test("a letter of an AG or an eG names its board and who chairs the one above it", () => {
  const ag = { ...firm, name: "Prüfer AG", legalForm: "ag" } as const;
  const register = "Prüfer AG, Sitz Chemnitz\nAmtsgericht Chemnitz, HRB 12345\nVorstand: Victor Vertreter";
  expect(letterBlock(ag, { ...everything, inLiquidation: false, supervisoryChair: "Olga Prüfer" })).toBe(
    `${register}\nVorsitz des Aufsichtsrats: Olga Prüfer`,
  );
  expect(letterBlock(ag, everything)).toBeUndefined();
  const eg = { ...firm, name: "Prüfer eG", legalForm: "eg" } as const;
  const few = { supervisoryChair: "Wir haben unter 20 Mitglieder und keinen Aufsichtsrat." };
  const block = letterBlock(eg, { ...everything, registerNumber: "GnR 5", notApplicable: few });
  expect(block).toMatch(/GnR 5\nVorstand: Victor Vertreter$/);
  expect(letterBlock({ ...firm, name: "Prüfer e. V.", legalForm: "ev" }, everything)).toBeNull();
});

test("a company that is wound up says so once, on its page and its letters, and names who winds it up", () => {
  const gmbh = { ...firm, name: "Prüfer GmbH", legalForm: "gmbh" } as const;
  expect(page(gmbh)).toContain('"Prüfer GmbH i. L. (in Abwicklung)"');
  expect(letterBlock(gmbh, everything)).toMatch(/^Prüfer GmbH i\. L\., Sitz .*\nLiquidator\/in: Victor Vertreter$/s);
  for (const name of ["Prüfer GmbH i.L.", "Prüfer GmbH in Liquidation", "Prüfer GmbH (i. L.)"]) {
    expect(page({ ...gmbh, name })).toContain(`"${name}"`);
    expect(letterBlock({ ...gmbh, name }, everything)).toContain(`${name}, Sitz`);
  }
  const ag = { ...firm, name: "Prüfer AG", legalForm: "ag" } as const;
  expect(letterBlock(ag, { ...everything, supervisoryChair: "Olga Prüfer" })).toContain("Abwickler/in: Victor");
});

test("a company in formation has no register yet: it is not asked for one, and shows none of another form", () => {
  const asked = (name: string, legalForm: LegalForm, more: Partial<ImprintFields> = {}) =>
    validateImprint({ ...firm, name, legalForm }, { ...everything, registerCourt: "", registerNumber: "", ...more })
      .map(({ field }) => field)
      .filter((field) => /register/i.test(field));
  for (const name of ["Prüf GmbH i. G.", "Prüf GmbH i.G.", "Prüf GmbH in Gründung", "Prüf GmbH (i. Gr.)"])
    expect(asked(name, "gmbh")).toEqual([]);
  expect(asked("Prüf UG (haftungsbeschränkt) i. G.", "ug")).toEqual([]);
  expect(asked("Prüf GmbH", "gmbh")).toEqual(["registerCourt", "registerNumber"]);
  // Who is a merchant is one before the entry too, and is called otherwise until then.
  expect(asked("Prüf e. K. i. G.", "ek")).toContain("registerNumber");
  const partner = { generalPartner: "Haftende GmbH i. G.", generalPartnerRegister: "" };
  expect(asked("Prüf GmbH & Co. KG i. G.", "gmbh_co_kg", partner)).toEqual([]);
  const gmbh = { ...firm, name: "Prüf GmbH i. G.", legalForm: "gmbh" } as const;
  expect(page(gmbh)).not.toContain("HRB");
  expect(letterBlock(gmbh, { ...everything, inLiquidation: false })).toBe(
    "Prüf GmbH i. G., Sitz Chemnitz\nGeschäftsführung: Victor Vertreter",
  );
});

test("a letter names nobody the legal form no longer has", () => {
  const business: BusinessFields = { ...firm, name: "Prüfer e. K.", legalForm: "ek" };
  const block = letterBlock(business, { ...everything, registerNumber: "HRA 12" });
  expect(block).toBe("Prüfer e. K., Sitz Chemnitz\nAmtsgericht Chemnitz, HRA 12");
  expect(letterBlock({ ...firm, legalForm: "einzelunternehmen" }, everything)).toBeNull();
});
