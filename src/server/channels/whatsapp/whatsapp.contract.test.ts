import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll } from "vitest";
import { createGuardedFetch } from "../../platform/network/guarded-fetch.ts";
import { type ChannelUnderTest, describeChannel } from "../channel.contract.ts";
import type { ParsedItem } from "../channel.ts";
import { type FakeGraph, startFakeGraph } from "./fake-graph.contract.ts";
import { createWhatsAppChannel } from "./whatsapp.adapter.ts";

const started: FakeGraph[] = [];
afterAll(() => {
  for (const one of started) one.close();
});

const fixture = (name: string, ...kinds: ParsedItem["kind"][]) => ({
  body: new Uint8Array(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url))),
  kinds,
});

describeChannel("WhatsApp", async (): Promise<ChannelUnderTest> => {
  const graph = await startFakeGraph();
  started.push(graph);
  const bytes = new Uint8Array(Buffer.from("ein Bild"));
  graph.onGet((path, _, answer) => {
    if (path.startsWith("/file")) return answer.end(bytes);
    if (!path.startsWith("/v25.0/700000000000001")) {
      return answer.writeHead(400).end('{"error":{"code":100,"error_subcode":33}}');
    }
    return answer.end(
      JSON.stringify({ url: `${graph.baseUrl}/file`, mime_type: "image/jpeg", file_size: bytes.length }),
    );
  });
  const live = { baseUrl: graph.baseUrl, mediaHosts: graph.host };
  // Port 9 of the loopback: nobody listens there.
  const nowhere = { baseUrl: "http://127.0.0.1:9", mediaHosts: "" };
  let outside: { baseUrl: string; mediaHosts: string } = live;
  const common = { phoneNumberId: "900100200300400", accessToken: "demo-token", appSecret: "demo-secret" };
  return {
    channel: createWhatsAppChannel({ fetch: createGuardedFetch({ allowPrivate: [graph.host, "127.0.0.1:9"] }) }),
    get credentials() {
      return { ...common, ...outside };
    },
    withoutSecret: { ...common, appSecret: "" },
    sign(body, { appSecret = "" }) {
      return { "x-hub-signature-256": `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}` };
    },
    samples: [
      fixture("text", "message"),
      fixture("two-numbers-in-one-delivery", "message", "message", "receipt", "message"),
      fixture("reaction", "reaction"),
      fixture("statuses", ...Array<"receipt">(6).fill("receipt")),
      fixture("address-book", "dropped"),
    ],
    to: [{ kind: "phone", value: "+4915550100001" }],
    otherSide: {
      behave(behaviour) {
        outside = behaviour === "is-down" ? nowhere : live;
        graph.behave(behaviour);
      },
      received: () => graph.messages.length,
    },
    media: {
      ref: {
        media: "image",
        id: "700000000000001",
        mimeType: "image/jpeg",
        sha256: createHash("sha256").update(bytes).digest("base64"),
      },
      bytes,
    },
  };
});
