import type { ImprintFields, LegalForm } from "../../contract/setup.ts";
import { t } from "./t.ts";

export type TextField = {
  [K in keyof ImprintFields]: ImprintFields[K] extends string ? K : never;
}[keyof ImprintFields];

/** How the form asks for a field. `excuse`: may be marked "nicht zutreffend" with a reason. */
interface Asked {
  readonly rows?: number;
  readonly optional?: boolean;
  readonly excuse?: boolean;
}

export interface FormField extends Asked {
  readonly label: string;
  readonly hint: string | undefined;
}

const asked: Readonly<Record<TextField, Asked>> = {
  ownerName: {},
  representatives: {},
  generalPartner: {},
  generalPartnerRegister: {},
  supervisoryChair: { excuse: true },
  registerCourt: {},
  registerNumber: {},
  capital: { optional: true },
  capitalOutstanding: { optional: true },
  vatId: { excuse: true },
  businessId: { optional: true },
  chamber: {},
  craftRegister: { excuse: true },
  supervisoryAuthority: { excuse: true },
  jobTitle: { excuse: true },
  jobTitleState: { excuse: true },
  professionalRules: { excuse: true },
  insurance: { rows: 2, excuse: true },
  disputeBoardName: {},
  furtherText: { rows: 3, optional: true },
  externalLink: { optional: true },
};

/** Who names the capital also names what is still owed on it. */
export function formField(field: TextField, form: LegalForm | null, capital = ""): FormField {
  const label = t(field === "capital" && form === "ag" ? "field.capital-ag" : `field.${field}`);
  if (field === "registerNumber" || field === "furtherText") return { ...asked[field], label, hint: undefined };
  const optional = field === "capitalOutstanding" ? capital.trim() === "" : (asked[field].optional ?? false);
  return { ...asked[field], optional, label, hint: t(`field.${field}-hint`) };
}

export function isTextField(field: string): field is TextField {
  return field in asked;
}
