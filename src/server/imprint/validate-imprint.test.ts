import { describe, expect, test } from "vitest";
import type { BusinessFields, ImprintFields, LegalForm } from "../../contract/setup.ts";
import { emptyBusiness } from "../tenants/business-fields.ts";
import { emptyImprint } from "../tenants/empty-drafts.ts";
import { imprintSections } from "./imprint-page.ts";
import { validateImprint } from "./validate-imprint.ts";

const business: BusinessFields = {
  ...emptyBusiness,
  name: "Prüf Haustechnik GmbH",
  legalForm: "gmbh",
  trade: "Heizung",
  street: "Prüfweg 1",
  postcode: "09111",
  city: "Chemnitz",
  state: "SN",
  email: "post@pruef-haustechnik.example",
  phone: "0371 000 00-0",
  website: "https://www.pruef-haustechnik.example",
  replyTime: "werktags von 7 bis 16 Uhr",
  moreThanTen: false,
};
const imprint: ImprintFields = {
  ...emptyImprint,
  representatives: "Jörg Prüfer",
  registerCourt: "Amtsgericht Chemnitz",
  registerNumber: "HRB 12345",
  vatId: "DE 123456788",
  craftKind: "anlage_a",
  chamber: "Handwerkskammer Chemnitz",
  craftRegister: "Nr. 1234 bei der Handwerkskammer Chemnitz",
  supervisoryAuthority: "Stadt Chemnitz, Ordnungsamt",
  jobTitle: "Installateur- und Heizungsbauermeister",
  jobTitleState: "Deutschland",
  professionalRules: "Handwerksordnung, gesetze-im-internet.de/hwo",
  insurance: "Prüfversicherung AG, Prüfstraße 2, 09111 Chemnitz; Gebiet: Deutschland",
};
const fieldsOf = (b: BusinessFields, i: ImprintFields) => validateImprint(b, i).map(({ field }) => field);

test("a GmbH that entered everything has a complete Impressum", () => {
  expect(validateImprint(business, imprint)).toEqual([]);
});

