import { AskIban, BankView, SettleIban } from "../../contract/bank.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { askIban, settleIban } from "./ask-iban.action.ts";
import { showBank } from "./show-bank.action.ts";

/** The bank details of the business (EM-4): /api/bank. */
export function bankRoutes(app: App, deps: Deps): void {
  const response = { 200: BankView };
  const change = (caller: Caller, work: (tx: Tx) => Promise<void>) =>
    deps.db.withTenant(caller.tenantId, async (tx) => {
      await work(tx);
      return await showBank(deps, tx, caller);
    });

  app.get("/api/bank", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "confirm-bank");
    return await deps.db.withTenant(caller.tenantId, (tx) => showBank(deps, tx, caller));
  });

  app.put("/api/bank", { schema: { body: AskIban, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    assertSteppedUp(caller, deps.clock.now());
    return await change(caller, (tx) => askIban(deps, tx, caller, request.body));
  });

  app.post("/api/bank/settle", { schema: { body: SettleIban, response } }, async (request) => {
    const caller = allowed(callerOf(request), "confirm-bank");
    if (request.body.confirmed) assertSteppedUp(caller, deps.clock.now());
    return await change(caller, (tx) => settleIban(deps, tx, caller, request.body));
  });
}
