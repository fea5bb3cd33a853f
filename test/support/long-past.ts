import { resolveSenders } from "../../src/server/contacts/resolve-senders.action.ts";
import { appendMessages } from "../../src/server/conversations/append-messages.action.ts";
import { minute } from "../../src/server/platform/instant.ts";
import type { Customer } from "./a-customer.ts";
import type { TestApp } from "./build-app.ts";

interface Said {
  readonly name: string;
  readonly bsuid: string;
  readonly text: string;
  readonly id: string;
}

const atOnce = 1_000;

/**
 * What customers wrote long ago, stored by what stores every message: years of a business in a second or two. Nobody is
 * told of it and no notice goes out; that is another test.
 */
async function haveWritten(app: TestApp, said: readonly Said[]): Promise<void> {
  const { deps, firm } = app;
  const account = { tenantId: firm.tenantId, accountId: firm.whatsappAccountId, kind: "whatsapp" } as const;
  const began = app.clock.now().getTime() - said.length * minute;
  for (let at = 0; at < said.length; at += atOnce)
    await app.sql(async (tx) => {
      const part = said.slice(at, at + atOnce);
      const people = [...new Map(part.map((one) => [one.bsuid, one])).values()];
      const senders = people.map(({ name, bsuid }) => ({
        name,
        addresses: [{ kind: "bsuid" as const, value: bsuid }],
      }));
      const found = await resolveSenders(deps, tx, account, senders);
      const whose = new Map(people.map(({ bsuid }, n) => [bsuid, found[n]]));
      const messages = part.flatMap(({ bsuid, text, id }, n) => {
        const who = whose.get(bsuid);
        if (who === undefined) return [];
        const stored = { content: { type: "text" as const, text } };
        const sentAt = new Date(began + (at + n) * minute);
        return [{ ...who, direction: "in" as const, stored, externalId: id, sentAt }];
      });
      await appendMessages(deps, tx, account, messages);
    });
}

/** One customer, `count` messages "Nachricht 1" and so on, known to WhatsApp as wamid.past.1 and so on. */
export async function longConversation(app: TestApp, name: string, count: number): Promise<Customer> {
  const bsuid = "DE.999999999999999901";
  await haveWritten(
    app,
    Array.from({ length: count }, (_, n) => ({ name, bsuid, id: `wamid.past.${n + 1}`, text: `Nachricht ${n + 1}` })),
  );
  return app.firm.customer({ name, bsuid });
}

/** `count` customers, each with one message. */
export async function manyConversations(app: TestApp, count: number): Promise<void> {
  await haveWritten(
    app,
    Array.from({ length: count }, (_, n) => ({
      name: `Kundschaft ${n + 1}`,
      bsuid: `DE.8888888${String(n).padStart(11, "0")}`,
      id: `wamid.many.${n}`,
      text: `Anfrage ${n + 1}`,
    })),
  );
}