describe("every mandatory entry that is missing or wrong is named at its field", () => {
  test.each<[string, Partial<BusinessFields>, Partial<ImprintFields>, string]>([
    ["no name", { name: "" }, {}, "business.name"],
    ["name without GmbH", { name: "Prüf Haustechnik" }, {}, "business.name"],
    ["P.O. box instead of a street", { street: "Postfach 1234" }, {}, "business.street"],
    ["street without a number", { street: "Prüfweg" }, {}, "business.street"],
    ["no postcode", { postcode: "911" }, {}, "business.postcode"],
    ["no mail", { email: "post" }, {}, "business.email"],
    ["no phone", { phone: "" }, {}, "business.phone"],
    ["nothing said about the size", { moreThanTen: null }, {}, "business.moreThanTen"],
    ["no managing director", {}, { representatives: "" }, "representatives"],
    ["managing director without a first name", {}, { representatives: "Prüfer" }, "representatives"],
    ["no register court", {}, { registerCourt: "" }, "registerCourt"],
    ["a town in place of the register court", {}, { registerCourt: "Chemnitz" }, "registerCourt"],
    ["a number in place of the register court", {}, { registerCourt: "123" }, "registerCourt"],
    ["HRA instead of HRB", {}, { registerNumber: "HRA 12" }, "registerNumber"],
    ["capital without what is still owed on it", {}, { capital: "25.000 €" }, "capitalOutstanding"],
    ["tax number as VAT id", {}, { vatId: "215/123/45678" }, "vatId"],
    ["tax number without slashes", {}, { vatId: "21512345678" }, "vatId"],
    ["neither VAT id nor a reason", {}, { vatId: "" }, "vatId"],
    ["malformed business id", {}, { vatId: "", businessId: "DE12" }, "businessId"],
    ["kind of craft not chosen", {}, { craftKind: null }, "craftKind"],
    ["no chamber", {}, { chamber: "" }, "chamber"],
    ["no supervisory authority", {}, { supervisoryAuthority: "" }, "supervisoryAuthority"],
    ["no job title", {}, { jobTitle: "" }, "jobTitle"],
    ["no state that awarded it", {}, { jobTitleState: "" }, "jobTitleState"],
    ["no professional rules", {}, { professionalRules: "" }, "professionalRules"],
    ["no liability insurance", {}, { insurance: "" }, "insurance"],
    ["more than ten people and nothing on dispute boards", { moreThanTen: true }, {}, "disputeBoard"],
    ["takes part in dispute resolution, but where", { moreThanTen: true }, { disputeBoard: "yes" }, "disputeBoardName"],
    [
      "general partner without its legal form",
      { legalForm: "gmbh_co_kg", name: "Prüf GmbH & Co. KG" },
      {
        registerNumber: "HRA 1",
        generalPartner: "Müller Verwaltung",
        generalPartnerRegister: "Amtsgericht Chemnitz, HRB 16",
      },
      "generalPartner",
    ],
    ["the repealed § 5 TMG", {}, { furtherText: "Angaben gemäß § 5 TMG" }, "furtherText"],
    ["the renamed TTDSG", {}, { furtherText: "Hinweis nach § 25 TTDSG" }, "furtherText"],
    ["dead link to the EU platform", {}, { furtherText: "https://ec.europa.eu/consumers/odr/" }, "furtherText"],
    ["the repealed RStV", {}, { furtherText: "Verantwortlich nach § 55 Abs. 2 RStV: Jörg Prüfer" }, "furtherText"],
    ["the MDStV of old", {}, { furtherText: "Angaben nach § 10 MDStV" }, "furtherText"],
    ["the name claims another legal form", { name: "Prüf Haustechnik GmbH & Co. KG" }, {}, "business.name"],
    ["owner's first name is an initial", {}, { representatives: "J. Prüfer" }, "representatives"],
    ["a P.O. box in other words", { street: "PF 12 34" }, {}, "business.street"],
    ["a shortened P.O. box", { street: "Postf. 12" }, {}, "business.street"],
    ["an address at somebody else's", { street: "c/o Bürodienst, Prüfweg 3" }, {}, "business.street"],
    ["a phone number without digits", { phone: "(((((((" }, {}, "business.phone"],
    ["a number in place of the town", { city: "12345" }, {}, "business.city"],
    ["a mail address in brackets", { email: "<post@brandt.de>" }, {}, "business.email"],
    ["a VAT id with a wrong check digit", {}, { vatId: "DE000000000" }, "vatId"],
    ["a small VAT id with a wrong check digit", {}, { vatId: "de123456789" }, "vatId"],
    ["tax number in the free text", {}, { furtherText: "Steuernummer 215/123/45678" }, "furtherText"],
  ])("%s", (_title, b, i, field) => {
    expect(fieldsOf({ ...business, ...b }, { ...imprint, ...i })).toContain(field);
  });
});

test("whoever named only the town of the register court is offered the court", () => {
  expect(validateImprint(business, { ...imprint, registerCourt: "Chemnitz" })).toMatchObject([
    { field: "registerCourt", offer: "Amtsgericht Chemnitz" },
  ]);
  const partner = {
    generalPartner: "Prüf GmbH",
    generalPartnerRegister: "Chemnitz, HRB 12345",
    registerNumber: "HRA 1",
  };
  const kg = { ...business, legalForm: "gmbh_co_kg", name: "Prüf GmbH & Co. KG" } as const;
  expect(fieldsOf(kg, { ...imprint, ...partner })).toEqual(["generalPartnerRegister"]);
});

test("both numbers of the tax office are looked at, so that whoever mends one does not then learn of the other", () => {
  const both = { ...imprint, vatId: "DE000000000", businessId: "DE12" };
  expect(fieldsOf(business, both)).toEqual(expect.arrayContaining(["vatId", "businessId"]));
});

