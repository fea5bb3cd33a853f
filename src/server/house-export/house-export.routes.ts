import { z } from "zod";
import { Done } from "../../contract/access.ts";
import { HouseExportPart, HouseExports } from "../../contract/house-export.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { inStep } from "../platform/http/small-pieces.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { can } from "../rights/can.ts";
import { dropHouseExport } from "./drop-house-export.action.ts";
import { fetchHouseExport } from "./fetch-house-export.action.ts";
import { assertDoorOpen, openExportDoor } from "./open-door.action.ts";
import { orderHouseExport } from "./order-house-export.action.ts";
import { showHouseExports } from "./show-house-exports.action.ts";

const headerOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

const Params = z.object({ id: z.uuid() });

/** Everything of the business, for its owner alone: to everybody else there is nothing here. */
export function houseExportRoutes(app: App, deps: Deps): void {
  const owner = (caller: Caller): Caller => {
    if (!can(caller, "export-house")) throw new Problem("not-found");
    return caller;
  };
  const fresh = (caller: Caller): Caller => {
    assertSteppedUp(owner(caller), deps.clock.now());
    return caller;
  };

  app.get("/api/house-exports", { schema: { response: { 200: HouseExports } } }, async (request) =>
    showHouseExports(deps, owner(callerOf(request))),
  );

  app.post("/api/house-exports", { schema: { response: { 202: HouseExports } } }, async (request, reply) => {
    const caller = fresh(callerOf(request));
    await orderHouseExport(deps, caller);
    return reply.code(202).send(await showHouseExports(deps, caller));
  });

  /** The passkey touched for this opens the way for the file; the browser fetches it, and goes on, by itself. */
  app.post("/api/house-exports/open", { schema: { response: { 200: Done } } }, async (request) => {
    await openExportDoor(deps, owner(callerOf(request)));
    return { now: deps.clock.now().toISOString() };
  });

  // What only looks ahead (HEAD) would count as fetched: the way is for the file alone.
  const part = { schema: { params: HouseExportPart }, exposeHeadRoute: false };
  app.get("/api/house-exports/:id/parts/:number", part, async (request, reply) => {
    const { id, number } = request.params;
    const asked = { range: request.headers.range, ifRange: headerOf(request.headers["if-range"]) };
    const caller = owner(callerOf(request));
    await assertDoorOpen(deps, caller);
    const { fileName, bytes, tag, range, content } = await fetchHouseExport(deps, caller, id, number, asked);
    reply.headers({ "accept-ranges": "bytes", etag: tag, "cache-control": "no-store" });
    if (range === "unsatisfiable") return await reply.code(416).header("content-range", `bytes */${bytes}`).send();
    if (range) reply.code(206).header("content-range", `bytes ${range.from}-${range.to}/${bytes}`);
    return await reply
      .type("application/zip")
      .header("content-length", range ? range.to - range.from + 1 : bytes)
      .header("content-disposition", `attachment; filename="${fileName}"`)
      .send(inStep(content));
  });

  app.delete(
    "/api/house-exports/:id",
    { schema: { params: Params, response: { 200: HouseExports } } },
    async (request) => {
      const caller = owner(callerOf(request));
      await dropHouseExport(deps, caller, request.params.id);
      return await showHouseExports(deps, caller);
    },
  );
}
