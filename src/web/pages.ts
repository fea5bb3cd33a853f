import type { Component } from "svelte";
import { match } from "./match-path.ts";
import { session } from "./state/session.svelte.ts";

/** A page the shell fetches when somebody goes there; those with an id in their address stand in the shell itself. */
interface Page {
  readonly paths: readonly string[];
  readonly load: () => Promise<{ default: Component<Record<string, never>> }>;
  readonly needs?: string;
}

const pages: readonly Page[] = [
  { paths: ["/einstellungen/*"], load: () => import("./settings/Settings.svelte") },
  { paths: ["/recht", "/recht/*"], load: () => import("./law/Law.svelte") },
  { paths: ["/projekte"], load: () => import("./projects/Projects.svelte") },
  { paths: ["/plan", "/plan/*"], load: () => import("./roster/Roster.svelte"), needs: "see-roster" },
  { paths: ["/teilen"], load: () => import("./app/Share.svelte") },
  { paths: ["/heute"], load: () => import("./today/TodayPage.svelte") },
  { paths: ["/krankmeldung"], load: () => import("./staff/SickNotesPage.svelte") },
  { paths: ["/ohne-netz"], load: () => import("./app/OwnShifts.svelte") },
  { paths: ["/wartet"], load: () => import("./offline/Waiting.svelte") },
  { paths: ["/kontakte"], load: () => import("./contact/ContactList.svelte") },
  { paths: ["/mehr"], load: () => import("./More.svelte") },
];

export function pageAt(path: string): Page | undefined {
  return pages.find(
    (page) =>
      page.paths.some((pattern) => match(pattern, path) !== undefined) &&
      (page.needs === undefined || session.can(page.needs)),
  );
}
