import type { Component } from "svelte";
import { isLawOpen } from "./law/is-open.ts";
import { match } from "./match-path.ts";
import { session } from "./state/session.svelte.ts";

/** A page the shell fetches when somebody goes there; those with an id in their address stand in the shell itself. */
interface Page {
  readonly paths: readonly string[];
  readonly load: () => Promise<{ default: Component<Record<string, never>> }>;
  readonly needs?: string;
  readonly open?: () => boolean;
}

const pages: readonly Page[] = [
  { paths: ["/einstellungen/*"], load: () => import("./settings/Settings.svelte") },
  { paths: ["/recht", "/recht/*"], load: () => import("./law/Law.svelte"), open: isLawOpen },
  { paths: ["/projekte"], load: () => import("./projects/Projects.svelte"), needs: "use-projects" },
  { paths: ["/plan", "/plan/*"], load: () => import("./roster/Roster.svelte"), needs: "see-roster" },
  { paths: ["/teilen"], load: () => import("./share/Share.svelte") },
  {
    paths: ["/heute"],
    load: () => import("./today/TodayPage.svelte"),
    needs: "use-team",
    open: () => session.can("meet-colleagues"),
  },
  { paths: ["/krankmeldung"], load: () => import("./staff/SickNotesPage.svelte"), needs: "use-team" },
  { paths: ["/ohne-netz"], load: () => import("./app/OwnShifts.svelte") },
  { paths: ["/wartet"], load: () => import("./kept/Waiting.svelte") },
  { paths: ["/kontakte"], load: () => import("./contact/ContactList.svelte"), needs: "read-conversations" },
  { paths: ["/mehr"], load: () => import("./More.svelte") },
];

const isAt = (page: Page, path: string): boolean => page.paths.some((pattern) => match(pattern, path) !== undefined);
const isOpen = ({ needs, open }: Pick<Page, "needs" | "open">): boolean =>
  (needs === undefined || session.can(needs)) && (open?.() ?? true);

export function pageAt(path: string): Page | undefined {
  return pages.find((page) => isAt(page, path) && isOpen(page));
}

/** What stands in the shell itself, with an id in its address. */
const inTheShell = [
  { path: "/posteingang/*", needs: "read-conversations" },
  { path: "/kontakte/*", needs: "read-conversations" },
  { path: "/projekte/*", needs: "use-projects" },
  { path: "/team", needs: "use-team" },
  { path: "/team/*", needs: "use-team" },
];

/** True for an address that exists but not for this member: the screen says so instead of asking and being refused. */
export function isClosed(path: string): boolean {
  return (
    pages.some((page) => isAt(page, path) && !isOpen(page)) ||
    inTheShell.some((place) => match(place.path, path) !== undefined && !isOpen(place))
  );
}
