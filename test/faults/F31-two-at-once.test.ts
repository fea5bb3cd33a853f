import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** F31 (reliability, fault catalogue): two members at one conversation in the same moment. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

async function inTalk() {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  return { who, id: await who.conversationId() };
}

test("of two who answer at once without seeing each other one is asked first, and both texts are kept", async () => {
  const { who, id } = await inTalk();
  const { office, uwe } = app.firm;
  const seenPosition = (await office.thread(id)).at(-1)?.position ?? 0;
  const write = (member: typeof office, text: string) =>
    member.call("POST", `/api/conversations/${id}/messages`, { clientId: app.deps.ids.uuid(), text, seenPosition });
  const answers = await Promise.all([write(office, "Montag um acht."), write(uwe, "Dienstag um neun.")]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  await app.drain();
  expect(leftFor(app, who).length).toBe(2);
});

test("of two who take a conversation at once, the second hears who was faster (U18)", async () => {
  for (let round = 0; round < 3; round++) {
    const { id } = await inTalk();
    const { version } = await app.firm.office.row(id);
    const both = [app.firm.office, app.firm.owner];
    const answers = await Promise.all(
      both.map((one) => one.call("POST", `/api/conversations/${id}/assign`, { version, memberId: one.memberId })),
    );
    const loser = answers.find(({ statusCode }) => statusCode === 409)?.json();
    const winner = (await app.firm.office.row(id)).assignee?.name.split(" ")[0];
    expect(loser).toMatchObject({ code: "taken-already", detail: expect.stringMatching(`^${winner} war schneller`) });
  }
});

const steps = ["reply", "close", "reopen", "assign", "snooze", "customer"] as const;

test("whatever two members and a customer do at once, every message stays, in positions without a gap", async () => {
  const moves = fc.array(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(moves, async (rounds) => {
      const { who, id } = await inTalk();
      runs += 1;
      const expected = new Set<string>();
      for (const [r, round] of rounds.entries()) {
        const { version } = await app.firm.office.row(id).catch(() => ({ version: 0 }));
        const answers = await Promise.all(
          round.map(async (step, s) => {
            const member = s % 2 === 0 ? app.firm.office : app.firm.uwe;
            const text = `${runs}.${r}.${s}`;
            if (step === "customer") {
              await who.writes(text);
              expected.add(text);
              return 200;
            }
            if (step === "reply") {
              const body = { clientId: app.deps.ids.uuid(), text: `Wir kommen. (${text})` };
              const { statusCode } = await member.call("POST", `/api/conversations/${id}/messages`, body);
              if (statusCode === 200) expected.add(body.text);
              return statusCode;
            }
            const until = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
            const more = step === "assign" ? { memberId: member.memberId } : step === "snooze" ? { until } : {};
            return (await member.call("POST", `/api/conversations/${id}/${step}`, { version, ...more })).statusCode;
          }),
        );
        // The loser is told, in words of the catalogue; nothing ends as a bug.
        expect(answers.filter((status) => ![200, 409].includes(status))).toEqual([]);
      }
      await app.drain();
      const thread = await app.firm.office.thread(id);
      expect(thread.map((m) => m.position)).toEqual(thread.map((_, i) => i + 1));
      const said = new Set(thread.map((m) => (m.content.type === "text" ? m.content.text : "")));
      expect([...expected].filter((text) => !said.has(text))).toEqual([]);
    }),
    { numRuns: 6 },
  );
});

test("when a customer edits and deletes in the same moment, it is deleted, whichever comes first", async () => {
  for (const order of [
    ["edit", "revoke"],
    ["revoke", "edit"],
  ] as const) {
    const { who, id } = await inTalk();
    const target = who.last;
    const change = {
      edit: {
        type: "edit",
        edit: { original_message_id: target, message: { type: "text", text: { body: "Guten Abend" } } },
      },
      revoke: { type: "revoke", revoke: { original_message_id: target } },
    };
    for (const kind of order) await who.sends(change[kind]);
    const message = (await app.firm.office.thread(id)).find((m) => m.direction === "in");
    expect([order, message?.revoked]).toEqual([order, true]);
  }
});
