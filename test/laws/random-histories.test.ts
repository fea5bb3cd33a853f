import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { expectEverySendDecided } from "../support/fourth-lock.ts";
import { History, type Step, type Tally } from "./history.ts";
import type { Intent } from "./history-oracle.ts";

/**
 * Months in a craft business, dealt at random: people write, agree, say stop; notices fail; papers run out; devices
 * get lost; members and programs send whatever they like. Whatever reached the channel is held against the law by a
 * bystander who knows nothing of the product.
 */
let app: TestApp;
let owner: TestBrowser;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
afterAll(() => app.stop());

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const who = fc.nat({ max: 1 });
const pick = fc.nat({ max: 30 });
const intents: Intent[] = [
  "plain",
  "plain",
  "plain",
  "plainTemplate",
  "mixed",
  "advert",
  "advertAsService",
  "advertTemplate",
  "advertTemplate",
  "advertInUtility",
  "greeting",
  "danger",
  "dangerWithoutReason",
  "dangerAdvert",
];
const spans = [
  minute,
  minute,
  minute,
  minute,
  hour,
  hour,
  5 * hour,
  25 * hour,
  25 * hour,
  40 * day,
  380 * day,
  830 * day,
];
const texts = ["Guten Tag", "Danke!", "Wann kommen Sie?", "STOPP", "DATENSCHUTZ", "Frohe Weihnachten!"];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("writes" as const), who, text: fc.constantFrom(...texts) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant("replies" as const),
      who,
      by: fc.constantFrom("session" as const, "token" as const),
      intent: fc.constantFrom(...intents),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("consents" as const),
      who,
      state: fc.constantFrom("granted" as const, "granted" as const, "refused" as const, "used" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("prefers" as const),
      who,
      value: fc.constantFrom("stop" as const, "resume" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("is" as const),
      who,
      what: fc.constantFrom("staff" as const, "nobody" as const, "nobody" as const, "minor" as const, "adult" as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("passes" as const),
      ms: fc.constantFrom(...spans),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("retries" as const, "settles" as const, "receipt" as const),
      pick,
      as: fc.constantFrom("sent" as const, "failed" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("channel" as const),
      fails: fc.constantFrom("unreachable" as const, "unreachable" as const, "rejected" as const, "uncertain" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("decides" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("transfer" as const), valid: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("opens" as const), open: fc.constantFrom(true, true, false) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("publishes" as const),
      change: fc.constantFrom("editorial" as const, "material" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("loses" as const) }) },
);

/** What the law fears most: something happens between writing and leaving, or between leaving and arriving. */
const meanwhile: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ do: "loses" }),
  fc.constant<Step>({ do: "transfer", valid: false }),
  fc.constant<Step>({ do: "opens", open: false }),
  fc.constant<Step>({ do: "publishes", change: "material" }),
  fc.constant<Step>({ do: "passes", ms: 25 * hour }),
  fc.record({ do: fc.constant("writes" as const), who, text: fc.constant("STOPP") }),
  fc.record({ do: fc.constant("prefers" as const), who, value: fc.constant("stop" as const) }),
  fc.record({ do: fc.constant("is" as const), who, what: fc.constant("staff" as const) }),
);
const reply = fc.record({
  do: fc.constant("replies" as const),
  who,
  by: fc.constantFrom("session" as const, "session" as const, "token" as const),
  intent: fc.constantFrom<Intent>("plain", "plain", "advertTemplate", "plainTemplate"),
});
const down = fc.constant<Step>({ do: "channel", fails: "unreachable" });
const aMinute = fc.constant<Step>({ do: "passes", ms: minute });
const failed = fc.record({ do: fc.constant("receipt" as const), pick, as: fc.constant("failed" as const) });
const later: Step = { do: "passes", ms: minute };
/** Nothing speaks against an answer: papers, channel, person. */
const inOrder = (one: number): Step[] => [
  { do: "transfer", valid: true },
  { do: "decides" },
  { do: "opens", open: true },
  { do: "is", who: one, what: "nobody" },
];
const hello = (one: number): Step[] => [...inOrder(one), { do: "writes", who: one, text: "Guten Tag" }];
const answer = (one: number, by: "session" | "token"): Step => ({ do: "replies", who: one, by, intent: "plain" });
const advert = (one: number): Step => ({ do: "replies", who: one, by: "token", intent: "advertTemplate" });
const agrees = (one: number): Step => ({ do: "consents", who: one, state: "granted" });
const unreachable: Step = { do: "channel", fails: "unreachable" };
/** What chance alone hardly ever deals to one person in this order. */
const aimed: fc.Arbitrary<Step[]> = fc
  .record({
    one: who,
    make: fc.constantFrom<(one: number) => Step[]>(
      // Told to Meta, and later the business hears a yes.
      (one) => [...hello(one), { do: "prefers", who: one, value: "stop" }, agrees(one), advert(one)],
      // A yes, and then the word that ends it.
      (one) => [...hello(one), agrees(one), { do: "writes", who: one, text: "STOPP" }, advert(one)],
      // A yes that nobody has used for two years, of somebody who writes again.
      (one) => [agrees(one), { do: "passes", ms: 830 * day }, ...hello(one), advert(one)],
      // A yes of somebody who is a child.
      (one) => [...hello(one), agrees(one), { do: "is", who: one, what: "minor" }, advert(one)],
      // While an answer waits, the device is lost, or the basis for the transfer.
      (one) => [...hello(one), unreachable, answer(one, "session"), { do: "loses" }, later],
      (one) => [...hello(one), unreachable, answer(one, "token"), { do: "transfer", valid: false }, later],
      // An answer comes a day and an hour late.
      (one) => [...hello(one), { do: "passes", ms: 25 * hour }, answer(one, "token")],
      // Nobody has answered for the gaps of the contract for more than a year.
      (one) => [
        ...hello(one),
        { do: "passes", ms: 380 * day },
        { do: "writes", who: one, text: "Guten Tag" },
        later,
        answer(one, "token"),
      ],
      // The line breaks while WhatsApp takes it.
      (one) => [...hello(one), { do: "channel", fails: "uncertain" }, answer(one, "token"), later],
      // The new notice does not arrive.
      (one) => [
        ...inOrder(one),
        { do: "publishes", change: "material" },
        { do: "writes", who: one, text: "Guten Tag" },
        { do: "receipt", pick: 3, as: "failed" },
        answer(one, "token"),
      ],
    ),
  })
  .map(({ one, make }) => make(one));
const stretch: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 5, arbitrary: step.map((one) => [one]) },
  { weight: 2, arbitrary: fc.tuple(down, reply, meanwhile, aMinute) },
  { weight: 1, arbitrary: fc.tuple(failed, reply) },
  { weight: 4, arbitrary: aimed },
);

test("whatever happens in whatever order, nothing leaves that the law forbids, and ordinary answers do", {
  // Long by nature: on a busy machine it takes more than a minute.
  timeout: 600_000,
}, async () => {
  const tally: Tally = { sent: 0, refused: 0, lawful: 0 };
  const history = new History(app, owner, tally);
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { minLength: 10, maxLength: 10 }), (stretches) => history.run(stretches.flat())),
    { numRuns: 10, endOnFailure: true },
  );
  await expectEverySendDecided(app);
  // A walk in which nothing happens proves nothing.
  expect(tally.sent).toBeGreaterThan(45);
  expect(tally.refused).toBeGreaterThan(12);
  expect(tally.lawful).toBeGreaterThan(5);
});
