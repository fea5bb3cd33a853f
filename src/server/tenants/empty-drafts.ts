import type { ImprintFields } from "../../contract/setup.ts";
import type { NoticeSettings } from "../../contract/setup-papers.ts";

/** Empty fields of step 1 and step 2, before anyone typed. */
export const emptyImprint: ImprintFields = {
  ownerName: "",
  representatives: "",
  generalPartner: "",
  generalPartnerRegister: "",
  supervisoryChair: "",
  registerCourt: "",
  registerNumber: "",
  capital: "",
  capitalOutstanding: "",
  vatId: "",
  businessId: "",
  craftKind: null,
  chamber: "",
  craftRegister: "",
  supervisoryAuthority: "",
  jobTitle: "",
  jobTitleState: "",
  professionalRules: "",
  insurance: "",
  disputeBoard: null,
  disputeBoardName: "",
  inLiquidation: false,
  furtherText: "",
  externalLink: "",
  notApplicable: {},
};

export const emptySettings: NoticeSettings = {
  dpoAppointed: null,
  dpoContact: "",
  advertising: false,
  furtherRecipients: "",
};
