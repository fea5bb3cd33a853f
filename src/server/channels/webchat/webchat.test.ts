import { describe, expect, test } from "vitest";
import { gate } from "../../policy/approved-message.ts";
import type { Address, OutboundContent } from "../channel.ts";
import { createWebchat } from "./webchat.adapter.ts";

const waiting = new Map([["t/1", Uint8Array.from([1, 2, 3])]]);
const channel = createWebchat((tenantId, id) => Promise.resolve(waiting.get(`${tenantId}/${id}`)));
const visitor: Address = { kind: "session", value: "v-1" };

function send(to: readonly Address[], content: OutboundContent) {
  const verdict = { verdict: "allow", requires: [], rules: ["BASE-1"], whyDe: "", evidence: [] } as const;
  const approved = gate(verdict, "d-1", { correlation: "m-1", to, content });
  if (!approved) throw new Error("the gate stayed closed");
  return channel.send(approved, {});
}

describe("the business's own page as a channel", () => {
  test("a message is handed over at once, under our own id", async () => {
    expect(await send([visitor], { type: "text", text: "Wir kommen um acht." })).toEqual({
      kind: "sent",
      externalId: "m-1",
    });
  });

  test("without a visitor, or as a template, nothing is handed over", async () => {
    const text = { type: "text", text: "Hallo" } as const;
    expect(await send([], text)).toMatchObject({ kind: "rejected", error: { retryable: false } });
    expect(await send([{ kind: "phone", value: "49" }], text)).toMatchObject({ kind: "rejected" });
    const template = { type: "template", name: "a", language: "de", parameters: [] } as const;
    expect(await send([visitor], template)).toMatchObject({ kind: "rejected" });
  });

  test("nothing that claims to be its webhook is believed or read", () => {
    expect(channel.verify({ body: new Uint8Array(), headers: {} }, { secret: "x" })).toBe(false);
    expect(channel.parse(Buffer.from("{}"))).toMatchObject([{ kind: "unreadable" }]);
  });

  test("a file a visitor handed in comes whole or not at all", async () => {
    const ref = { media: "image", id: "t/1", mimeType: "image/jpeg" } as const;
    expect(await channel.fetchMedia(ref, {}, 3)).toMatchObject({ kind: "fetched", bytes: Uint8Array.from([1, 2, 3]) });
    expect(await channel.fetchMedia(ref, {}, 2)).toMatchObject({ kind: "gone" });
    expect(await channel.fetchMedia({ ...ref, id: "t/2" }, {}, 3)).toMatchObject({ kind: "gone" });
    expect(await channel.fetchMedia({ ...ref, id: "unsinn" }, {}, 3)).toMatchObject({ kind: "gone" });
  });
});
