import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { seedDemoProjects } from "../../src/server/demo/seed-demo-projects.action.ts";
import { seedDemoRoster } from "../../src/server/demo/seed-demo-roster.action.ts";
import { seedDemoTeam } from "../../src/server/demo/seed-demo-team.action.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Caller, Role } from "../../src/server/platform/caller.ts";
import { type Business, Person } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { oneIdForAll } from "../support/one-id.ts";
import { apiRoutes } from "../support/routes.ts";
import { bodySchema, querySample, sample } from "../support/sample-body.ts";

/**
 * V15 for every role: what another business has under an id, and what nobody ever had, are answered alike, word for
 * word. The owner, with each kind by itself and inside bodies: V15-tenant-matrix. An apprentice asks as the crew does.
 */
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const staff = ["crew", "accountant", "privacy_officer", "crew_lead", "office"] as const;
const people = new Map<Role, Person>();
let app: TestApp;
let foreign: string;

async function fill({ tenantId, customer, office }: Business): Promise<void> {
  for (const seed of [seedDemoTeam, seedDemoProjects, seedDemoRoster]) await seed(app.deps, tenantId);
  const who = customer();
  await who.writes("Es tropft");
  await office.reply(await who.conversationId(), "Wir kommen.");
}

beforeAll(async () => {
  app = await buildTestApp();
  const { firm } = app;
  const other = await app.addBusiness("nachbar.example");
  for (const business of [firm, other]) await fill(business);
  const enter = async (caller: Caller) => {
    const { token } = await createToken(app.deps, caller, "Prüfung");
    people.set(caller.role, new Person(app, firm.host, token, caller.memberId));
  };
  for (const role of staff) await enter(await firm.callerOf(role));
  const office = await firm.callerOf("office");
  const memberId = await app.sql(async (tx) => {
    const { project_id } = await tx
      .selectFrom("project")
      .select("project_id")
      .where("state", "<>", "done")
      .executeTakeFirstOrThrow();
    return await inviteGuest(app.deps, tx, office, project_id, {
      name: "Pavel",
      firm: "Fliesen",
      endsOn: "2026-12-31",
    });
  });
  await enter({ ...office, memberId, role: "guest", name: "Pavel" });
  ({ id: foreign } = await oneIdForAll(app, other, []));
});
afterAll(() => app.stop());

test("whoever asks for what a neighbour has hears what they hear of what never was", async () => {
  const document = Document.parse(await app.firm.office.get("/api/openapi.json"));
  const routes = apiRoutes(app.http).filter(
    ({ path }) => path.includes("/:") && !/^.api.(customer|sign-in|enrol|demo|step-up|session|sign-out)/.test(path),
  );
  expect(routes.length).toBeGreaterThan(120);
  const told: unknown[] = [];
  for (const { method, path } of routes) {
    const operation = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()] ?? {};
    const wanted = bodySchema(operation);
    const body = wanted && sample(wanted);
    const named = path.replace(":part", "content").replace(":channel", "whatsapp").replace(":form", "html");
    for (const [role, person] of people) {
      const ask = async (id: string) => {
        const answer = await person.call(method, `${named.replace(/:\w+/g, id)}${querySample(operation)}`, body);
        return `${answer.statusCode} ${answer.body.replaceAll(id, "")}`;
      };
      const [theirs, nobodys] = [await ask(foreign), await ask(app.deps.ids.uuid())];
      if (theirs !== nobodys) told.push([role, method, path, theirs.slice(0, 120), nobodys.slice(0, 120)]);
    }
  }
  expect(told).toEqual([]);
});