describe("what is right is not refused for how it is written", () => {
  test.each<[string, Partial<BusinessFields>, Partial<ImprintFields>]>([
    ["dots in the phone number", { phone: "0371.123456" }, {}],
    ["country code and a bracket", { phone: "+49 (371) 123-45" }, {}],
    ["a VAT id in small letters", {}, { vatId: "de123456788" }],
    ["a business id in small letters", {}, { vatId: "", businessId: "de123456789 - 00001" }],
    ["a business id with the dash of a letter", {}, { vatId: "", businessId: "DE123456789–00001" }],
    ["a register number in small letters", {}, { registerNumber: "hrb12345" }],
    ["a register number with its colon and spaces", {}, { registerNumber: "HRB-Nr.: 12 345 b" }],
    ["a VAT id that was issued", {}, { vatId: "DE136695976" }],
    ["a mail address with a plus and a subdomain", { email: "post+web@mail.müller-bad.de" }, {}],
    ["a town with brackets", { city: "Halle (Saale)" }, {}],
    ["a street called after a Pfarrer", { street: "Pfarrgasse 12" }, {}],
    ["the street of a post office", { street: "Poststraße 7" }, {}],
    ["a street of Co", { street: "Co-Op-Straße 3" }, {}],
    ["a court in short", {}, { registerCourt: "AG Chemnitz" }],
    ["partners of a noble house", {}, { representatives: "Kai von und zu Berg und Anna Müller" }],
  ])("%s", (_title, b, i) => {
    expect(validateImprint({ ...business, ...b }, { ...imprint, ...i })).toEqual([]);
  });

  test.each([
    ["hrb12345", "HRB 12345"],
    ["Hrb Nr. 12 345b", "HRB 12345 B"],
  ])("the register number %s is shown as the register writes it", (registerNumber, shown) => {
    const text = JSON.stringify(imprintSections(business, { ...imprint, registerNumber }));
    expect(text).toContain(shown);
  });

  test("numbers of the tax office typed in small letters are shown as they are issued", () => {
    const typed = { vatId: "de123456788", businessId: "de123456788 - 00001" };
    const text = JSON.stringify(imprintSections(business, { ...imprint, ...typed }));
    expect(text).toContain("DE123456788");
    expect(text).toContain("DE123456788-00001");
  });
});

/** What each legal form must say, beside name, address and ways to reach it. */
const ofCraft = [
  "chamber",
  "craftRegister",
  "supervisoryAuthority",
  "jobTitle",
  "jobTitleState",
  "professionalRules",
  "insurance",
  "vatId",
] as const;
const ofBusiness = ["name", "street", "postcode", "city", "email", "phone"] as const;
const forms: readonly (readonly [LegalForm, string, Partial<ImprintFields>, readonly (keyof ImprintFields)[]])[] = [
  ["einzelunternehmen", "Jörg Prüfer Haustechnik", { ownerName: "Jörg Prüfer" }, ["ownerName"]],
  [
    "ek",
    "Prüfer Haustechnik e. K.",
    { ownerName: "Jörg Prüfer", registerNumber: "HRA 12" },
    ["ownerName", "registerCourt", "registerNumber"],
  ],
  ["gbr", "Prüfer und Söhne GbR", { representatives: "Jörg Prüfer, Kai Prüfer" }, ["representatives"]],
  [
    "egbr",
    "Prüfer und Söhne eGbR",
    { registerNumber: "GsR 7" },
    ["representatives", "registerCourt", "registerNumber"],
  ],
  ["ohg", "Prüfer OHG", { registerNumber: "HRA 13" }, ["representatives", "registerCourt", "registerNumber"]],
  ["kg", "Prüfer KG", { registerNumber: "HRA 14" }, ["representatives", "registerCourt", "registerNumber"]],
  [
    "gmbh_co_kg",
    "Prüfer GmbH & Co. KG",
    {
      registerNumber: "HRA 15",
      generalPartner: "Prüfer Verwaltungs GmbH",
      generalPartnerRegister: "Amtsgericht Chemnitz, HRB 16",
    },
    ["representatives", "generalPartner", "generalPartnerRegister", "registerCourt", "registerNumber"],
  ],
  ["ug", "Prüfer UG (haftungsbeschränkt)", {}, ["representatives", "registerCourt", "registerNumber"]],
  ["gmbh", "Prüfer GmbH", {}, ["representatives", "registerCourt", "registerNumber"]],
  [
    "ag",
    "Prüfer Bau AG",
    { supervisoryChair: "Olga Prüfer" },
    ["representatives", "supervisoryChair", "registerCourt", "registerNumber"],
  ],
  [
    "eg",
    "Prüfer Dachdecker eG",
    { supervisoryChair: "Olga Prüfer", registerNumber: "gnr 12" },
    ["representatives", "supervisoryChair", "registerCourt", "registerNumber"],
  ],
  [
    "ev",
    "Prüfer Lehrwerkstatt e.V.",
    { registerNumber: "VR 12" },
    ["representatives", "registerCourt", "registerNumber"],
  ],
];

