import { consentTextVersion, noLabel, questionText, yesLabel } from "../consent/consent-texts.ts";
import { listConsents } from "../consent/list-consents.action.ts";
import { type NewStep, recordStep } from "../consent/record-step.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { changeConversation } from "../conversations/change-conversation.action.ts";
import { markRead } from "../conversations/keep-for-member.action.ts";
import { receiveItems } from "../inbound/receive-items.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { demoConsents } from "./demo-consents.ts";

type DemoChannel = (typeof demoConsents)[number]["channel"];

/** Days before today on which these customers wrote. */
const wrote = 20;

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
  const now = deps.clock.now();
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
      const then = at(deps, after(now, -wrote * day));
      const { contactId, identityId, conversationId } = await writes(then, tx, {
        tenantId,
        accountId: accounts[one.channel],
        place,
        ...one,
      });
      const { version, lastPosition } = await accessConversation(tx, owner, conversationId);
      await changeConversation(then, tx, owner, conversationId, { kind: "close", version });
      for (const { id } of people)
        await markRead(then, tx, { ...owner, memberId: id }, conversationId, lastPosition, 0);
      const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
      if (key === undefined) throw new Error("a new contact without a key");
      for (const [daysAgo, state, method, answer] of one.steps)
        await recordStep(at(deps, after(now, -daysAgo * day)), tx, {
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

const at = (deps: Deps, point: Date): Deps => ({ ...deps, clock: { now: () => point } });

const question = (firm: string, channel: DemoChannel): string =>
  `${questionText(firm, channel, `/datenschutz/${channel}`)}\n[${yesLabel}] [${noLabel}]`;

async function writes(
  deps: Deps,
  tx: Tx,
  who: {
    readonly tenantId: string;
    readonly accountId: string;
    readonly channel: DemoChannel;
    readonly place: number;
    readonly name: string;
    readonly text: string;
  },
) {
  const account = { tenantId: who.tenantId, accountId: who.accountId, kind: who.channel } as const;
  const [received] = await receiveItems(deps, tx, account, [
    {
      kind: "message",
      label: `${who.channel}.message`,
      externalId: `demo-${who.place}`,
      sentAt: deps.clock.now().getTime(),
      from: {
        addresses: [{ kind: who.channel === "webchat" ? "session" : "bsuid", value: `demo-${who.place}` }],
        profileName: who.name,
      },
      content: { type: "text", text: who.text },
    },
  ]);
  if (received === undefined) throw new Error("the demo's message was not taken");
  return received;
}
