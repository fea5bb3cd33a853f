import { z } from "zod";
import {
  ContactsPage,
  ContactsQuery,
  ContactView,
  MarkKind,
  MarkOrder,
  RenameContact,
} from "../../contract/conversations.ts";
import { ContactId } from "../../contract/ids.ts";
import { markKind, markOrder, renameContact, saveContact } from "../contacts/change-contact.action.ts";
import { listContacts } from "../contacts/list-contacts.action.ts";
import { refuseImport } from "../contacts/refuse-import.action.ts";
import { keepWhatLedToOrder } from "../conversations/class-message.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { readContact } from "./read-contact.action.ts";

const schema = { params: z.object({ id: ContactId }), response: { 200: ContactView } };

/** The list of contacts, and the sheet of one: every change answers with the sheet as it is then. */
export function contactRoutes(app: App, deps: Deps): void {
  const list = { querystring: ContactsQuery, response: { 200: ContactsPage } };
  app.get("/api/contacts", { schema: list }, async (request) => {
    const caller = allowed(callerOf(request), "read-conversations");
    return await deps.db.withTenant(caller.tenantId, (tx) => listContacts(deps, tx, caller, request.query));
  });

  // There is no such thing (AB-1): who asks for it hears why, and that they asked is kept.
  app.post(
    "/api/contacts/import",
    { schema: { body: z.strictObject({}), response: { 204: z.null() } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const { whyDe, rules } = await deps.db.withTenant(caller.tenantId, (tx) => refuseImport(deps, tx, caller));
      throw new Problem("not-lawful", { detail: ofRule(whyDe), more: { rules } });
    },
  );

  oneContactRoutes(app, deps);
}

function oneContactRoutes(app: App, deps: Deps): void {
  const change = async (caller: Caller, id: string, work: (tx: Tx) => Promise<unknown>) => {
    allowed(caller, "answer-conversations");
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await work(tx);
      return await readContact(deps, tx, caller, id);
    });
  };

  app.get("/api/contacts/:id", { schema }, async (request) => {
    const caller = callerOf(request);
    return await deps.db.withTenant(caller.tenantId, (tx) => readContact(deps, tx, caller, request.params.id));
  });

  app.patch("/api/contacts/:id", { schema: { ...schema, body: RenameContact } }, async (request) => {
    const caller = callerOf(request);
    const { id } = request.params;
    return await change(caller, id, (tx) => renameContact(deps, tx, caller, id, request.body));
  });

  app.post("/api/contacts/:id/order", { schema: { ...schema, body: MarkOrder } }, async (request) => {
    const caller = callerOf(request);
    const { id } = request.params;
    return await change(caller, id, async (tx) => {
      if (await markOrder(deps, tx, caller, id, request.body.openOrder)) await keepWhatLedToOrder(tx, id);
    });
  });

  app.post("/api/contacts/:id/kind", { schema: { ...schema, body: MarkKind } }, async (request) => {
    const caller = callerOf(request);
    const { id } = request.params;
    return await change(caller, id, (tx) => markKind(deps, tx, caller, id, request.body));
  });

  app.post("/api/contacts/:id/save", { schema }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    const { id } = request.params;
    // A refusal is thrown after the transaction: its decision must stay.
    const { refusal } = await deps.db.withTenant(caller.tenantId, async (tx) =>
      saveContact(deps, tx, caller, id, await loadTimeZone(tx, caller.tenantId)),
    );
    if (refusal) throw refusal;
    return await deps.db.withTenant(caller.tenantId, (tx) => readContact(deps, tx, caller, id));
  });
}
