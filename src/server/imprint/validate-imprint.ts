// The validator of the Impressum: every row of the field table, per legal form and craft.
import type { BusinessFields, FieldProblem, ImprintFields, LegalForm } from "../../contract/setup.ts";
import type { Words } from "../../contract/words.ts";
import { validateBusiness } from "../tenants/business-fields.ts";
import { namesLegalForm } from "../tenants/firm-name.ts";
import { applicableImprint, hasShortReason, isExcused } from "./applicable-imprint.ts";
import { notEnteredYet } from "./check-sentences.ts";
import { askedFields, hasCapital, type ImprintField, registerOf } from "./imprint-fields.ts";
import { outdatedWording } from "./outdated-wording.ts";
import { isFullName, peopleIn } from "./people.ts";
import { isVatId, plainVatId } from "./vat-id.ts";

/** A tax number in any federal notation; it invites misuse and is never asked for (§ 5(1) Nr. 6 DDG asks for the VAT id). */
const taxNumber = /\b\d{2,3}\/\d{3,4}\/\d{4,5}\b|steuer-?(nummer|nr)|\bst\.? ?-?nr/i;
const taxSentence = {
  de: "Die Steuernummer gehört nicht ins Impressum. Bitte entfernen; gefragt ist nur die USt-IdNr.",
  en: "The tax number (Steuernummer) does not belong in the legal notice. Please remove it; only the VAT ID (USt-IdNr.) is asked for.",
};

const emptySentence: Partial<Record<ImprintField, Words>> = {
  ownerName: {
    de: "Bitte Vor- und Nachnamen der Inhaberin oder des Inhabers eintragen.",
    en: "Please enter the first and last name of the owner.",
  },
  representatives: {
    de: "Bitte eintragen, wer den Betrieb vertritt, mit Vor- und Nachnamen.",
    en: "Please enter who represents the business, with first and last names.",
  },
  generalPartner: {
    de: "Bitte die persönlich haftende Gesellschaft eintragen, mit Rechtsform.",
    en: "Please enter the general partner company, with its legal form.",
  },
  generalPartnerRegister: {
    de: "Bitte Registergericht und HRB-Nummer dieser Gesellschaft eintragen.",
    en: "Please enter the register court and HRB number of this company.",
  },
  supervisoryChair: {
    de: "Bitte eintragen, wer den Vorsitz im Aufsichtsrat hat, oder begründen, warum es keinen gibt.",
    en: "Please enter who chairs the supervisory board (Aufsichtsrat), or say why there is none.",
  },
  registerCourt: {
    de: "Bitte das Registergericht eintragen, zum Beispiel Amtsgericht Chemnitz.",
    en: "Please enter the register court, for example Amtsgericht Chemnitz.",
  },
  registerNumber: { de: "Bitte die Registernummer eintragen.", en: "Please enter the register number." },
  craftKind: {
    de: "Bitte wählen: Braucht euer Gewerk die Eintragung in die Handwerksrolle?",
    en: "Please choose: must your trade be entered in the register of craftsmen (Handwerksrolle)?",
  },
  chamber: { de: "Bitte die Handwerkskammer eintragen.", en: "Please enter the chamber of crafts (Handwerkskammer)." },
  craftRegister: {
    de: "Bitte die Eintragung in die Handwerksrolle angeben, oder begründen, warum sie fehlt.",
    en: "Please give the entry in the register of craftsmen (Handwerksrolle), or say why there is none.",
  },
  supervisoryAuthority: {
    de: "Bitte die Aufsichtsbehörde eintragen, oder begründen, warum es keine gibt.",
    en: "Please enter the supervisory authority (Aufsichtsbehörde), or say why there is none.",
  },
  jobTitle: {
    de: "Bitte die gesetzliche Berufsbezeichnung eintragen, oder begründen, warum sie entfällt.",
    en: "Please enter the legal job title, or say why there is none.",
  },
  jobTitleState: {
    de: "Bitte den Staat eintragen, der die Bezeichnung verliehen hat.",
    en: "Please enter the state that awarded the title.",
  },
  professionalRules: {
    de: "Bitte die berufsrechtlichen Regeln nennen, mit Fundstelle.",
    en: "Please name the professional rules, and where they can be found.",
  },
  insurance: {
    de: "Bitte die Betriebshaftpflicht nennen: Versicherer, Anschrift, Gebiet. Oder begründen, warum es keine gibt.",
    en: "Please name the liability insurance: insurer, address, area. Or say why there is none.",
  },
  disputeBoard: {
    de: "Ab 11 Personen: Bitte angeben, ob ihr an der Streitbeilegung teilnehmt (§ 36 VSBG).",
    en: "From 11 people on: please say whether you take part in dispute resolution (§ 36 VSBG).",
  },
};
const reasonTooShort: Words = {
  de: "Die Begründung ist zu kurz. Bitte ein Satz mit mindestens 10 Zeichen.",
  en: "The reason is too short. Please write a sentence of at least 10 characters.",
};
const partnerWithoutForm: Words = {
  de: "Es fehlt die Rechtsform, zum Beispiel Müller Verwaltungs-GmbH.",
  en: "The legal form is missing, for example Müller Verwaltungs-GmbH.",
};
const optional: ReadonlySet<ImprintField> = new Set<ImprintField>([
  "capital",
  "capitalOutstanding",
  "businessId",
  "vatId",
  "inLiquidation",
  "disputeBoardName",
  "furtherText",
  "externalLink",
]);

