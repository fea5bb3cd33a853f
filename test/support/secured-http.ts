import type { Deps } from "../../src/server/platform/deps.ts";
import type { BodyTime } from "../../src/server/platform/http/body-time.ts";
import { type App, buildHttp, type FindTenant, secure } from "../../src/server/platform/http.ts";

/** A server that is one scope for pages and APIs, for a test that plugs in a few routes. */
export async function securedHttp(deps: Deps, findTenant: FindTenant, limits?: BodyTime): Promise<App> {
  const app = await buildHttp(deps, limits);
  secure(app, deps, findTenant);
  return app;
}
