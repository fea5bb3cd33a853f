import { z } from "zod";
import {
  Assign,
  ChangeState,
  ConversationDetail,
  ConversationRow,
  DetailQuery,
  InboxPage,
  InboxQuery,
  MarkRead,
  Presence as PresenceBody,
  PresenceView,
  Reserved,
  SaveDraft,
  SavedDraft,
  Snooze,
} from "../../contract/conversations.ts";
import { ConversationId } from "../../contract/ids.ts";
import { MessagePage, MessagesQuery, MessageView, WriteNote } from "../../contract/messages.ts";
import { PointInTime } from "../../contract/values.ts";
import type { Channels } from "../channels/channel.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { changeConversation, type Wish } from "../conversations/change-conversation.action.ts";
import { markRead, saveDraft } from "../conversations/keep-for-member.action.ts";
import { readInbox, readMessage, readMessages, readRow } from "../conversations/read-inbox.action.ts";
import { reserveConversation } from "../conversations/reserve-conversation.action.ts";
import { writeNote } from "../conversations/write-note.action.ts";
import type { Presence } from "../events/presence.ts";
import { readCursor } from "../platform/db/page-cursor.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { instant } from "../platform/instant.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { showsTyping } from "../team/shows-typing.action.ts";
import { readDetail } from "./read-detail.action.ts";

const Params = z.object({ id: ConversationId });
const Cursor = z.object({ waitingSince: PointInTime.nullable(), lastActivityAt: PointInTime, id: z.uuid() });

/** The inbox and what members do in it. Sending is outbound/. */
export function inboxRoutes(app: App, deps: Deps, channels: Channels, presence: Presence): void {
  readingRoutes(app, deps, channels);
  stateRoutes(app, deps);
  reserveRoutes(app, deps, presence);
  ownRoutes(app, deps, presence);
}

function readingRoutes(app: App, deps: Deps, channels: Channels): void {
  app.get(
    "/api/conversations",
    { schema: { querystring: InboxQuery, response: { 200: InboxPage } } },
    async (request) => {
      const caller = allowed(callerOf(request), "read-conversations");
      const { state, assignee, channel, unread, waiting, q, cursor, limit } = request.query;
      const only = { unreadOnly: unread !== undefined, waitingOnly: waiting !== undefined };
      const filter = { state, assignee, channel, ...only, q };
      return await deps.db.withTenant(caller.tenantId, (tx) =>
        readInbox(deps, tx, caller, filter, readCursor(Cursor, cursor), limit),
      );
    },
  );

  app.get(
    "/api/conversations/:id",
    { schema: { params: Params, querystring: DetailQuery, response: { 200: ConversationDetail } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, (tx) =>
        readDetail(deps, tx, caller, channels, request.params.id, request.query.counts !== "no"),
      );
    },
  );

  app.get(
    "/api/conversations/:id/messages",
    { schema: { params: Params, querystring: MessagesQuery, response: { 200: MessagePage } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, (tx) =>
        readMessages(deps, tx, caller, request.params.id, request.query),
      );
    },
  );

  app.get(
    "/api/messages/:id",
    { schema: { params: z.object({ id: z.uuid() }), response: { 200: MessageView } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, (tx) => readMessage(deps, tx, caller, request.params.id));
    },
  );
}

/** Assigns, snoozes, closes and reopens. */
function stateRoutes(app: App, deps: Deps): void {
  const wish = async (request: Parameters<typeof callerOf>[0], id: string, what: Wish) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await changeConversation(deps, tx, caller, id, what);
      return await readRow(deps, tx, caller, id);
    });
  };
  app.post(
    "/api/conversations/:id/assign",
    { schema: { params: Params, body: Assign, response: { 200: ConversationRow } } },
    (request) => wish(request, request.params.id, { kind: "assign", ...request.body }),
  );
  app.post(
    "/api/conversations/:id/snooze",
    { schema: { params: Params, body: Snooze, response: { 200: ConversationRow } } },
    (request) =>
      wish(request, request.params.id, {
        kind: "snooze",
        until: instant(Date.parse(request.body.until)),
        version: request.body.version,
      }),
  );
  app.post(
    "/api/conversations/:id/close",
    { schema: { params: Params, body: ChangeState, response: { 200: ConversationRow } } },
    (request) => wish(request, request.params.id, { kind: "close", ...request.body }),
  );
  app.post(
    "/api/conversations/:id/reopen",
    { schema: { params: Params, body: ChangeState, response: { 200: ConversationRow } } },
    (request) => wish(request, request.params.id, { kind: "reopen", ...request.body }),
  );
}

/** For owner and office only, and back. Whoever may not see it any more is not shown as being there either. */
function reserveRoutes(app: App, deps: Deps, presence: Presence): void {
  app.post(
    "/api/conversations/:id/reserve",
    { schema: { params: Params, body: ChangeState, response: { 200: Reserved } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const { id } = request.params;
      const answer = await deps.db.withTenant(caller.tenantId, async (tx) => {
        await reserveConversation(deps, tx, caller, id, { reserved: true, ...request.body });
        return { row: can(caller, "read-reserved") ? await readRow(deps, tx, caller, id) : null };
      });
      presence.keepOnly(caller.tenantId, id, (who) => can(who, "read-reserved"), deps.clock.now());
      return answer;
    },
  );
  app.post(
    "/api/conversations/:id/release",
    { schema: { params: Params, body: ChangeState, response: { 200: ConversationRow } } },
    async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        await reserveConversation(deps, tx, caller, id, { reserved: false, ...request.body });
        return await readRow(deps, tx, caller, id);
      });
    },
  );
}

/** What a member leaves in a conversation: notes, how far they read, a draft, that they are there. */
function ownRoutes(app: App, deps: Deps, presence: Presence): void {
  app.post(
    "/api/conversations/:id/notes",
    { schema: { params: Params, body: WriteNote, response: { 200: MessageView } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        const { messageId } = await writeNote(deps, tx, caller, request.params.id, request.body);
        return await readMessage(deps, tx, caller, messageId);
      });
    },
  );

  app.post(
    "/api/conversations/:id/read",
    { schema: { params: Params, body: MarkRead, response: { 200: ConversationRow } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        await markRead(deps, tx, caller, request.params.id, request.body.position, request.body.look);
        return await readRow(deps, tx, caller, request.params.id);
      });
    },
  );

  app.put(
    "/api/conversations/:id/draft",
    { schema: { params: Params, body: SaveDraft, response: { 200: SavedDraft } } },
    async (request) => {
      const caller = callerOf(request);
      const { params, body } = request;
      return await deps.db.withTenant(caller.tenantId, (tx) => saveDraft(deps, tx, caller, params.id, body));
    },
  );

  app.post(
    "/api/conversations/:id/presence",
    { schema: { params: Params, body: PresenceBody, response: { 200: PresenceView } } },
    async (request) => {
      const caller = callerOf(request);
      const said = request.body.activity;
      const shown = await deps.db.withTenant(caller.tenantId, async (tx) => {
        await accessConversation(tx, caller, request.params.id);
        return said !== "typing" || (await showsTyping(tx));
      });
      presence.note(caller, request.params.id, shown ? said : "viewing", deps.clock.now());
      return presence.view(caller.tenantId, request.params.id, deps.clock.now());
    },
  );
}
