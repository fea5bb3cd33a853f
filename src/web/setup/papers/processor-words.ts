import type { ProcessorView } from "../../../contract/setup-papers.ts";
import { say } from "../../i18n/say.ts";
import { longDay } from "../labels.ts";
import type { ProcessorForm } from "./processor-drafts.svelte.ts";
import { t } from "./t.ts";

const bases = {
  none_needed: "papers.basis-none",
  adequacy: "papers.basis-adequacy",
  dpf: "papers.basis-dpf",
  scc: "papers.basis-scc",
  missing: "papers.basis-open",
} as const;
const dayWords = (day: string | null | undefined): string => (day ? longDay(day) : "");

/** A card of the register in words, for whoever compares what somebody else saved with what they typed. */
export function processorWords(
  form: ProcessorForm,
  entries: ProcessorView["checklist"],
): Readonly<Record<string, string>> {
  const { fields, agreement, checklist, notRequiredReason } = form;
  const items = entries.map(({ key, label }) => {
    const item = checklist[key];
    return [say(label), [t(`list.${item?.state ?? "unknown"}`), item?.source ?? ""].filter(Boolean).join(": ")];
  });
  return {
    [t("papers.access")]: t(notRequiredReason === null ? "papers.access-yes" : "papers.access-no"),
    [t("papers.reason")]: notRequiredReason ?? "",
    [t("papers.name")]: form.name,
    [t("papers.entity")]: fields.legalEntity,
    [t("papers.country")]: fields.country,
    [t("papers.service")]: fields.service,
    [t("agreement.have")]: t(agreement === null ? "agreement.no" : "agreement.yes"),
    [t("agreement.title")]: agreement?.version ?? "",
    [t("agreement.day")]: dayWords(agreement?.signedOn),
    [t("agreement.by")]: agreement?.acceptedBy ?? "",
    [t("agreement.copy")]: agreement?.filedAt ?? "",
    ...Object.fromEntries(items),
    [t("papers.basis")]: t(bases[fields.transferMechanism]),
    [t("papers.scc")]: fields.sccModule,
    [t("papers.tia")]: fields.transferAssessment,
    [t("papers.listed")]: dayWords(fields.dpfCheckedOn),
    [t("papers.roles")]: fields.roles,
    [t("papers.subs")]: fields.subProcessors,
    [t("papers.data")]: fields.dataCategories,
    [t("papers.people")]: fields.dataSubjects,
    [t("papers.security")]: fields.securityMeasures,
    [t("papers.deletion")]: fields.deletionClause,
    [t("papers.incidents")]: fields.incidentContact,
  };
}
