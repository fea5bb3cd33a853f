import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MemberId } from "../../src/contract/ids.ts";
import { OpeningView } from "../../src/contract/opening.ts";
import { ProjectView } from "../../src/contract/projects.ts";
import { MessageRetention } from "../../src/contract/retention.ts";
import { RoomRow } from "../../src/contract/rooms.ts";
import { RosterView, SaveShape } from "../../src/contract/roster.ts";
import { MetadataAnswer, ProcessorsAnswer } from "../../src/contract/setup-papers.ts";
import { TeamSetting } from "../../src/contract/team.ts";
import { WorkTimeList } from "../../src/contract/working-time.ts";
import { askIban, settleIban } from "../../src/server/bank/ask-iban.action.ts";
import { readOwnIban } from "../../src/server/bank/read-own-iban.action.ts";
import { demoGapDecision } from "../../src/server/demo/demo-business.ts";
import { moveGuest } from "../../src/server/guests/end-guest.action.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { Problem } from "../../src/server/platform/problem.ts";
import { changeLimits } from "../../src/server/ruleset/change-limits.action.ts";
import { readLimits } from "../../src/server/ruleset/read-limits.action.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { lockWaits } from "../support/lock-waits.ts";

/** Two change the same, the second from what the first has changed since: nothing a colleague saved is undone unseen. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

interface Form<T> {
  readonly method?: "PUT" | "PATCH";
  readonly path: string;
  readonly read: () => Promise<T>;
  /** What a colleague makes of it, and what somebody else makes of the same state. */
  readonly theirs: (was: T) => T;
  readonly mine: (was: T) => T;
  /** The body that saves it. */
  readonly body?: (wanted: T) => object;
}

const deedsNoted = async () =>
  (await app.sql((tx) => tx.selectFrom("audit_entry").select("audit_id").execute())).length;

/** A colleague is faster; one's own press, the same press again, and the press after one has looked. */
async function secondIsTold<T extends object>(form: Form<T>): Promise<void> {
  const { owner } = app.firm;
  const body = form.body ?? ((wanted: T) => wanted);
  const save = async (wanted: T, was?: T) =>
    await owner.call(form.method ?? "PUT", form.path, { ...body(wanted), ...(was && { was }) });
  const was = await form.read();
  const [theirs, mine] = [form.theirs(was), form.mine(was)];
  expect((await save(theirs, was)).statusCode).toBe(200);
  const noted = await deedsNoted();
  expect((await save(theirs, was)).statusCode, "a press whose answer was lost").toBe(200);
  expect((await save(theirs, theirs)).statusCode, "a save that changes nothing").toBe(200);
  expect(await deedsNoted(), "what changes nothing is no deed").toBe(noted);
  expect((await save(mine, was)).statusCode).toBe(409);
  expect(await form.read()).toEqual(theirs);
  expect((await save(mine, theirs)).statusCode, "after one has looked").toBe(200);
  expect(await form.read()).toEqual(mine);
}

