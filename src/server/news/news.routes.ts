import { z } from "zod";
import * as contract from "../../contract/news.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { listNews, readProof, showNews } from "./read-news.action.ts";
import { steerNews } from "./steer-news.action.ts";
import { previewNews, startNews } from "./write-news.action.ts";

const params = z.object({ id: z.uuid() });

function writing(caller: Caller): Caller {
  allowed(caller, "answer-conversations");
  return allowed(caller, "read-proofs");
}

/** News to people who consented: preview, start, pause, proof. */
export function newsRoutes(app: App, deps: Deps): void {
  app.get("/api/news", { schema: { response: { 200: contract.NewsList } } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    return await deps.db.withTenant(caller.tenantId, (tx) => listNews(deps, tx, caller));
  });

  app.post(
    "/api/news/preview",
    { schema: { body: contract.NewsDraft, response: { 200: contract.NewsPreview } } },
    async (request) => {
      const caller = writing(callerOf(request));
      return await deps.db.withTenant(caller.tenantId, (tx) => previewNews(deps, tx, caller, request.body));
    },
  );

  app.post(
    "/api/news",
    { schema: { body: contract.NewNews, response: { 200: contract.NewsView } } },
    async (request) => {
      const caller = writing(callerOf(request));
      return await deps.db.withTenant(caller.tenantId, async (tx) =>
        showNews(deps, tx, caller, await startNews(deps, tx, caller, request.body)),
      );
    },
  );

  app.get("/api/news/:id", { schema: { params, response: { 200: contract.NewsProof } } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    return await deps.db.withTenant(caller.tenantId, (tx) => readProof(deps, tx, caller, request.params.id));
  });

  app.post(
    "/api/news/:id",
    { schema: { params, body: contract.SteerNews, response: { 200: contract.NewsView } } },
    async (request) => {
      const caller = writing(callerOf(request));
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        await steerNews(deps, tx, caller, request.params.id, request.body.state);
        return await showNews(deps, tx, caller, request.params.id);
      });
    },
  );
}
