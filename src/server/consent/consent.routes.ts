import { z } from "zod";
import * as contract from "../../contract/consent.ts";
import { ContactId } from "../../contract/ids.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { type CancelAdverts, recordElsewhere, withdrawByMember } from "./change-consent.action.ts";
import { listConsents } from "./list-consents.action.ts";
import { readConsents } from "./read-consents.action.ts";

type Press = { readonly clientId?: string | undefined };
type Work = (tx: Tx) => Promise<Problem | string>;

const ofContact = { params: z.object({ id: ContactId }), response: { 200: contract.ContactConsents } };

/** Consents: whose, since when, in which words; record, end. Asking is a message: outbound/. */
export function consentRoutes(app: App, deps: Deps, cancelAdverts: CancelAdverts): void {
  /** A refusal is thrown after the transaction: its decision must stay. Pressed again, the step is there once. */
  const changed = async (caller: Caller, what: string, id: string, wish: Press, work: Work) => {
    const answer = await deps.db.withTenant(caller.tenantId, async (tx) => {
      let refused: Problem | undefined;
      await pressOnce(deps, tx, caller, `${what} ${id}`, wish, async () => {
        const done = await work(tx);
        if (!(done instanceof Problem)) return done;
        refused = done;
        return undefined;
      });
      return refused ?? (await readConsents(deps, tx, caller, id));
    });
    if (answer instanceof Problem) throw answer;
    return answer;
  };

  app.get("/api/contacts/:id/consents", { schema: ofContact }, async (request) => {
    const caller = callerOf(request);
    return await deps.db.withTenant(caller.tenantId, (tx) => readConsents(deps, tx, caller, request.params.id));
  });

  app.post(
    "/api/contacts/:id/consents",
    { schema: { ...ofContact, body: contract.RecordConsent } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const { id } = request.params;
      return await changed(caller, "record-consent", id, request.body, (tx) =>
        recordElsewhere(deps, tx, caller, id, request.body, cancelAdverts),
      );
    },
  );

  app.post(
    "/api/contacts/:id/consents/withdraw",
    { schema: { ...ofContact, body: contract.WithdrawConsent } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const { id } = request.params;
      return await changed(caller, "withdraw-consent", id, request.body, (tx) =>
        withdrawByMember(deps, tx, caller, id, request.body, cancelAdverts),
      );
    },
  );

  app.get(
    "/api/consents",
    { schema: { querystring: contract.ConsentsQuery, response: { 200: contract.ConsentList } } },
    async (request) => {
      const caller = allowed(callerOf(request), "read-proofs");
      return await deps.db.withTenant(caller.tenantId, (tx) => listConsents(deps, tx, caller, request.query));
    },
  );
}
