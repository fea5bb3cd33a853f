import { z } from "zod";
import {
  CustomerAnswer,
  NewReport,
  PhotosLost,
  ProjectId,
  ReportList,
  WriteToCustomer,
  ZipQuery,
} from "../../../contract/projects.ts";
import type { Channels } from "../../channels/channel.ts";
import type { Deps } from "../../platform/deps.ts";
import { holdOutgoing } from "../../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../../platform/http.ts";
import { hour } from "../../platform/instant.ts";
import { zipOf } from "../../platform/zip.ts";
import { allowed } from "../../rights/allowed.ts";
import { countLostPhotos, exportPhotos } from "./export-photos.action.ts";
import { makeReport, showReports } from "./make-report.action.ts";
import { writeToCustomer } from "./write-to-customer.action.ts";

/** Of one photo or film. */
const maxBytes = 50_000_000;
/** Thousands of photos take hours on a line of the country. */
const longestMs = 4 * hour;
const Params = z.object({ id: ProjectId });

/** What leaves a project: a word to the customer, a report, photos as an archive. */
export function projectPaperRoutes(app: App, deps: Deps, channels: Channels): void {
  const { db } = deps;

  app.post(
    "/api/projects/:id/customer-messages",
    { schema: { params: Params, body: WriteToCustomer, response: { 200: CustomerAnswer } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-projects");
      return await writeToCustomer(deps, caller, channels, request.params.id, request.body);
    },
  );

  app.get(
    "/api/projects/:id/reports",
    { schema: { params: Params, response: { 200: ReportList } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-projects");
      return { items: await db.withTenant(caller.tenantId, (tx) => showReports(deps, tx, caller, request.params.id)) };
    },
  );

  app.post(
    "/api/projects/:id/reports",
    { schema: { params: Params, body: NewReport, response: { 201: ReportList } } },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "use-projects");
      const { id } = request.params;
      await makeReport(deps, caller, id, request.body);
      const items = await db.withTenant(caller.tenantId, (tx) => showReports(deps, tx, caller, id));
      return reply.code(201).send({ items });
    },
  );

  app.get(
    "/api/projects/:id/photos-lost",
    { schema: { params: Params, querystring: ZipQuery, response: { 200: PhotosLost } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-projects");
      return { count: await countLostPhotos(deps, caller, request.params.id, request.query.ids?.split(",")) };
    },
  );

  app.get(
    "/api/projects/:id/photos.zip",
    { schema: { params: Params, querystring: ZipQuery }, exposeHeadRoute: false },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "use-projects");
      const ids = request.query.ids?.split(",");
      // One photo after the other is opened: an archive on its way holds the largest of them.
      holdOutgoing(reply.raw, caller, maxBytes, longestMs);
      const { fileName, entries } = await exportPhotos(deps, caller, request.params.id, ids);
      return await reply
        .type("application/zip")
        .header("content-disposition", `attachment; filename="${fileName}"`)
        .header("cache-control", "no-store")
        .send(zipOf(entries, { at: deps.clock.now(), compress: false, log: deps.log, tenantId: caller.tenantId }));
    },
  );
}
