import { z } from "zod";
import { CalendarLink, CalendarLinkMade } from "../../contract/duty.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { buildCalendar } from "./build-calendar.action.ts";
import { makeCalendarLink, revokeCalendarLink, showCalendarLink } from "./change-calendar-link.action.ts";

/** The file a phone's calendar fetches. Whoever knows the address sees it: it says when, and nothing else. */
export function calendarFileRoutes(app: App, deps: Deps): void {
  const params = z.object({ file: z.string().regex(/^[A-Za-z0-9_-]{43}\.ics$/) });
  const response = { 200: z.string(), 304: z.null() };
  app.get("/ical/:file", { schema: { params, response } }, async (request, reply) => {
    const { tenantId } = request;
    const secret = request.params.file.slice(0, -4);
    const { file, etag } = await deps.db.withTenant(tenantId, (tx) => buildCalendar(deps, tx, tenantId, secret));
    reply.headers({ etag, "cache-control": "private, max-age=900" });
    if (request.headers["if-none-match"] === etag) return reply.code(304).send(null);
    return reply.type("text/calendar; charset=utf-8").send(file);
  });
}

/** Everybody's own address, made and revoked by themselves. */
export function calendarRoutes(app: App, deps: Deps): void {
  app.get("/api/roster/calendar-link", { schema: { response: { 200: CalendarLink } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showCalendarLink(tx, caller));
  });

  app.post("/api/roster/calendar-link", { schema: { response: { 200: CalendarLinkMade } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => makeCalendarLink(deps, tx, caller));
  });

  app.delete("/api/roster/calendar-link", { schema: { response: { 200: CalendarLink } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    await deps.db.withTenant(caller.tenantId, (tx) => revokeCalendarLink(deps, tx, caller));
    return { since: null };
  });
}
