import { expect, it } from "vitest";
import { buildTestApp } from "../../../test/support/build-app.ts";
import { RoomList } from "../../contract/rooms.ts";
import { seedDemoTeam } from "./seed-demo-team.action.ts";

it("a demo that begins at Christmas tells of the last day on which everybody was at work", async () => {
  const app = await buildTestApp();
  try {
    app.clock.set("2026-12-26T11:00:00Z");
    await seedDemoTeam(app.deps, app.firm.tenantId);
    const { items } = RoomList.parse(await app.firm.office.get("/api/rooms"));
    expect(items.map(({ last }) => last?.at.slice(0, 10))).toEqual(items.map(() => "2026-12-24"));
  } finally {
    await app.stop();
  }
});