/**
 * Everything wrong with an Impressum, by field; empty = complete (IM-1). Fields of step 1 come as `business.name`.
 * Sources: § 5 DDG, § 2 DL-InfoV, § 36 VSBG, Reg. (EU) 2024/3228.
 */
export function validateImprint(business: BusinessFields, stored: ImprintFields): FieldProblem[] {
  const fromBusiness = validateBusiness(business)
    .filter(({ field }) => field !== "replyTime" && field !== "trade" && field !== "emergencyPhone")
    .map(({ field, sentence }) => ({ field: `business.${field}`, sentence }));
  const form = business.legalForm;
  if (form === null) return fromBusiness;
  const imprint = applicableImprint(business, stored);
  const problems = [
    ...fromBusiness,
    ...emptyProblems(business, imprint),
    ...nameOfPeople(imprint, form),
    ...registerProblems(imprint, form),
    ...capitalProblems(imprint, form),
    ...taxIdProblems(imprint),
    ...boardProblems(business, imprint),
    ...outdatedProblems(business, imprint),
  ];
  return problems.filter((one, i) => problems.findIndex((other) => other.field === one.field) === i);
}

function emptyProblems(business: BusinessFields, imprint: ImprintFields): FieldProblem[] {
  return askedFields(business, imprint).flatMap((field) => {
    const value = imprint[field];
    // A dash or a question mark in a field says as little as nothing, and so does a number in place of a court.
    const says = field === "registerCourt" ? /\p{L}/u : /[\p{L}\d]/u;
    const empty = typeof value === "string" ? !says.test(value) : value === null;
    if (!empty || optional.has(field) || isExcused(imprint, field)) return [];
    if (hasShortReason(imprint, field)) return [{ field, sentence: reasonTooShort }];
    if (field === "registerNumber" && business.legalForm === "gmbh") return [{ field, sentence: notEnteredYet }];
    return [{ field, sentence: emptySentence[field] ?? { de: "Diese Angabe fehlt.", en: "This is missing." } }];
  });
}

function nameOfPeople(imprint: ImprintFields, form: LegalForm): FieldProblem[] {
  const field = form === "einzelunternehmen" || form === "ek" ? "ownerName" : "representatives";
  const value = imprint[field];
  if (value === "") return [];
  const named = peopleIn(value);
  if (!named.every(isFullName))
    return [
      {
        field,
        sentence: {
          de: "Bitte jeweils Vor- und Nachnamen ausschreiben, zum Beispiel Anna Müller.",
          en: "Please write out first and last name of each person, for example Anna Müller.",
        },
      },
    ];
  // A GbR in no register is its partners: without all of their names nobody knows whom to sue.
  if (form === "gbr" && named.length < 2)
    return [
      {
        field,
        sentence: {
          de: "Bitte alle Gesellschafter nennen, mit Vor- und Nachnamen. Es sind mindestens zwei.",
          en: "Please name all partners, with first and last names. There are at least two.",
        },
      },
    ];
  return [];
}

function registerProblems(imprint: ImprintFields, form: LegalForm): FieldProblem[] {
  const register = registerOf[form];
  const problems: FieldProblem[] = courtProblems(imprint, form);
  const number = imprint.registerNumber;
  if (register !== undefined && number !== "" && !new RegExp(`^${register} \\d+( [A-Z]{1,3})?$`).test(number))
    problems.push({
      field: "registerNumber",
      sentence: {
        de: `Die Nummer beginnt mit ${register}, zum Beispiel ${register} 12345.`,
        en: `The number begins with ${register}, for example ${register} 12345.`,
      },
    });
  if (form === "gmbh_co_kg" && imprint.generalPartner !== "" && !namesLegalForm(imprint.generalPartner))
    problems.push({ field: "generalPartner", sentence: partnerWithoutForm });
  if (
    form === "gmbh_co_kg" &&
    imprint.generalPartnerRegister !== "" &&
    !/HRB[\s.:-]*\d/i.test(imprint.generalPartnerRegister)
  )
    problems.push({
      field: "generalPartnerRegister",
      sentence: {
        de: "Es fehlt die HRB-Nummer, zum Beispiel HRB 12345.",
        en: "The HRB number is missing, for example HRB 12345.",
      },
    });
  return problems;
}

const namesCourt = (text: string): boolean => /gericht|(?<!\p{L})AG(?!\p{L})/iu.test(text);

