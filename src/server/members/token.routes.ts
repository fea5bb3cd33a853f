import { CreateToken, Done, TokenCreated, TokenList, TokenParams } from "../../contract/access.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { can } from "../rights/can.ts";
import { createToken } from "./tokens/create-token.action.ts";
import { endToken } from "./tokens/end-token.action.ts";
import { showTokens } from "./tokens/show-tokens.action.ts";

/** Tokens for the business's own programs. Register inside the staff scope. */
export function tokenRoutes(app: App, deps: Deps): void {
  const manager = (caller: Caller): Caller => {
    if (!can(caller, "manage-tokens")) throw new Problem("not-allowed");
    return caller;
  };

  app.get("/api/tokens", { schema: { response: { 200: TokenList } } }, async (request) => ({
    items: await showTokens(deps, manager(callerOf(request))),
  }));

  app.post("/api/tokens", { schema: { body: CreateToken, response: { 200: TokenCreated } } }, async (request) => {
    const caller = manager(callerOf(request));
    assertSteppedUp(caller, deps.clock.now());
    return await createToken(deps, caller, request.body.label);
  });

  app.post("/api/tokens/:id/revoke", { schema: { params: TokenParams, response: { 200: Done } } }, async (request) => {
    await endToken(deps, manager(callerOf(request)), request.params.id);
    return { now: deps.clock.now().toISOString() };
  });
}
