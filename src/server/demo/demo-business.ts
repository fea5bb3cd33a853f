// The business of the demo. Invented: every name carries "(Demo)", numbers and addresses lead nowhere.
import type { CustomerPageFields } from "../../contract/customer.ts";
import type { BusinessFields, ImprintFields } from "../../contract/setup.ts";
import type { ChangeProcessor, NoticeSettings } from "../../contract/setup-papers.ts";
import type { Role } from "../platform/caller.ts";
import { emptyImprint } from "../tenants/empty-drafts.ts";

export const demoBusiness: BusinessFields = {
  name: "Brandt Haustechnik GmbH (Demo)",
  legalForm: "gmbh",
  trade: "Heizung, Sanitär und Klima",
  street: "Beispielweg 12",
  postcode: "09111",
  city: "Chemnitz",
  state: "SN",
  email: "post@brandt-haustechnik.example",
  phone: "0371 000 00-0",
  website: "https://www.brandt-haustechnik.example",
  replyTime: "werktags von 7 bis 16 Uhr",
  emergencyPhone: "0371 000 00-99",
  moreThanTen: true,
};

export const demoImprint: ImprintFields = {
  ...emptyImprint,
  representatives: "Jörg Brandt (Demo)",
  registerCourt: "Amtsgericht Chemnitz",
  registerNumber: "HRB 00000",
  capital: "25.000 Euro",
  capitalOutstanding: "keine",
  vatId: "DE000000003",
  craftKind: "anlage_a",
  chamber: "Handwerkskammer Chemnitz (Demo-Angabe)",
  craftRegister: "Nr. 000000, Handwerkskammer Chemnitz (Demo-Angabe)",
  supervisoryAuthority: "Stadt Chemnitz (Demo-Angabe)",
  jobTitle: "Installateur- und Heizungsbauermeister",
  jobTitleState: "Bundesrepublik Deutschland",
  professionalRules: "Handwerksordnung, https://www.gesetze-im-internet.de/hwo",
  insurance: "Beispiel Versicherung AG (Demo), Beispielplatz 1, 09111 Chemnitz. Gebiet: Deutschland",
  disputeBoard: "no",
  furtherText: "Dies ist eine Demo. Den Betrieb gibt es nicht.",
};

export const demoSettings: NoticeSettings = {
  dpoAppointed: true,
  dpoContact: "Dr. Anja Voss (Demo), datenschutz@brandt-haustechnik.example",
  advertising: true,
  furtherRecipients: "",
};

export const demoMembers: readonly { readonly name: string; readonly role: Role }[] = [
  { name: "Jörg Brandt (Demo)", role: "owner" },
  { name: "Sandra Krüger (Demo)", role: "office" },
  { name: "Uwe Lindner (Demo)", role: "office" },
  { name: "Mehmet Aydın (Demo)", role: "crew_lead" },
  { name: "Tarik (Demo)", role: "crew" },
  { name: "Leonie (Demo)", role: "apprentice" },
  { name: "Petra Sommer (Demo)", role: "accountant" },
  { name: "Dr. Anja Voss (Demo)", role: "privacy_officer" },
];

/** Meta's row as an owner would leave it: core items looked up, open ones left open. */
export function demoWhatsAppChange(today: string): ChangeProcessor {
  const read = ["subject", "instructions", "rights_help", "duty_help", "deletion", "entity"];
  const found = { state: "present", source: "In den Bedingungen nachgelesen (Demo-Angabe)", checkedOn: today } as const;
  return {
    name: "WhatsApp (Meta, Demo)",
    fields: { dpfCheckedOn: today },
    checklist: Object.fromEntries(read.map((key) => [key, found])),
    agreement: {
      version: "WhatsApp Business Data Processing Terms (Demo-Angabe)",
      signedOn: today,
      acceptedHow: "Klick bei der Anmeldung",
      acceptedBy: "Jörg Brandt (Demo)",
      filedAt: "Ordner Datenschutz, Register 3 (Demo-Angabe)",
      fileHash: "",
    },
  };
}

export const demoGapDecision = {
  reason:
    "Viele Kundinnen und Kunden schreiben uns nur über WhatsApp. Die Liste aller Unterauftragnehmer fehlt weiterhin.",
  measures: "Keine Ausweise und keine Gesundheitsangaben über WhatsApp. Fotos ohne Standort. Jährliche Prüfung.",
  alternative: "Chat auf unserer Seite, Telefon und E-Mail stehen in jeder ersten Antwort.",
};

export const demoServerReason =
  "Der Server steht im Betrieb. Kein Dienstleister hat Zugriff auf die Daten (Demo-Angabe).";

const hours = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));

export const demoPages: readonly { readonly slug: string; readonly fields: CustomerPageFields }[] = [
  {
    slug: "web",
    fields: {
      intro: "Was ist kaputt, was brauchen Sie? Fotos helfen uns, schneller zu antworten.",
      topics: ["Heizung", "Wasser und Bad", "Termin", "Etwas anderes"],
      hours,
      replyTime: "",
      phone: "",
      emergencyPhone: "",
      gasWarning: true,
      colour: "#0b5c66",
    },
  },
  {
    slug: "heizung",
    fields: {
      intro: "Ihre Heizung macht Ärger? Ein Foto vom Typenschild und von der Anzeige hilft uns.",
      topics: ["Heizung kalt", "Kein warmes Wasser", "Wartung", "Etwas anderes"],
      hours,
      replyTime: "",
      phone: "",
      emergencyPhone: "",
      gasWarning: true,
      colour: "#0b5c66",
    },
  },
];
