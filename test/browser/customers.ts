import type { DemoInfo } from "./running.ts";

/** A customer of the simulator, as its control plane names one. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

/** The simulator's control plane: what the world outside does without anybody touching a phone. */
export function worldOf(info: DemoInfo) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${info.simulatorUrl}/_sim${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.headers.get("content-type") ?? "").includes("json") ? await answer.json() : (undefined as T);
  }
  /** Texts signed and in Meta's own envelope, all in one delivery. */
  function delivers(who: Customer, messages: readonly { id: string; timestamp: string; text: string }[]) {
    const { phoneNumberId, wabaId } = info.whatsapp;
    const from = who.phone.replace(/\D/g, "");
    const value = {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "493710000000", phone_number_id: phoneNumberId },
      contacts: [{ profile: { name: who.name }, wa_id: from }],
      messages: messages.map(({ text, ...one }) => ({ ...one, from, type: "text", text: { body: text } })),
    };
    const entry = [{ id: wabaId, changes: [{ field: "messages", value }] }];
    return call("POST", "/webhooks/raw", { body: { object: "whatsapp_business_account", entry } });
  }
  let delivered = 0;
  const secondsAgo = (seconds: number) => String(Math.floor(Date.now() / 1000) - seconds);
  return {
    get: <T>(path: string) => call<T>("GET", path),
    post: <T = unknown>(path: string, body: unknown = {}) => call<T>("POST", path, body),
    patch: (path: string, body: unknown) => call("PATCH", path, body),
    /** A new customer, who has written nothing yet. */
    customer: (name: string) => call<Customer>("POST", "/customers", { name }),
    /** A text from this customer's phone. */
    writes: (who: Customer, text: string) => call("POST", `/customers/${who.id}/messages`, { type: "text", text }),
    /** A text that was under way for hours. */
    wroteHoursAgo: (who: Customer, hours: number, text: string) =>
      delivers(who, [{ id: `wamid.late.${who.id}`, timestamp: secondsAgo(hours * 3600), text }]),
    /** Many texts at once, as after a night. */
    writesAll: (who: Customer, texts: readonly string[]) =>
      delivers(
        who,
        texts.map((text) => ({ id: `wamid.all.${who.id}.${++delivered}`, timestamp: secondsAgo(0), text })),
      ),
    /** How many messages with these words WhatsApp has taken, whether they arrived or not. */
    async taken(words: string): Promise<number> {
      const { messages } = await call<{ messages: unknown[] }>("GET", "/outbound");
      return messages.filter((message) => JSON.stringify(message).includes(words)).length;
    },
    /** What has arrived on this customer's phone so far. */
    async received(who: Customer): Promise<string[]> {
      const { messages } = await call<{ messages: { from: string; text: string }[] }>(
        "GET",
        `/customers/${who.id}/chat`,
      );
      return messages.filter(({ from }) => from === "business").map(({ text }) => text);
    },
  };
}
export type World = ReturnType<typeof worldOf>;