describe("the legal form decides what is asked", () => {
  test.each(forms)("%s (%s): complete with everything entered", (legalForm, name, own) => {
    expect(validateImprint({ ...business, legalForm, name }, { ...imprint, ...own })).toEqual([]);
  });

  const rows = forms.flatMap(([form, name, own, fields]) =>
    [...fields, ...ofCraft].map((field) => ({ form, name, own, field })),
  );
  test.each(rows)("$form: without $field it is incomplete", ({ form, name, own, field }) => {
    const without = { ...imprint, ...own, [field]: "" };
    const firm = { ...business, legalForm: form, name };
    expect(fieldsOf(firm, without)).toEqual([field]);
    if (form !== "gmbh") expect(validateImprint(firm, without)[0]?.sentence.de).not.toContain("GmbH i. G.");
  });

  const contact = forms.flatMap(([form, name, own]) => ofBusiness.map((field) => ({ form, name, own, field })));
  test.each(contact)("$form: without its $field it is incomplete", ({ form, name, own, field }) => {
    const without = { ...business, legalForm: form, name, [field]: "" };
    expect(fieldsOf(without, { ...imprint, ...own })).toEqual([`business.${field}`]);
  });

  test.each(forms)("%s (%s) asks for nothing another form owes", (legalForm, name, own, fields) => {
    const empty = { ...imprint, representatives: "", registerCourt: "", registerNumber: "" };
    const cleared = Object.fromEntries(Object.keys(own).map((field) => [field, ""]));
    expect(fieldsOf({ ...business, legalForm, name }, { ...empty, ...cleared }).toSorted()).toEqual(fields.toSorted());
  });

  test.each<[LegalForm, string]>([
    ["einzelunternehmen", "Prüfer Haustechnik GmbH"],
    ["gbr", "Prüfer eGbR"],
    ["kg", "Prüfer GmbH & Co. KG"],
    ["gmbh", "Prüfer UG (haftungsbeschränkt)"],
    ["gmbh", "Prüfer GmbH & Co. KG"],
    ["gbr", "Prüfer OHG"],
    ["gmbh", "Prüfer AG"],
    ["einzelunternehmen", "Prüfer eG"],
  ])("%s does not call itself %s", (legalForm, name) => {
    const all = { ...imprint, representatives: "Jörg Prüfer, Kai Prüfer", ownerName: "Jörg Prüfer" };
    expect(fieldsOf({ ...business, legalForm, name }, all)).toContain("business.name");
  });

  test("a GbR in no register names all its partners", () => {
    const firm = { ...business, legalForm: "gbr", name: "Prüfer und Söhne GbR" } as const;
    expect(fieldsOf(firm, { ...imprint, representatives: "Jörg Prüfer" })).toEqual(["representatives"]);
  });
});

describe("not applicable counts with a reason, and only where the law leaves room", () => {
  test("with a reason nothing is missing", () => {
    const excused = {
      ...imprint,
      jobTitle: "",
      notApplicable: { jobTitle: "Wir führen keinen Meistertitel im Betrieb." },
    };
    expect(validateImprint(business, excused)).toEqual([]);
  });
  test("an empty reason does not count", () => {
    expect(fieldsOf(business, { ...imprint, jobTitle: "", notApplicable: { jobTitle: "nein" } })).toContain("jobTitle");
  });
  test.each(["jobTitle", "vatId"] as const)("a reason too short for %s is told that it is too short", (field) => {
    const short = { ...imprint, [field]: "", notApplicable: { [field]: "§ 19" } };
    expect(validateImprint(business, short)).toMatchObject([
      { field, sentence: { de: expect.stringContaining("mindestens 10 Zeichen") } },
    ]);
  });
  test.each(["chamber", "supervisoryAuthority"] as const)("a dash for %s is nothing", (field) => {
    expect(fieldsOf(business, { ...imprint, [field]: " – " })).toEqual([field]);
  });
  test("the address is never left out, whatever the reason", () => {
    const without = { ...business, street: "" };
    expect(
      fieldsOf(without, { ...imprint, notApplicable: { "business.street": "Wir haben keine Werkstatt." } }),
    ).toContain("business.street");
  });
  test("the register court is never left out", () => {
    const excused = { ...imprint, registerCourt: "", notApplicable: { registerCourt: "Wir finden die Nummer nicht." } };
    expect(fieldsOf(business, excused)).toContain("registerCourt");
  });
});

test("the page shows what was entered, and a company in liquidation says so", () => {
  const text = JSON.stringify(imprintSections(business, imprint));
  for (const part of ["Prüfweg 1", "HRB 12345", "Jörg Prüfer", "DE 123456788", "Handwerkskammer Chemnitz"])
    expect(text).toContain(part);
  expect(text).not.toContain("i. L.");
  expect(JSON.stringify(imprintSections(business, { ...imprint, inLiquidation: true }))).toContain("i. L.");
});
