import { z } from "zod";
import {
  AnswerSwap,
  ExchangeList,
  ExchangeQuery,
  ProposeSwap,
  SwapAnswered,
  SwapList,
  SwapProposed,
  TakerList,
} from "../../../contract/roster-swaps.ts";
import type { Deps } from "../../platform/deps.ts";
import { type App, callerOf } from "../../platform/http.ts";
import { allowed } from "../../rights/allowed.ts";
import { answerSwap } from "./answer-swap.action.ts";
import { proposeSwap } from "./propose-swap.action.ts";
import { showExchanges } from "./show-exchanges.action.ts";
import { showSwaps, showTakers } from "./show-swaps.action.ts";

/** Swaps between colleagues. */
export function swapRoutes(app: App, deps: Deps): void {
  const params = z.object({ id: z.uuid() });

  app.get("/api/roster/swaps", { schema: { response: { 200: SwapList } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showSwaps(deps, tx, caller));
  });

  app.get("/api/roster/takers/:id", { schema: { params, response: { 200: TakerList } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showTakers(deps, tx, caller, request.params.id));
  });

  const exchange = { params, querystring: ExchangeQuery, response: { 200: ExchangeList } };
  app.get("/api/roster/exchanges/:id", { schema: exchange }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, (tx) => showExchanges(deps, tx, caller, id, request.query.with));
  });

  app.post("/api/roster/swaps", { schema: { body: ProposeSwap, response: { 200: SwapProposed } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => proposeSwap(deps, tx, caller, request.body));
  });

  const answer = { params, body: AnswerSwap, response: { 200: SwapAnswered } };
  app.post("/api/roster/swaps/:id/answer", { schema: answer }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, (tx) => answerSwap(deps, tx, caller, id, request.body.answer));
  });
}
