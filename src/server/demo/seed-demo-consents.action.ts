import { consentTextVersion, noLabel, questionText, yesLabel } from "../consent/consent-texts.ts";
import { listConsents } from "../consent/list-consents.action.ts";
import { type NewStep, recordStep } from "../consent/record-step.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { changeConversation } from "../conversations/change-conversation.action.ts";
import { markRead } from "../conversations/keep-for-member.action.ts";
import { readWhole } from "../conversations/read-whole.action.ts";
import { receiveItems } from "../inbound/receive-items.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import { doubtWaiting } from "../outbound/delivery/doubt-waiting.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { daysAgo } from "./days-ago.ts";
import { demoConsents } from "./demo-consents.ts";

type DemoChannel = (typeof demoConsents)[number]["channel"];

/**
 * A few customers of the demo with what they agreed to, so that the screens show something: given, asked, ended, and
 * one that ends soon. They wrote on the firm's own page, one by WhatsApp, and their concerns are done and read by all: the
 * inbox begins empty. Called again it changes nothing.
 */
export async function seedDemoConsents(
  deps: Deps,
  tenantId: string,
  accounts: Readonly<Record<DemoChannel, string>>,
): Promise<void> {
  const owner: Caller = {
    tenantId,
    memberId: deps.ids.uuid(),
    name: "Demo",
    role: "owner",
    kind: "session",
    sessionId: null,
    deviceId: null,
    steppedUpAt: null,
  };
  await deps.db.withTenant(tenantId, async (tx) => {
    const { items: known } = await listConsents(deps, tx, owner);
    if (known.length > 0) return;
    const firm = await loadTenantName(tx, tenantId);
    const people = await listPeople(deps, tx);
    for (const [place, one] of demoConsents.entries()) {
      const account = { tenantId, accountId: accounts[one.channel], kind: one.channel } as const;
      const { contactId, identityId, conversationId } = await talked(deps, tx, account, { ...one, place });
      const { version, lastPosition } = await accessConversation(tx, owner, conversationId);
      const then = daysAgo(deps, one.said.at(-1)?.[0] ?? 0);
      await changeConversation(then, tx, owner, conversationId, { kind: "close", version });
      for (const { id } of people)
        await markRead(then, tx, { ...owner, memberId: id }, conversationId, lastPosition, 0);
      const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
      if (key === undefined) throw new Error("a new contact without a key");
      for (const [ago, state, method, answer] of one.steps)
        await recordStep(daysAgo(deps, ago), tx, {
          tenantId,
          identityId,
          channelKind: one.channel,
          state,
          method,
          proof: { textVersion: consentTextVersion },
          words: state === "asked" ? { question: question(firm, one.channel) } : { answer },
          key,
        } satisfies NewStep & { key: ContactKey });
    }
  });
}

const question = (firm: string, channel: DemoChannel): string =>
  `${questionText(firm, channel, `/datenschutz/${channel}`)}\n[${yesLabel}] [${noLabel}]`;

/** What somebody wrote, each at its time, and that the notice with which it was answered arrived (PN-1). */
async function talked(
  deps: Deps,
  tx: Tx,
  account: Account,
  {
    said,
    ...who
  }: { readonly place: number; readonly name: string; readonly said: (typeof demoConsents)[number]["said"] },
) {
  let place: Awaited<ReturnType<typeof writes>> | undefined;
  for (const [ago, text] of said) {
    const then = daysAgo(deps, ago);
    place = await writes(then, tx, account, { ...who, ago, text });
    await arrived(then, tx, account, place.conversationId);
  }
  if (place === undefined) throw new Error("somebody of the demo said nothing");
  return place;
}

/** Nobody sends today what was answered weeks ago: it has left, and the channel told that it arrived. */
async function arrived(deps: Deps, tx: Tx, account: Account, conversationId: string): Promise<void> {
  const sent = (await readWhole(deps, tx, account.tenantId, conversationId)).filter(({ state }) => state === "queued");
  await doubtWaiting(deps, tx);
  await receiveItems(
    deps,
    tx,
    account,
    sent.map(({ id }) => ({
      kind: "receipt",
      label: `${account.kind}.receipt`,
      externalId: `demo-${id}`,
      status: "delivered",
      at: deps.clock.now().getTime(),
      correlation: id,
    })),
  );
}

async function writes(
  deps: Deps,
  tx: Tx,
  account: Account,
  who: { readonly place: number; readonly ago: number; readonly name: string; readonly text: string },
) {
  const { kind } = account;
  const [received] = await receiveItems(deps, tx, account, [
    {
      kind: "message",
      label: `${kind}.message`,
      externalId: `demo-${who.place}-${who.ago}`,
      sentAt: deps.clock.now().getTime(),
      from: {
        addresses: [{ kind: kind === "webchat" ? "session" : "bsuid", value: `demo-${who.place}` }],
        profileName: who.name,
      },
      content: { type: "text", text: who.text },
    },
  ]);
  if (received === undefined) throw new Error("the demo's message was not taken");
  return received;
}
