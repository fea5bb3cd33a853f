import { z } from "zod";
import { Done } from "../../contract/access.ts";
import { ContactId, MessageId } from "../../contract/ids.ts";
import { OnePress } from "../../contract/messages.ts";
import {
  ChangeClass,
  ContactHolds,
  LetterList,
  LettersChecked,
  MessageRetention,
  OpenLetters,
  RetentionView,
  SetHold,
} from "../../contract/retention.ts";
import { accessContact } from "../contacts/access-contact.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { zipOf } from "../platform/zip.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { askSpecial } from "../special-data/ask-special.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { checkLetters } from "./check-letters.action.ts";
import { exportLetters } from "./export-letters.action.ts";
import { releaseHold, setHold, showHolds } from "./hold.action.ts";
import { changeRetention, readRetention } from "./message-retention.action.ts";
import { openLetters } from "./open-letters.action.ts";
import { showRetention } from "./show-retention.action.ts";

const ofContact = z.object({ id: ContactId });
const ofMessage = z.object({ id: MessageId });
const Nothing = z.strictObject({});
const ofHold = z.object({ id: z.uuid() });

/** How long things stay: the page, the class of a message, holds, and the kept letters. */
export function retentionRoutes(app: App, deps: Deps): void {
  app.get("/api/retention", { schema: { response: { 200: RetentionView } } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    return await deps.db.withTenant(caller.tenantId, (tx) => showRetention(deps, tx, caller));
  });

  messageRoutes(app, deps);
  holdRoutes(app, deps);
  letterRoutes(app, deps);
}

function messageRoutes(app: App, deps: Deps): void {
  /** What was refused is thrown after the commit: the decision is kept. */
  const change = async (caller: Caller, id: string, work: (tx: Tx) => Promise<Problem | undefined>) => {
    const changed = await deps.db.withTenant(
      caller.tenantId,
      async (tx) => (await work(tx)) ?? (await readRetention(tx, caller, id)),
    );
    if (changed instanceof Problem) throw changed;
    return changed;
  };
  const messageSchema = { params: ofMessage, response: { 200: MessageRetention } };
  app.get("/api/messages/:id/retention", { schema: messageSchema }, async (request) => {
    const caller = callerOf(request);
    return await deps.db.withTenant(caller.tenantId, (tx) => readRetention(tx, caller, request.params.id));
  });
  app.post("/api/messages/:id/retention", { schema: { ...messageSchema, body: ChangeClass } }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    const { id } = request.params;
    return await change(caller, id, (tx) => changeRetention(deps, tx, caller, id, request.body));
  });

  app.post("/api/messages/:id/special-consent", { schema: { ...messageSchema, body: OnePress } }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    const { id } = request.params;
    return await change(caller, id, (tx) => askSpecial(deps, tx, caller, id, request.body.clientId));
  });
}

function holdRoutes(app: App, deps: Deps): void {
  const done = () => ({ now: deps.clock.now().toISOString() });
  const holdsSchema = { params: ofContact, response: { 200: ContactHolds } };
  app.get("/api/contacts/:id/holds", { schema: holdsSchema }, async (request) => {
    const caller = callerOf(request);
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await accessContact(deps, tx, caller, request.params.id);
      const today = localDay(deps.clock.now(), await loadTimeZone(tx, caller.tenantId));
      return {
        items: await showHolds(deps, tx, caller.tenantId, today, { contactId: request.params.id, named: true }),
      };
    });
  });
  app.post("/api/holds", { schema: { body: SetHold, response: { 200: Done } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-retention");
    await deps.db.withTenant(caller.tenantId, (tx) =>
      pressOnce(deps, tx, caller, "set-hold", request.body, () => setHold(deps, tx, caller, request.body)),
    );
    return done();
  });
  app.post("/api/holds/:id/release", { schema: { params: ofHold, response: { 200: Done } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-retention");
    await deps.db.withTenant(caller.tenantId, (tx) => releaseHold(deps, tx, caller, request.params.id));
    return done();
  });
}

/** The kept letters: only with a fresh passkey. */
function letterRoutes(app: App, deps: Deps): void {
  const reader = (caller: Caller): Caller => {
    assertSteppedUp(allowed(caller, "read-letters"), deps.clock.now());
    return caller;
  };

  app.post("/api/letters/open", { schema: { body: OpenLetters, response: { 200: LetterList } } }, async (request) => {
    const caller = reader(callerOf(request));
    const { contactId, reason } = request.body;
    return {
      items: await deps.db.withTenant(caller.tenantId, (tx) => openLetters(deps, tx, caller, contactId, reason)),
    };
  });
  app.post("/api/letters/check", { schema: { body: Nothing, response: { 200: LettersChecked } } }, async (request) => {
    const { tenantId } = reader(callerOf(request));
    return await deps.db.withTenant(tenantId, (tx) => checkLetters(deps, tx, tenantId));
  });
  app.get("/api/letters/export", { exposeHeadRoute: false }, async (request, reply) => {
    const caller = reader(callerOf(request));
    const entries = await exportLetters(deps, caller);
    return await reply
      .type("application/zip")
      .header("content-disposition", 'attachment; filename="handelsbriefe.zip"')
      .header("cache-control", "no-store")
      .send(zipOf(entries, { at: deps.clock.now(), compress: true, log: deps.log, tenantId: caller.tenantId }));
  });
}
