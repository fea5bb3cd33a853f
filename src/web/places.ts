import { t } from "./i18n/t.ts";
import { isLawOpen } from "./law/is-open.ts";
import { rooms } from "./state/rooms.svelte.ts";
import { session } from "./state/session.svelte.ts";
import type { IconName } from "./ui/Icon.svelte";

/** A place of the bar. Only places that exist, and only for those who may go there; the server decides again. */
export interface Place {
  readonly path: string;
  readonly label: () => string;
  readonly icon: IconName;
  readonly open: () => boolean;
  /** A number on the icon, with the words for those who hear it. */
  readonly count?: () => number;
}

/** Whether an address lies in a place. */
function isUnder(place: Place, path: string): boolean {
  return path === place.path || path.startsWith(`${place.path}/`);
}

/** The nearest of them above an address: "Leute" lies inside the settings and is a place of its own. */
export function nearest(shown: readonly Place[], path: string): Place | undefined {
  return shown.filter((place) => isUnder(place, path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** A phone has room for five: four places and "Mehr", or five places. */
const onPhone = 5;
export const behindMore = (shown: readonly Place[]): readonly Place[] =>
  shown.length > onPhone ? shown.slice(onPhone - 1) : [];

/** Work of the day first; on a phone the first four stand in the bar and the others behind "Mehr". */
export function places(unread: () => number): readonly Place[] {
  const may = (ability: string) => () => session.can(ability);
  return [
    {
      path: "/heute",
      label: () => t("rail.today"),
      icon: "house",
      open: () => session.can("use-team") && session.can("meet-colleagues"),
    },
    {
      path: "/posteingang",
      label: () => t("rail.inbox"),
      icon: "inbox",
      open: may("read-conversations"),
      count: unread,
    },
    { path: "/team", label: () => t("rail.team"), icon: "team", open: may("use-team"), count: () => rooms.unread },
    { path: "/plan", label: () => t("rail.plan"), icon: "calendar", open: may("see-roster") },
    { path: "/projekte", label: () => t("rail.projects"), icon: "wrench", open: may("use-projects") },
    { path: "/kontakte", label: () => t("rail.contacts"), icon: "person", open: may("read-conversations") },
    { path: "/einstellungen/leute", label: () => t("rail.people"), icon: "people", open: may("manage-members") },
    // Whoever sets it up, and the data-protection officer, who looks at it (D1).
    { path: "/einrichten", label: () => t("rail.setup"), icon: "pen", open: may("read-audit") },
    {
      path: "/recht",
      label: () => t("rail.law"),
      icon: "shield",
      open: isLawOpen,
    },
    { path: "/einstellungen", label: () => t("rail.settings"), icon: "gear", open: () => true },
  ];
}
