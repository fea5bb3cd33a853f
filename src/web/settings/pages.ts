import type { AreaPage } from "../area-page.ts";
import { ownDevicePath } from "../device-check/own-device-path.ts";
import { t } from "../i18n/t.ts";
import { t as tOpening } from "../opening/t.ts";
import { t as tStaff } from "../staff/t.ts";
import { t as tBlocks } from "../text-blocks/t.ts";

/** What the settings offer, in order; each page is fetched when it is opened. */
export const pages: readonly AreaPage[] = [
  {
    path: "/einstellungen/app",
    label: () => t("settings.app"),
    load: () => import("../app/AppPage.svelte"),
  },
  {
    path: ownDevicePath,
    label: () => t("settings.own-device"),
    load: () => import("./OwnDevice.svelte"),
  },
  {
    path: "/einstellungen/textbausteine",
    needs: "answer-conversations",
    label: () => tBlocks("nav"),
    load: () => import("../text-blocks/TextBlocks.svelte"),
  },
  {
    path: "/einstellungen/oeffnungszeiten",
    needs: "manage-channels",
    label: () => tOpening("nav"),
    load: () => import("../opening/OpeningPage.svelte"),
  },
  {
    path: "/einstellungen/leute",
    needs: "manage-members",
    label: () => t("settings.people"),
    load: () => import("../access/People.svelte"),
  },
  {
    path: "/einstellungen/betrieb-intern",
    needs: "manage-setup",
    label: () => tStaff("council.nav"),
    load: () => import("../staff/TeamSettings.svelte"),
  },
  {
    path: "/einstellungen/geraete",
    needs: "manage-members",
    label: () => t("settings.devices"),
    load: () => import("../access/Devices.svelte"),
  },
  {
    path: "/einstellungen/zugaenge",
    needs: "manage-tokens",
    label: () => t("settings.tokens"),
    load: () => import("../access/Tokens.svelte"),
  },
];
