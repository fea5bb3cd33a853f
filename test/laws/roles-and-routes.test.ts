import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { seedDemoProjects } from "../../src/server/demo/seed-demo-projects.action.ts";
import { seedDemoRoster } from "../../src/server/demo/seed-demo-roster.action.ts";
import { seedDemoTeam } from "../../src/server/demo/seed-demo-team.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Role } from "../../src/server/platform/caller.ts";
import { Person } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { oneIdForAll } from "../support/one-id.ts";
import { apiRoutes, type Route } from "../support/routes.ts";
import { bodySchema, querySample, sample } from "../support/sample-body.ts";
import { letIn } from "./let-in.ts";

/**
 * Every route the server has is asked by every role, with an id that one thing of every kind has and a body it takes.
 * The table is not made of can.ts: whoever gives a role more says so in two places.
 */

/** Where the smallest body by the schema is refused for what it says, one that is not. */
const bodies: Readonly<Record<string, unknown>> = {
  "POST /api/holds": { kind: "legal", reason: "Streit um die Rechnung", reviewOn: "2027-01-31" },
  "POST /api/insights": { conversationNumber: 1, reason: "Beschwerde bei der Aufsicht", hours: 1 },
  "POST /api/law/host-agreement": { terms: "0".repeat(64) },
};

const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
let app: TestApp;
let id: string;
const roles = [
  "apprentice",
  "crew",
  "accountant",
  "privacy_officer",
  "crew_lead",
  "office",
  "owner",
] as const satisfies readonly Role[];
const people = new Map<Role, Person>();

beforeAll(async () => {
  app = await buildTestApp();
  const { firm } = app;
  await seedDemoTeam(app.deps, firm.tenantId);
  await seedDemoProjects(app.deps, firm.tenantId);
  await seedDemoRoster(app.deps, firm.tenantId);
  const customer = firm.customer();
  await customer.writes("Es tropft");
  await firm.office.reply(await customer.conversationId(), "Wir kommen.");
  await customer.writes("Auskunft nach DSGVO");
  const members: string[] = [];
  for (const role of roles) {
    const caller = await firm.callerOf(role);
    const { token } = await createToken(app.deps, caller, "Prüfung");
    members.push(caller.memberId);
    people.set(role, new Person(app, firm.host, token, caller.memberId));
  }
  ({ id } = await oneIdForAll(app, firm, members));
});
afterAll(() => app.stop());

const isStaffRoute = ({ path }: Route): boolean =>
  !path.startsWith("/api/customer/") &&
  path !== "/api/openapi.json" &&
  path !== "/api/events" &&
  !/^\/api\/(sign-in|enrol|demo|step-up|session|sign-out)/.test(path);

/** The address with one thing of every kind in it. */
const addressOf = (path: string): string =>
  path
    .replace(":part", "content")
    .replace(":channel", "whatsapp")
    .replace("parked-deliveries/:id", "parked-deliveries/1")
    .replace(":number", "1")
    .replace("records/:kind/:version", "records/processing/1")
    .replace(/(?<=(entry-sources|start-codes)\/.*):form/, "qr.svg")
    .replace(":form", "html")
    .replace(/:\w+/g, id);

test("every route stands in the table, once", () => {
  const served = apiRoutes(app.http)
    .filter(isStaffRoute)
    .map(({ method, path }) => `${method} ${path}`);
  expect(Object.values(letIn).flat().toSorted()).toEqual(served.toSorted());
});

test("a role that a route does not let in is refused, whatever there is under the id", async () => {
  const document = Document.parse(await app.firm.office.get("/api/openapi.json"));
  const held: string[] = [];
  const open: string[] = [];
  for (const { method, path } of apiRoutes(app.http).filter(isStaffRoute)) {
    const route = `${method} ${path}`;
    const [who = ""] = Object.entries(letIn).find(([, routes]) => routes.includes(route)) ?? [];
    if (who === "everyone") continue;
    const operation = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()] ?? {};
    const wanted = bodySchema(operation);
    const body = bodies[route] ?? (wanted && sample(wanted));
    for (const [role, person] of people) {
      if (who.split(", ").includes(role)) continue;
      const { statusCode } = await person.call(method, `${addressOf(path)}${querySample(operation)}`, body);
      (statusCode === 403 || statusCode === 404 ? held : open).push(`${statusCode} ${role} ${route}`);
    }
  }
  expect(open).toEqual([]);
  expect(held.length).toBeGreaterThan(700);
});