/** § 5(1) Nr. 4 DDG asks for the register: a town is none. It may be kept at a town other than the firm's own. */
function courtProblems(imprint: ImprintFields, form: LegalForm): FieldProblem[] {
  const { registerCourt: court, generalPartnerRegister: partner } = imprint;
  const found: FieldProblem[] = [];
  if (/\p{L}/u.test(court) && !namesCourt(court))
    found.push({
      field: "registerCourt",
      sentence: {
        de: "Bitte das Gericht ganz nennen, nicht nur den Ort.",
        en: "Please name the court in full, not just the town.",
      },
      offer: `Amtsgericht ${court}`,
    });
  if (form === "gmbh_co_kg" && /HRB[\s.:-]*\d/i.test(partner) && !namesCourt(partner))
    found.push({
      field: "generalPartnerRegister",
      sentence: {
        de: "Es fehlt das Registergericht, zum Beispiel Amtsgericht Chemnitz, HRB 12345.",
        en: "The register court is missing, for example Amtsgericht Chemnitz, HRB 12345.",
      },
    });
  return found;
}

/** Capital need not be named; who names it names what is still owed on it too (§ 5(1) Nr. 1 DDG). */
function capitalProblems(imprint: ImprintFields, form: LegalForm): FieldProblem[] {
  if (!hasCapital(form) || imprint.capital === "" || imprint.capitalOutstanding !== "") return [];
  const sentence = {
    de: "Wer das Kapital nennt, nennt auch ausstehende Einlagen. Sonst bitte „keine“ eintragen.",
    en: "Who names the capital names the contributions still owed too. If there are none, please enter “keine”.",
  };
  return [{ field: "capitalOutstanding", sentence }];
}

/** Both numbers are looked at: whoever mends one must not then learn of the other. */
function taxIdProblems(imprint: ImprintFields): FieldProblem[] {
  const { vatId, businessId } = imprint;
  const compact = plainVatId(vatId);
  const found: FieldProblem[] = [];
  if (taxNumber.test(vatId) || /^\d{10,13}$/.test(compact) || taxNumber.test(businessId))
    found.push({
      field: "vatId",
      sentence: {
        de: "Das ist eine Steuernummer. Bitte die USt-IdNr. eintragen: DE und 9 Ziffern.",
        en: "This is a tax number (Steuernummer). Please enter the VAT ID (USt-IdNr.): DE and 9 digits.",
      },
    });
  else if (vatId !== "" && !isVatId(vatId))
    found.push({
      field: "vatId",
      sentence: /^DE\d{9}$/.test(compact)
        ? {
            de: "Die Prüfziffer am Ende passt nicht. Bitte die USt-IdNr. genau vom Bescheid abschreiben.",
            en: "The check digit at the end does not fit. Please copy the VAT ID (USt-IdNr.) exactly from your notice.",
          }
        : {
            de: "Die USt-IdNr. besteht aus DE und 9 Ziffern.",
            en: "The VAT ID (USt-IdNr.) is DE and 9 digits.",
          },
    });
  if (businessId !== "" && !taxNumber.test(businessId) && !/^DE\d{9}-\d{5}$/.test(plainVatId(businessId)))
    found.push({
      field: "businessId",
      sentence: {
        de: "Die Wirtschafts-IdNr. sieht so aus: DE123456789-00001.",
        en: "The business ID (Wirtschafts-IdNr.) looks like this: DE123456789-00001.",
      },
    });
  if (vatId === "" && businessId === "" && !isExcused(imprint, "vatId"))
    found.push({
      field: "vatId",
      sentence: hasShortReason(imprint, "vatId")
        ? reasonTooShort
        : {
            de: "Bitte USt-IdNr. oder Wirtschafts-IdNr. eintragen, oder begründen, warum es keine gibt.",
            en: "Please enter the VAT ID (USt-IdNr.) or business ID (Wirtschafts-IdNr.), or say why there is none.",
          },
    });
  return found;
}

function boardProblems(business: BusinessFields, imprint: ImprintFields): FieldProblem[] {
  if (business.moreThanTen !== true || imprint.disputeBoard !== "yes" || imprint.disputeBoardName !== "") return [];
  return [
    {
      field: "disputeBoardName",
      sentence: {
        de: "Bitte Namen, Anschrift und Internetadresse der Stelle eintragen.",
        en: "Please enter name, address and web address of the board.",
      },
    },
  ];
}

function outdatedProblems(business: BusinessFields, imprint: ImprintFields): FieldProblem[] {
  const texts = [
    ...Object.entries(imprint).filter(([field]) => field !== "vatId" && field !== "businessId"),
    ...Object.entries(business).map(([field, value]) => [`business.${field}`, value] as const),
  ];
  return texts.flatMap(([field, value]) => {
    if (typeof value !== "string" || /phone$/i.test(field)) return [];
    const sentence = outdatedWording(value) ?? (taxNumber.test(value) ? taxSentence : undefined);
    return sentence === undefined ? [] : [{ field, sentence }];
  });
}
