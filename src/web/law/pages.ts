import { t } from "../ampel/t.ts";
import type { AreaPage } from "../area-page.ts";
import { t as tBackup } from "../backup/t.ts";
import { t as consentT } from "../consent/t.ts";
import { t as exportText } from "../house-export/t.ts";
import { t as incidentText } from "../incidents/t.ts";
import { t as insightText } from "../insight/t.ts";
import { t as recordText } from "../records/t.ts";
import { t as requests } from "../requests/t.ts";
import { t as keeping } from "../retention/t.ts";
import type { LawNeed } from "./is-open.ts";
import { t as lawText } from "./t.ts";

/** What the area "Recht" offers, in the order a Meister asks: may we, who agreed, how long, who wants what. */
export const pages: readonly (AreaPage & { readonly needs: LawNeed })[] = [
  {
    path: "/recht",
    needs: "read-proofs",
    label: () => t("ampel.nav"),
    load: () => import("../ampel/Ampel.svelte"),
  },
  {
    path: "/recht/vertraege",
    needs: "read-proofs",
    label: () => t("contracts.nav"),
    load: () => import("../ampel/Contracts.svelte"),
  },
  {
    path: "/recht/einwilligungen",
    needs: "read-proofs",
    label: () => consentT("list.title"),
    load: () => import("../consent/ConsentRegister.svelte"),
  },
  {
    path: "/recht/neuigkeiten",
    needs: "read-proofs",
    label: () => consentT("news.title"),
    load: () => import("../consent/News.svelte"),
  },
  {
    path: "/recht/aufbewahrung",
    needs: "read-proofs",
    label: () => keeping("nav"),
    load: () => import("../retention/Retention.svelte"),
  },
  {
    path: "/recht/anfragen",
    needs: "read-subject-requests",
    label: () => requests("nav"),
    load: () => import("../requests/Requests.svelte"),
  },
  {
    path: "/recht/vorfaelle",
    needs: "handle-incidents",
    label: () => incidentText("nav"),
    load: () => import("../incidents/Incidents.svelte"),
  },
  {
    path: "/recht/einsicht",
    needs: "read-insights",
    label: () => insightText("nav"),
    load: () => import("../insight/Insights.svelte"),
  },
  {
    path: "/recht/sicherung",
    needs: "read-proofs",
    label: () => tBackup("backup.nav"),
    load: () => import("../backup/Backups.svelte"),
  },
  {
    path: "/recht/mitnehmen",
    needs: "export-house",
    label: () => exportText("nav"),
    load: () => import("../house-export/HouseExport.svelte"),
  },
  {
    path: "/recht/protokoll",
    needs: "read-audit",
    label: () => lawText("audit.nav"),
    load: () => import("../audit/Audit.svelte"),
  },
  {
    path: "/recht/verzeichnisse",
    needs: "read-proofs",
    label: () => recordText("nav"),
    load: () => import("../records/Records.svelte"),
  },
  {
    path: "/recht/regeln",
    needs: "read-proofs",
    label: () => lawText("rules.nav"),
    load: () => import("./Rules.svelte"),
  },
];
