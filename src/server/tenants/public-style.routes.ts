import { z } from "zod";
import type { App } from "../platform/http.ts";
import { publicPageCss } from "./public-page.ts";

/** GET /seite.css: the one stylesheet of the public pages. */
export function publicStyleRoutes(app: App): void {
  app.get("/seite.css", { schema: { hide: true, response: { 200: z.string() } } }, async (_request, reply) => {
    reply.type("text/css; charset=utf-8").header("cache-control", "public, max-age=3600");
    return publicPageCss;
  });
}