describe("what somebody else changed meanwhile is not overwritten unseen", () => {
  const times = async () => WorkTimeList.parse(await app.firm.office.get("/api/working-time"));

  it("work rules", async () => {
    const shiftRule = { on: "2026-11-01", text: "Der Plan gilt am Abend vorher.", cutoff: "18:00" };
    await secondIsTold({
      path: "/api/work-rules",
      read: async () => (await times()).rules,
      theirs: (was) => ({ ...was, shiftRule }),
      mine: (was) => ({ ...was, alarmMinutes: was.alarmMinutes + 5 }),
    });
  });

  it("somebody's working time", async () => {
    const [person] = (await times()).items;
    const path = `/api/working-time/${person?.memberId}`;
    const read = async () => {
      const { week, age, minorUntil, qualifications, crewId } =
        (await times()).items.find(({ memberId }) => memberId === person?.memberId) ?? expect.fail();
      return { week, age, minorUntil, qualifications, crewId };
    };
    await secondIsTold({
      path,
      read,
      theirs: (was) => ({ ...was, week: [{ day: 1, from: "08:00", to: "12:00" }], age: "adult" as const }),
      mine: (was) => ({ ...was, age: "adult" as const, qualifications: ["Gas"] }),
      body: ({ week, qualifications, crewId }) => ({ week, qualifications, crewId, age: { kind: "adult" } }),
    });
  });

  it("the name of a crew", async () => {
    const { id } = (await app.firm.office.post("/api/crews", {
      clientId: app.deps.ids.uuid(),
      name: "Kolonne 1",
    })) as { id: string };
    const save = async (name: string, was: string) =>
      (await app.firm.office.call("PUT", `/api/crews/${id}`, { name, was })).statusCode;
    expect(await save("Kolonne Nord", "Kolonne 1")).toBe(200);
    expect(await save("Kolonne Nord", "Kolonne 1"), "a press whose answer was lost").toBe(200);
    expect(await save("Kolonne Süd", "Kolonne 1")).toBe(409);
    expect(await save("Kolonne Süd", "Kolonne Nord"), "after one has looked").toBe(200);
  });

  it("a usual shift", async () => {
    const shape = SaveShape.parse({ title: "Früh", kind: "work", from: "06:00", to: "14:00" });
    const { id } = (await app.firm.office.post("/api/roster/shapes", shape)) as { id: string };
    const roster = async () =>
      RosterView.parse(await app.firm.office.get("/api/roster?from=2026-12-07&to=2026-12-13")).shapes;
    await secondIsTold({
      path: `/api/roster/shapes/${id}`,
      read: async () => {
        const { id: _, ...found } = (await roster()).find((one) => one.id === id) ?? expect.fail();
        return found;
      },
      theirs: (was) => ({ ...was, from: "05:30" }),
      mine: (was) => ({ ...was, title: "Frühschicht" }),
    });
  });

  it("the name of a room", async () => {
    const { id } = RoomRow.parse(
      await app.firm.owner.post("/api/rooms", { kind: "crew", name: "Lager", memberIds: [] }),
    );
    const save = async (name: string, was: string) =>
      (await app.firm.owner.call("PATCH", `/api/rooms/${id}`, { name, was })).statusCode;
    expect(await save("Lager Nord", "Lager")).toBe(200);
    expect(await save("Lager Nord", "Lager"), "a press whose answer was lost").toBe(200);
    expect(await save("Lager Süd", "Lager")).toBe(409);
    expect(await save("Lager Süd", "Lager Nord"), "after one has looked").toBe(200);
  });

  it("who learns what on a channel", async () => {
    const read = async () =>
      MetadataAnswer.parse(await app.firm.owner.get("/api/setup/metadata")).profiles.find(
        ({ channel }) => channel === "whatsapp",
      )?.fields ?? expect.fail();
    await secondIsTold({
      path: "/api/setup/metadata/whatsapp",
      read,
      theirs: (was) => ({ ...was, contentVisibleTo: [...was.contentVisibleTo, "Steuerbüro"] }),
      mine: (was) => ({ ...was, keptHere: "Alles" }),
    });
  });

  it("what the business settles about its people", async () => {
    const read = async () => {
      const { worksCouncil, agreementOn, agreementReference, sickNotesTo, typingShown } = TeamSetting.parse(
        await app.firm.owner.get("/api/team/setting"),
      );
      return { worksCouncil, agreementOn, agreementReference, sickNotesTo, typingShown };
    };
    await secondIsTold({
      path: "/api/team/setting",
      read,
      theirs: (was) => ({ ...was, worksCouncil: true, agreementOn: "2026-11-02", agreementReference: "Ordner 7" }),
      mine: (was) => ({ ...was, typingShown: !was.typingShown }),
      body: ({ agreementOn, agreementReference, worksCouncil, ...rest }) => ({
        ...rest,
        ...(worksCouncil !== null && { worksCouncil }),
        agreement: agreementOn === null ? null : { on: agreementOn, reference: agreementReference },
      }),
    });
  });

  it("an appointment, and one that was deleted meanwhile does not come back", async () => {
    const { office } = app.firm;
    const { id } = ProjectView.parse(await office.post("/api/projects", { name: "Bad Kern" }));
    const path = `/api/projects/${id}/appointments`;
    const shown = async () => ProjectView.parse(await office.get(`/api/projects/${id}`)).appointments;
    const first = { startsAt: "2026-12-01T08:00:00.000Z", endsAt: "2026-12-01T10:00:00.000Z", confirmed: true };
    await office.call("PUT", path, { ...first, memberIds: [] });
    const appointmentId = (await shown())[0]?.id ?? expect.fail();
    await secondIsTold({
      path,
      read: async () => {
        const { id: _, ...fields } = (await shown())[0] ?? expect.fail();
        return fields;
      },
      theirs: (was) => ({ ...was, endsAt: "2026-12-01T11:00:00.000Z" }),
      mine: (was) => ({ ...was, memberIds: [MemberId.parse(office.memberId)] }),
      body: (wanted) => ({ ...wanted, appointmentId }),
    });
    // Somebody takes it out while somebody else saves it.
    let saving: Promise<{ statusCode: number }> | undefined;
    await app.sql(async (tx) => {
      await tx.deleteFrom("project_appointment").where("appointment_id", "=", appointmentId).execute();
      saving = office.call("PUT", path, { ...first, memberIds: [], appointmentId });
      await expect.poll(() => lockWaits(app)).toBe(1);
    });
    expect((await saving)?.statusCode).toBe(404);
    expect(await shown()).toEqual([]);
  });

  it("opening hours and closed days", async () => {
    await secondIsTold({
      path: "/api/opening/hours",
      read: async () => {
        const { hours, closed } = OpeningView.parse(await app.firm.owner.get("/api/opening"));
        return { hours, closed };
      },
      theirs: (was) => ({ ...was, closed: [{ from: "2026-12-24", to: "2026-12-31" }] }),
      mine: (was) => ({ ...was, hours: [{ day: 1, from: "08:00", to: "12:00" }] }),
    });
  });

  it("the away text of a channel", async () => {
    const id = app.firm.whatsappAccountId;
    await secondIsTold({
      path: `/api/opening/away/${id}`,
      read: async () => {
        const { channels } = OpeningView.parse(await app.firm.owner.get("/api/opening"));
        const { active, text } = channels.find(({ accountId }) => accountId === id) ?? expect.fail();
        return { active, text };
      },
      theirs: (was) => ({ ...was, text: "Wir sind am {{Nächste Öffnung}} wieder da." }),
      mine: (was) => ({ ...was, text: "Bis bald." }),
    });
  });

  it("how long a message is kept", async () => {
    const customer = app.firm.customer({ phone: "+491711110077" });
    await customer.writes("Bitte ein Angebot für das Dach.");
    const [message] = await app.firm.office.thread(await customer.conversationId());
    const save = async (retentionClass: string, was: string) =>
      (await app.firm.office.call("POST", `/api/messages/${message?.id}/retention`, { retentionClass, was }))
        .statusCode;
    const { retentionClass: first } = MessageRetention.parse(
      await app.firm.office.get(`/api/messages/${message?.id}/retention`),
    );
    expect(await save("LK-3", first)).toBe(200);
    const noted = await deedsNoted();
    expect(await save("LK-3", first), "a press whose answer was lost").toBe(200);
    expect(await deedsNoted()).toBe(noted);
    expect(await save("LK-1", first)).toBe(409);
    expect(await save("LK-1", "LK-3"), "after one has looked").toBe(200);
  });

  it("a limit: what a colleague made stricter is not loosened by somebody who saw the old number", async () => {
    const owner = await app.firm.callerOf("owner");
    const save = async (value: number, was: number) =>
      await app.sql((tx) =>
        changeLimits(app.deps, tx, owner, { limits: { consentIdleMonths: value }, was: { consentIdleMonths: was } }),
      );
    await save(6, 24);
    await save(6, 24);
    await expect(save(12, 24)).rejects.toThrow(Problem);
    expect((await app.sql(readLimits))?.consentIdleMonths).toBe(6);
    await save(12, 6);
    expect((await app.sql(readLimits))?.consentIdleMonths).toBe(12);
  });

  it("the account: nobody confirms another one than they looked at, and nobody's wish is replaced unseen", async () => {
    const [owner, office] = [await app.firm.callerOf("owner"), await app.firm.callerOf("office")];
    const [first, seen, other] = [
      "DE89370400440532013000",
      "DE02120300000000202051",
      "DE02500105170137075030",
    ] as const;
    const ask = async (iban: string, was?: string | null) =>
      await app.sql((tx) => askIban(app.deps, tx, owner, { iban, was }));
    const settle = async (iban: string, confirmed: boolean) =>
      await app.sql((tx) => settleIban(app.deps, tx, office, { confirmed, iban }));
    const stands = () => app.sql((tx) => readOwnIban(app.deps, tx, app.firm.tenantId));
    await ask(first, null);
    await ask(seen, null);
    await ask(seen, null);
    await expect(ask(other, null)).rejects.toThrow(Problem);
    await ask(other, seen);
    await expect(settle(seen, true)).rejects.toThrow(Problem);
    await expect(settle(seen, false)).rejects.toThrow(Problem);
    expect(await stands()).toBe(first);
    await settle(other, true);
    expect(await stands()).toBe(other);
  });

  it("gaps of a contract: the owner answers for those that were shown, and for no others", async () => {
    const register = async () =>
      ProcessorsAnswer.parse(await app.firm.owner.get("/api/setup/processors")).processors.find(
        ({ template }) => template === "whatsapp_meta",
      ) ?? expect.fail();
    const { id, gaps: was, checklist } = await register();
    const present = checklist.find(({ state, core, key }) => state === "present" && !core && key !== "transfer");
    const path = `/api/setup/processors/${id}`;
    await app.firm.owner.call("PUT", path, { checklist: { [present?.key ?? ""]: { state: "missing" } } });
    const decide = async (seen: string[]) =>
      (await app.firm.owner.call("POST", `${path}/gap-decision`, { ...demoGapDecision, was: seen })).statusCode;
    expect(await decide(was)).toBe(409);
    expect((await register()).status).toBe("gaps_open");
    expect(await decide((await register()).gaps)).toBe(200);
    expect((await register()).status).toBe("gaps_accepted");
  });

  it("the last day of a guest", async () => {
    const office = await app.firm.callerOf("office");
    const { id: project } = ProjectView.parse(await app.firm.office.post("/api/projects", { name: "Bad Seidel" }));
    const guest = await app.sql((tx) =>
      inviteGuest(app.deps, tx, office, project, { name: "Pavel", firm: "Fliesen", endsOn: "2027-01-31" }),
    );
    const move = async (endsOn: string, was: string) =>
      await app.sql((tx) => moveGuest(app.deps, tx, office, project, guest, { endsOn, was }));
    await move("2026-12-10", "2027-01-31");
    await move("2026-12-10", "2027-01-31");
    await expect(move("2027-02-28", "2027-01-31")).rejects.toThrow(Problem);
    await move("2027-02-28", "2026-12-10");
  });
});
