import type { ConversationRow } from "../../contract/conversations.ts";

/** What of the inbox is shown; stands in the address. */
export interface InboxView {
  readonly view: "open" | "mine" | "unassigned" | "snoozed" | "closed";
  readonly unread: boolean;
  /** Only who waits for an answer: "Heute" leads there. */
  readonly waiting: boolean;
  readonly channel: string;
  readonly search: string;
}

export const views = ["open", "mine", "unassigned", "snoozed", "closed"] as const;
/** Words for the address bar, which is German whatever the screen speaks: links are shared. */
const words: Record<InboxView["view"], string> = {
  open: "offen",
  mine: "meine",
  unassigned: "niemand",
  snoozed: "wiedervorlage",
  closed: "erledigt",
};

export function readView(query: URLSearchParams): InboxView {
  const word = query.get("ansicht");
  return {
    view: views.find((view) => words[view] === word) ?? "open",
    unread: query.get("ungelesen") === "1",
    waiting: query.get("wartet") === "1",
    channel: query.get("kanal") ?? "",
    search: query.get("suche") ?? "",
  };
}

/** The query values an address needs to show this. */
export function viewQuery(view: InboxView): Record<string, string | undefined> {
  return {
    ansicht: view.view === "open" ? undefined : words[view.view],
    ungelesen: view.unread ? "1" : undefined,
    wartet: view.waiting ? "1" : undefined,
    kanal: view.channel || undefined,
    suche: view.search || undefined,
  };
}

/** Query of GET /api/conversations. A search looks everywhere, not only among the open ones. */
export function apiQuery(view: InboxView, limit: number, cursor?: string): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (view.search) query.set("q", view.search);
  if (!view.search || view.view !== "open") {
    query.set("state", view.view === "snoozed" ? "snoozed" : view.view === "closed" ? "closed" : "open");
  }
  if (view.view === "mine") query.set("assignee", "me");
  if (view.view === "unassigned") query.set("assignee", "none");
  if (view.channel) query.set("channel", view.channel);
  if (view.unread) query.set("unread", "1");
  if (view.waiting) query.set("waiting", "1");
  if (cursor) query.set("cursor", cursor);
  return query.toString();
}

/** Does this row belong into the view? A search is answered by the server alone: undefined = cannot say. */
export function belongs(row: ConversationRow, view: InboxView, me: string | undefined): boolean | undefined {
  if (view.search) return undefined;
  const state = view.view === "snoozed" ? "snoozed" : view.view === "closed" ? "closed" : "open";
  if (row.state !== state) return false;
  if (view.view === "mine" && row.assignee?.id !== me) return false;
  if (view.view === "unassigned" && row.assignee !== null) return false;
  if (view.channel && row.channel !== view.channel) return false;
  if (view.waiting && row.waitingSince === null) return false;
  return !view.unread || row.unread > 0;
}

/** Who waits longest stands on top; where nobody waits, the newest activity. The order the server pages in. */
export function compareRows(a: ConversationRow, b: ConversationRow): number {
  if (a.waitingSince !== b.waitingSince) {
    if (a.waitingSince === null) return 1;
    if (b.waitingSince === null) return -1;
    return a.waitingSince < b.waitingSince ? -1 : 1;
  }
  const byId = Number(a.id > b.id) - Number(a.id < b.id);
  if (a.waitingSince !== null) return byId;
  if (a.lastActivityAt !== b.lastActivityAt) return a.lastActivityAt < b.lastActivityAt ? 1 : -1;
  return -byId;
}
