import { z } from "zod";
import { ConversationId, MessageId } from "../../contract/ids.ts";
import {
  DeliveryTry,
  Draft,
  MessageView,
  OnePress,
  SendAnswer,
  SendMessage,
  SettleMessage,
  TemplateView,
  Told,
  WithdrawAnswer,
} from "../../contract/messages.ts";
import { DecisionView, Permit } from "../../contract/policy.ts";
import { SentCounts } from "../../contract/sent-counts.ts";
import type { Channels } from "../channels/channel.ts";
import { readTemplates } from "../channels/read-templates.action.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { readMessage } from "../conversations/read-inbox.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { askPermit } from "./ask-permit.action.ts";
import { sendWithdrawalInstruction } from "./own-words/send-withdrawal-instruction.action.ts";
import { readDecisions } from "./read-decisions.action.ts";
import { readTries } from "./read-tries.action.ts";
import { sendReply } from "./send-reply.action.ts";
import { discardMessage } from "./waiting/discard-message.action.ts";
import { sentCounts } from "./waiting/note-sent.action.ts";
import { retryMessage, settleMessage } from "./waiting/retry-message.action.ts";
import { withdrawMessage } from "./waiting/withdraw-message.action.ts";

const Params = z.object({ id: ConversationId });
const MessageParams = z.object({ id: MessageId });

/** PATH 2, step 1: a member (or a program of the business) wants a message to leave. */
export function messageRoutes(app: App, deps: Deps, channels: Channels): void {
  sendRoutes(app, deps, channels);
  templateRoutes(app, deps);
  sentRoutes(app, deps);
  proofRoutes(app, deps);
}

function sendRoutes(app: App, deps: Deps, channels: Channels): void {
  app.post(
    "/api/conversations/:id/messages",
    { schema: { params: Params, body: SendMessage, response: { 200: SendAnswer } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await deps.db.withTenant(caller.tenantId, (tx) =>
        sendReply(deps, tx, caller, channels, request.params.id, request.body),
      );
    },
  );

  app.post(
    "/api/conversations/:id/permit",
    { schema: { params: Params, body: Draft, response: { 200: Permit } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const { permit } = await deps.db.withTenant(caller.tenantId, (tx) =>
        askPermit(deps, tx, caller, channels, request.params.id, request.body),
      );
      return permit;
    },
  );

  app.post(
    "/api/conversations/:id/withdrawal-instruction",
    { schema: { params: Params, body: OnePress, response: { 200: Told } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const why = await deps.db.withTenant(caller.tenantId, (tx) =>
        sendWithdrawalInstruction(deps, tx, caller, request.params.id, request.body.clientId),
      );
      return { leaves: why === undefined, why: why ?? null };
    },
  );
}

/** What the composer may offer, and what messages cost so far. */
function templateRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/conversations/:id/templates",
    { schema: { params: Params, response: { 200: z.array(TemplateView) } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        const { accountId } = await accessConversation(tx, caller, request.params.id);
        return await readTemplates(tx, accountId);
      });
    },
  );

  app.get(
    "/api/conversations/:id/sent-counts",
    { schema: { params: Params, response: { 200: SentCounts } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        const { accountId, channelKind } = await accessConversation(tx, caller, request.params.id);
        if (channelKind !== "whatsapp") return { months: [] };
        return { months: (await sentCounts(deps, tx, caller.tenantId, [accountId])).get(accountId) ?? [] };
      });
    },
  );
}

/** What becomes of a message that was sent. */
function sentRoutes(app: App, deps: Deps): void {
  const act = (caller: Caller, id: string, work: (tx: Tx) => Promise<unknown>) =>
    deps.db.withTenant(caller.tenantId, async (tx) => {
      await work(tx);
      return await readMessage(deps, tx, caller, id);
    });

  app.post(
    "/api/messages/:id/retry",
    { schema: { params: MessageParams, response: { 200: MessageView } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await act(caller, request.params.id, (tx) => retryMessage(deps, tx, caller, request.params.id));
    },
  );

  app.post(
    "/api/messages/:id/discard",
    { schema: { params: MessageParams, response: { 200: MessageView } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await act(caller, request.params.id, (tx) => discardMessage(deps, tx, caller, request.params.id));
    },
  );

  app.post(
    "/api/messages/:id/settle",
    { schema: { params: MessageParams, body: SettleMessage, response: { 200: MessageView } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await act(caller, request.params.id, (tx) =>
        settleMessage(deps, tx, caller, request.params.id, request.body.outcome),
      );
    },
  );

  app.post(
    "/api/messages/:id/withdraw",
    { schema: { params: MessageParams, response: { 200: WithdrawAnswer } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await deps.db.withTenant(caller.tenantId, (tx) => withdrawMessage(deps, tx, caller, request.params.id));
    },
  );
}

/** Why it might leave, and how that went (step 8). */
function proofRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/messages/:id/decisions",
    { schema: { params: MessageParams, response: { 200: z.array(DecisionView) } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, (tx) => readDecisions(deps, tx, caller, request.params.id));
    },
  );

  app.get(
    "/api/messages/:id/tries",
    { schema: { params: MessageParams, response: { 200: z.array(DeliveryTry) } } },
    async (request) => {
      const caller = callerOf(request);
      return await deps.db.withTenant(caller.tenantId, (tx) => readTries(tx, caller, request.params.id));
    },
  );
}
