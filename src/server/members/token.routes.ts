import { Done } from "../../contract/access.ts";
import { CreateToken, TokenCreated, TokenList, TokenParams } from "../../contract/tokens.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { createToken } from "./tokens/create-token.action.ts";
import { endToken } from "./tokens/end-token.action.ts";
import { showTokens } from "./tokens/show-tokens.action.ts";

/** Tokens for the business's own programs. Register inside the staff scope. */
export function tokenRoutes(app: App, deps: Deps): void {
  app.get("/api/tokens", { schema: { response: { 200: TokenList } } }, async (request) => ({
    items: await showTokens(deps, allowed(callerOf(request), "manage-tokens")),
  }));

  app.post("/api/tokens", { schema: { body: CreateToken, response: { 200: TokenCreated } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-tokens");
    assertSteppedUp(caller, deps.clock.now());
    const { label, clientId } = request.body;
    return await createToken(deps, caller, label, clientId);
  });

  app.post("/api/tokens/:id/revoke", { schema: { params: TokenParams, response: { 200: Done } } }, async (request) => {
    await endToken(deps, allowed(callerOf(request), "manage-tokens"), request.params.id);
    return { now: deps.clock.now().toISOString() };
  });
}
