import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainItem } from "./explain.ts";
import { parseWhatsApp } from "./parse.ts";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

const message = (id: string) => ({
  from: "4915550100001",
  id,
  timestamp: "1793000000",
  type: "text",
  text: { body: "Hallo" },
});

/** Anything JSON can say, often under the names Meta uses. */
const key = fc.oneof(
  fc.constantFrom("id", "type", "from", "timestamp", "text", "body", "context", "reaction", "system", "interactive"),
  fc.constantFrom("image", "location", "contacts", "errors", "status", "__proto__", "constructor"),
  fc.string({ unit: "binary" }),
);
const anything = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(key, tie("node"), { maxKeys: 6 }),
  ),
})).node;
const types = fc.constantFrom(
  "text",
  "image",
  "system",
  "reaction",
  "interactive",
  "edit",
  "revoke",
  "order",
  "button",
);

describe("whatever arrives", () => {
  test("no bytes at all make the reader fall over", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (raw) => parseWhatsApp(raw).length > 0));
  });

  test("no JSON makes the reader or the explainer fall over", () => {
    const fields = fc.constantFrom("messages", "calls", "history", "user_preferences", "smb_message_echoes", "x", null);
    fc.assert(
      fc.property(anything, fields, anything, (one, field, value) => {
        const items = parseWhatsApp(bytes({ entry: [one, { changes: [one, { field, value }] }] }));
        return items.map(explainItem).every((item) => item.kind !== "");
      }),
      { numRuns: 400 },
    );
  });

  test("every message and every status becomes at least one item", () => {
    const odd = fc.oneof(anything, fc.record({ type: types, id: anything, text: anything, system: anything }));
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 20 }), fc.array(odd, { maxLength: 20 }), (messages, statuses) => {
        const value = { metadata: {}, messages, statuses };
        const items = parseWhatsApp(bytes({ entry: [{ changes: [{ field: "messages", value }] }] }));
        expect(items.length).toBeGreaterThanOrEqual(messages.length + statuses.length);
      }),
      { numRuns: 400 },
    );
  });

  test("one bad element among a thousand costs none of the other 999, whatever it is and wherever it stands", () => {
    fc.assert(
      fc.property(fc.nat({ max: 999 }), anything, (place, bad) => {
        const messages: unknown[] = Array.from({ length: 1000 }, (_, i) => message(`wamid.${i}`));
        messages[place] = bad;
        const items = parseWhatsApp(bytes({ entry: [{ changes: [{ field: "messages", value: { messages } }] }] }));
        const good = items.filter((item) => item.kind === "message");
        expect(items).toHaveLength(1000);
        expect(good).toHaveLength(999);
        expect(items[place]?.kind).not.toBe("message");
      }),
      { numRuns: 25 },
    );
  });
});
