// The forms of the set-up in words, for whoever compares what somebody else saved with what they typed.
import type { BusinessFields, ImprintFields, LegalForm } from "../../contract/setup.ts";
import type { NoticeSettings } from "../../contract/setup-papers.ts";
import { formField, isTextField } from "./imprint-form.ts";
import { t } from "./t.ts";

type InWords = Readonly<Record<string, string>>;
const yesOrNo = (said: boolean | null): string => (said === null ? "" : t(said ? "yes" : "no"));

export function businessWords(fields: BusinessFields): InWords {
  return {
    [t("business.name")]: fields.name,
    [t("business.form")]: fields.legalForm === null ? "" : t(`form.${fields.legalForm}`),
    [t("business.trade")]: fields.trade,
    [t("business.street")]: fields.street,
    [t("business.postcode")]: fields.postcode,
    [t("business.city")]: fields.city,
    [t("business.state")]: fields.state === null ? "" : t(`state.${fields.state}`),
    [t("business.email")]: fields.email,
    [t("business.phone")]: fields.phone,
    [t("business.emergency")]: fields.emergencyPhone,
    [t("business.website")]: fields.website,
    [t("business.reply")]: fields.replyTime,
    [t("business.ten")]: yesOrNo(fields.moreThanTen),
  };
}

const crafts = { anlage_a: "imprint.craft-a", anlage_b: "imprint.craft-b", none: "imprint.craft-none" } as const;

export function imprintWords(fields: ImprintFields, form: LegalForm | null): InWords {
  const labelOf = (field: string) => (isTextField(field) ? formField(field, form).label : field);
  const texts = Object.entries(fields).filter(([field]) => isTextField(field));
  const excuses = Object.entries(fields.notApplicable);
  return {
    ...Object.fromEntries(texts.map(([field, said]) => [labelOf(field), String(said)])),
    [t("imprint.craft")]: fields.craftKind === null ? "" : t(crafts[fields.craftKind]),
    [t("imprint.board")]: fields.disputeBoard === null ? "" : t(fields.disputeBoard),
    [t("imprint.liquidation")]: yesOrNo(fields.inLiquidation),
    [t("imprint.excuse")]: excuses.map(([field, why]) => `${labelOf(field)}: ${why}`).join("\n"),
  };
}

export function noticeWords(settings: NoticeSettings): InWords {
  return {
    [t("notice.dpo")]: settings.dpoAppointed === null ? "" : t(settings.dpoAppointed ? "yes" : "notice.dpo-no"),
    [t("notice.dpo-contact")]: settings.dpoContact,
    [t("notice.news")]: yesOrNo(settings.advertising),
    [t("notice.others")]: settings.furtherRecipients,
  };
}
