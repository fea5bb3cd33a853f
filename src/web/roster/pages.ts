import type { AreaPage } from "../area-page.ts";
import { t } from "./t.ts";

/** What the area "Plan" offers. The own plan is the first thing everybody sees. */
export const pages: readonly AreaPage[] = [
  { path: "/plan", label: () => t("nav.mine"), load: () => import("./own/OwnPlan.svelte") },
  {
    path: "/plan/woche",
    needs: "plan-roster",
    label: () => t("nav.week"),
    load: () => import("./plan/PlannerPage.svelte"),
  },
  {
    path: "/plan/monat",
    needs: "plan-roster",
    label: () => t("nav.month"),
    load: () => import("./plan/PlannerPage.svelte"),
  },
  { path: "/plan/tausch", label: () => t("nav.swaps"), load: () => import("./own/Swaps.svelte") },
  { path: "/plan/notdienst", label: () => t("nav.duty"), load: () => import("./duty/Duty.svelte") },
  {
    path: "/plan/zeiten",
    needs: "plan-roster",
    label: () => t("nav.times"),
    load: () => import("./times/WorkTimes.svelte"),
  },
];
