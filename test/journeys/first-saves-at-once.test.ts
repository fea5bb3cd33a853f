import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { OpeningView } from "../../src/contract/opening.ts";
import { MetadataAnswer } from "../../src/contract/setup-papers.ts";
import { StaffAddressCount, TeamSetting } from "../../src/contract/team.ts";
import { WorkTimeList } from "../../src/contract/working-time.ts";
import { askIban } from "../../src/server/bank/ask-iban.action.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** Two save the same for the first time in the same moment: there is nothing yet that one of them could wait for. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const put = async (path: string, body: object) => (await app.firm.owner.call("PUT", path, body)).statusCode;
const forget = (table: string) => app.sql((tx) => sql`delete from ${sql.table(table)}`.execute(tx));

/** Five rounds: who comes too late differs. */
async function oneIsTold(table: string, save: (mine: string) => Promise<number>): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await forget(table);
    expect((await Promise.all([save("eins"), save("zwei")])).sort()).toEqual([200, 409]);
  }
}

it("work rules", async () => {
  await forget("work_rule");
  const was = WorkTimeList.parse(await app.firm.office.get("/api/working-time")).rules;
  await oneIsTold("work_rule", (text) =>
    put("/api/work-rules", {
      ...was,
      shiftRule: { on: "2026-11-02", text: `Der Plan gilt ab ${text}.`, cutoff: "18:00" },
      was,
    }),
  );
});

it("somebody's working time", async () => {
  await forget("work_time");
  const [person] = WorkTimeList.parse(await app.firm.office.get("/api/working-time")).items;
  const { memberId, name: _, ...rest } = person ?? expect.fail();
  const was = { week: rest.week, age: rest.age, minorUntil: rest.minorUntil, qualifications: [], crewId: null };
  await oneIsTold("work_time", (words) =>
    put(`/api/working-time/${memberId}`, {
      week: was.week,
      age: { kind: "unknown" },
      qualifications: [words],
      crewId: null,
      was,
    }),
  );
});

it("what the business settles about its people", async () => {
  await forget("team_setting");
  const { worksCouncil, agreementOn, agreementReference, sickNotesTo, typingShown } = TeamSetting.parse(
    await app.firm.owner.get("/api/team/setting"),
  );
  const was = { worksCouncil, agreementOn, agreementReference, sickNotesTo, typingShown };
  await oneIsTold("team_setting", (reference) =>
    put("/api/team/setting", { worksCouncil: true, agreement: { on: "2026-11-02", reference }, was }),
  );
});

it("the away text of a channel", async () => {
  await forget("away_text");
  const view = OpeningView.parse(await app.firm.owner.get("/api/opening"));
  const { accountId, active, text } = view.channels[0] ?? expect.fail();
  await oneIsTold("away_text", (words) =>
    put(`/api/opening/away/${accountId}`, { active: false, text: words, was: { active, text } }),
  );
});

it("who learns what on a channel", async () => {
  await forget("metadata_profile");
  const answer = MetadataAnswer.parse(await app.firm.owner.get("/api/setup/metadata"));
  const was = answer.profiles.find(({ channel }) => channel === "whatsapp")?.fields ?? expect.fail();
  await oneIsTold("metadata_profile", (keptHere) => put("/api/setup/metadata/whatsapp", { ...was, keptHere, was }));
});

it("by what a colleague is recognised", async () => {
  const path = `/api/members/${app.firm.office.memberId}/addresses`;
  const read = async () => StaffAddressCount.parse(await app.firm.owner.get(path));
  const { list: was } = await read();
  const numbers: Readonly<Record<string, string>> = { eins: "0371 111111", zwei: "0371 222222" };
  await oneIsTold("staff_address", (which) => put(path, { addresses: [numbers[which]], was }));
  const { list } = await read();
  expect(await put(path, { addresses: ["0371 333333"], was }), "from an old list").toBe(409);
  expect(await put(path, { addresses: ["0371 333333"], was: list }), "after one has looked").toBe(200);
  expect(await put(path, { addresses: ["0371 333333"], was: list }), "a press whose answer was lost").toBe(200);
});

it("the account: the second first entry is a change, and waits for a second person", async () => {
  const owner = await app.firm.callerOf("owner");
  const numbers = ["DE89370400440532013000", "DE02120300000000202051"];
  for (let round = 0; round < 5; round++) {
    await forget("bank_detail");
    await Promise.all(numbers.map((iban) => app.sql((tx) => askIban(app.deps, tx, owner, { iban, was: null }))));
    const { rows } = await app.sql((tx) =>
      sql<{ waits: boolean }>`select sealed_wish is not null as waits from bank_detail`.execute(tx),
    );
    expect(rows).toEqual([{ waits: true }]);
  }
});
