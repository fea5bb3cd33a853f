import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ApprovedMessage, gate } from "../policy/approved-message.ts";
import type {
  Address,
  Channel,
  ChannelCredentials,
  MediaRef,
  OutboundContent,
  OutboundMessage,
  ParsedItem,
} from "./channel.ts";

/** How the other side behaves towards the next call. */
export type Behaviour =
  /** takes the message and gives an id */
  | "accepts"
  /** says no, for good */
  | "refuses"
  /** says "too fast" and names a pause */
  | "limits"
  /** takes the request and cuts the line without an answer */
  | "cuts"
  /** answers "fine" with something nobody can read */
  | "babbles"
  /** is not there at all */
  | "is-down";

/** What a channel brings to be put through the contract. */
export interface ChannelUnderTest {
  readonly channel: Channel;
  readonly credentials: ChannelCredentials;
  /** The headers the provider would send with these bytes. */
  sign(body: Uint8Array, credentials: ChannelCredentials): Readonly<Record<string, string>>;
  /** Credentials with the signing secret left empty. */
  readonly withoutSecret: ChannelCredentials;
  readonly samples: readonly { readonly body: Uint8Array; readonly kinds: readonly ParsedItem["kind"][] }[];
  readonly to: readonly Address[];
  /** Absent for a channel that delivers inside our own house. */
  readonly otherSide?: {
    behave(behaviour: Behaviour): void;
    /** How many messages it got to see since the last `behave`. */
    received(): number;
  };
  readonly media?: { readonly ref: MediaRef; readonly bytes: Uint8Array };
}

const text: OutboundContent = { type: "text", text: "Wir kommen morgen um acht." };

function approve(message: OutboundMessage): ApprovedMessage<OutboundMessage> {
  const verdict = { verdict: "allow", requires: [], rules: ["BASE-1"], whyDe: "", evidence: [] } as const;
  const approved = gate(verdict, "decision-1", message);
  if (approved === undefined) throw new Error("the gate stayed closed");
  return approved;
}

/** The suite every channel must pass. `make` is called once; it may start a fake of the other side. */
export function describeChannel(name: string, make: () => Promise<ChannelUnderTest>): void {
  describe(`${name} keeps the channel contract`, () => {
    const once = memo(make);
    describeProof(once);
    describeReading(once);
    describeSending(once);
    describeFiles(once);
  });
}

function memo<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

type Once = () => Promise<ChannelUnderTest>;
const bodyOf = (it: ChannelUnderTest) => it.samples[0]?.body ?? new Uint8Array();

function describeProof(once: Once): void {
  test("what the provider signed is believed", async () => {
    const it = await once();
    const body = bodyOf(it);
    expect(it.channel.verify({ body, headers: it.sign(body, it.credentials) }, it.credentials)).toBe(true);
  });

  test("one changed byte is not believed", async () => {
    const it = await once();
    const headers = it.sign(bodyOf(it), it.credentials);
    const body = Uint8Array.from(bodyOf(it), (byte, i) => (i === 7 ? byte ^ 1 : byte));
    expect(it.channel.verify({ body, headers }, it.credentials)).toBe(false);
  });

  test("nothing is believed without a signature, and nothing at all while no secret is set", async () => {
    const it = await once();
    const body = bodyOf(it);
    expect(it.channel.verify({ body, headers: {} }, it.credentials)).toBe(false);
    const headers = it.sign(body, it.withoutSecret);
    expect(it.channel.verify({ body, headers }, it.withoutSecret)).toBe(false);
    expect(it.channel.verify({ body, headers }, {})).toBe(false);
  });
}

function describeReading(once: Once): void {
  test("recorded deliveries become the items they hold, the same every time", async () => {
    const it = await once();
    for (const { body, kinds } of it.samples) {
      const items = it.channel.parse(body);
      expect(items.map((item) => item.kind)).toEqual(kinds);
      expect(it.channel.parse(body)).toEqual(items);
    }
  });

  test("a message has an id, a sender and a label", async () => {
    const it = await once();
    for (const item of it.samples.flatMap(({ body }) => it.channel.parse(body))) {
      expect(item.label).not.toBe("");
      if (item.kind !== "message") continue;
      expect(item.externalId).not.toBe("");
      expect(item.from.addresses.length).toBeGreaterThan(0);
    }
  });

  test("no bytes make the reader fall over, and none are passed over in silence", async () => {
    const it = await once();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (body) => it.channel.parse(body).length > 0));
    for (const { body } of it.samples) expect(it.channel.parse(body.slice(0, -3)).length).toBeGreaterThan(0);
  });
}

function describeSending(once: Once): void {
  const send = async (it: ChannelUnderTest, to = it.to) =>
    it.channel.send(approve({ correlation: "message-1", to, content: text }), it.credentials);

  const expectations: Readonly<Record<Behaviour, object>> = {
    accepts: { kind: "sent", externalId: expect.stringMatching(/./) },
    refuses: { kind: "rejected", error: { whyDe: expect.stringMatching(/\.$/), retryable: false } },
    limits: { kind: "unreachable", retryAfterMs: expect.any(Number) },
    cuts: { kind: "uncertain" },
    babbles: { kind: "uncertain" },
    "is-down": { kind: "unreachable" },
  };

  const behaviours: readonly Behaviour[] = ["accepts", "refuses", "limits", "cuts", "babbles", "is-down"];
  for (const behaviour of behaviours) {
    test(`when the other side ${behaviour}, the outcome says so`, async () => {
      const it = await once();
      if (it.otherSide === undefined) return;
      it.otherSide.behave(behaviour);
      expect(await send(it)).toMatchObject(expectations[behaviour]);
      // Whatever happened: one send is one send.
      expect(it.otherSide.received()).toBe(behaviour === "is-down" ? 0 : 1);
    });
  }

  test("without an address nothing leaves the house", async () => {
    const it = await once();
    it.otherSide?.behave("accepts");
    expect((await send(it, [])).kind).toBe("rejected");
    expect(it.otherSide?.received() ?? 0).toBe(0);
  });
}

function describeFiles(once: Once): void {
  test("a file comes whole or not at all", async () => {
    const it = await once();
    if (it.media === undefined) return;
    const { ref, bytes } = it.media;
    const fetched = await it.channel.fetchMedia(ref, it.credentials, bytes.byteLength);
    expect(fetched).toMatchObject({ kind: "fetched", bytes });
    expect((await it.channel.fetchMedia(ref, it.credentials, bytes.byteLength - 1)).kind).toBe("gone");
    expect((await it.channel.fetchMedia({ ...ref, id: "gibt-es-nicht" }, it.credentials, 1_000)).kind).toBe("gone");
  });
}
