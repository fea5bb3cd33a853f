import { AskOfflineKey, OfflineKeys } from "../../contract/push.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { releaseKey } from "./release-key.action.ts";

/** The key of the store a device keeps for times without a net (DV-2). */
export function offlineRoutes(app: App, deps: Deps): void {
  app.post("/api/offline/key", { schema: { body: AskOfflineKey, response: { 200: OfflineKeys } } }, async (request) =>
    releaseKey(deps, callerOf(request), request.body.holds),
  );
}
