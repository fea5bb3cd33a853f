import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../../src/app.ts";
import { readIncoming } from "../../src/server/attachments/read-incoming.action.ts";
import type { SendOutcome } from "../../src/server/channels/channel.ts";
import { createWebchat } from "../../src/server/channels/webchat/webchat.adapter.ts";
import { businessOf } from "../support/a-business.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";

/** F10: WhatsApp takes what is sent and says nothing; whoever writes on the firm's own page does not notice. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

test("an answer on the customer's page leaves while every answer by WhatsApp still hangs", async () => {
  const { promise: answered, resolve: letGo } = Promise.withResolvers<SendOutcome>();
  let hanging = 0;
  const send = () => {
    hanging += 1;
    return answered;
  };
  const webchat = createWebchat((tenantId, id) => readIncoming(app.deps, tenantId, id));
  const channels = { whatsapp: { ...app.whatsapp, send }, webchat };
  const visitor = new Visitor(app);
  await visitor.writes("Tropft der Hahn noch?");
  const server = await buildApp(app.deps, { channels, fetch: noNetwork, pages: false });
  const firm = await businessOf({ ...app, http: server.http, drain: async () => {} }, app.firm);
  try {
    // Each is told the privacy notice first.
    for (let n = 0; n < 12; n++) await firm.customer().writes("Guten Tag");
    await expect.poll(() => hanging).toBeGreaterThanOrEqual(6);
    const [row] = await firm.office.inbox("channel=webchat");
    if (row === undefined) throw new Error("nobody wrote on the page");
    const { id } = row;
    await firm.office.write(id, "Wir kommen um zehn.");
    const state = async () => (await firm.office.thread(id)).at(-1)?.state;
    await expect.poll(state).toBe("sent");
    expect(hanging).toBeLessThan(12);
  } finally {
    letGo({ kind: "sent", externalId: "wamid.LATE" });
    await server.stop();
  }
});
