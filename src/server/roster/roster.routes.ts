import { z } from "zod";
import {
  AnswerShifts,
  AskAgain,
  AskedAgain,
  ChangeShape,
  ChangeShift,
  CheckShift,
  CopyWeek,
  Finding,
  NewShift,
  OwnRoster,
  PublishRoster,
  RosterDone,
  RosterHistory,
  RosterPublished,
  RosterQuery,
  RosterView,
  SaveAbsence,
  SaveShape,
  ShiftSaved,
  ShiftsAnswered,
  StandInList,
  TodayView,
  WeekCopied,
  WeekPdfQuery,
} from "../../contract/roster.ts";
import type { Deps } from "../platform/deps.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { answerShifts } from "./answer-shifts.action.ts";
import { endAbsence, enterAbsence } from "./change-absences.action.ts";
import { copyWeek } from "./copy-week.action.ts";
import { showHistory } from "./history/show-history.action.ts";
import { askAgain } from "./notices/ask-again.action.ts";
import { planNewShift, planShift, tryShift } from "./plan-shift.action.ts";
import { printWeek } from "./print/print-week.action.ts";
import { publishRoster } from "./publish-roster.action.ts";
import { removeShift } from "./remove-shift.action.ts";
import { changeShapes } from "./shapes/change-shapes.action.ts";
import { showOwnRoster } from "./show-own-roster.action.ts";
import { showRoster } from "./show-roster.action.ts";
import { showStandIns } from "./show-stand-ins.action.ts";
import { showToday } from "./show-today.action.ts";
import { swapRoutes } from "./swaps/swap.routes.ts";

const params = z.object({ id: z.uuid() });
const done = { 200: RosterDone };

/** The roster: planners plan and publish, everybody sees their own and answers. */
export function rosterRoutes(app: App, deps: Deps): void {
  readingRoutes(app, deps);
  shiftRoutes(app, deps);
  weekRoutes(app, deps);
  absenceRoutes(app, deps);
  shapeRoutes(app, deps);
  swapRoutes(app, deps);
}

/** What everybody sees and says of their own shifts, and what planners see. */
function readingRoutes(app: App, deps: Deps): void {
  app.get("/api/roster", { schema: { querystring: RosterQuery, response: { 200: RosterView } } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showRoster(deps, tx, caller, request.query));
  });

  const mine = { querystring: RosterQuery, response: { 200: OwnRoster } };
  app.get("/api/roster/mine", { schema: mine }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showOwnRoster(deps, tx, caller, request.query));
  });

  app.get("/api/roster/today", { schema: { response: { 200: TodayView } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showToday(deps, tx, caller.tenantId));
  });

  const answers = { body: AnswerShifts, response: { 200: ShiftsAnswered } };
  app.post("/api/roster/answers", { schema: answers }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      answered: await answerShifts(deps, tx, caller, request.body),
    }));
  });

  const history = { querystring: RosterQuery, response: { 200: RosterHistory } };
  app.get("/api/roster/history", { schema: history }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showHistory(deps, tx, caller, request.query));
  });

  app.get("/api/roster/week.pdf", { schema: { querystring: WeekPdfQuery } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "plan-roster");
    const document = await deps.db.withTenant(caller.tenantId, (tx) => printWeek(deps, tx, caller, request.query));
    const file = `dienstplan-${request.query.from}.pdf`;
    reply.type("application/pdf").header("content-disposition", `attachment; filename="${file}"`);
    return reply.send(await renderDocumentPdf(document));
  });
}

function shiftRoutes(app: App, deps: Deps): void {
  app.post("/api/roster/shifts", { schema: { body: NewShift, response: { 200: ShiftSaved } } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => planNewShift(deps, tx, caller, request.body));
  });

  const change = { params, body: ChangeShift, response: { 200: ShiftSaved } };
  app.put("/api/roster/shifts/:id", { schema: change }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) =>
      planShift(deps, tx, caller, request.params.id, request.body),
    );
  });

  app.get("/api/roster/stand-ins/:id", { schema: { params, response: { 200: StandInList } } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showStandIns(deps, tx, caller, request.params.id));
  });

  app.delete("/api/roster/shifts/:id", { schema: { params, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    await deps.db.withTenant(caller.tenantId, (tx) => removeShift(deps, tx, caller, request.params.id));
    return { id: request.params.id };
  });

  const check = { body: CheckShift, response: { 200: z.object({ findings: z.array(Finding) }) } };
  app.post("/api/roster/check", { schema: check }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      findings: await tryShift(deps, tx, caller, request.body),
    }));
  });
}

function weekRoutes(app: App, deps: Deps): void {
  app.post("/api/roster/copy-week", { schema: { body: CopyWeek, response: { 200: WeekCopied } } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => copyWeek(deps, tx, caller, request.body));
  });

  const publish = { body: PublishRoster, response: { 200: RosterPublished } };
  app.post("/api/roster/publish", { schema: publish }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => publishRoster(deps, tx, caller, request.body));
  });

  const again = { body: AskAgain, response: { 200: AskedAgain } };
  app.post("/api/roster/ask-again", { schema: again }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => askAgain(deps, tx, caller, request.body.memberIds));
  });
}

function absenceRoutes(app: App, deps: Deps): void {
  app.post("/api/roster/absences", { schema: { body: SaveAbsence, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await enterAbsence(deps, tx, caller, request.body),
    }));
  });

  app.delete("/api/roster/absences/:id", { schema: { params, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    await deps.db.withTenant(caller.tenantId, (tx) => endAbsence(deps, tx, caller, request.params.id));
    return { id: request.params.id };
  });
}

function shapeRoutes(app: App, deps: Deps): void {
  app.post("/api/roster/shapes", { schema: { body: SaveShape, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await changeShapes(deps, tx, caller, { shape: request.body }),
    }));
  });

  app.put("/api/roster/shapes/:id", { schema: { params, body: ChangeShape, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    const wanted = { id: request.params.id, shape: request.body };
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await changeShapes(deps, tx, caller, wanted),
    }));
  });

  app.delete("/api/roster/shapes/:id", { schema: { params, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    const wanted = { id: request.params.id, shape: null };
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await changeShapes(deps, tx, caller, wanted),
    }));
  });
}
