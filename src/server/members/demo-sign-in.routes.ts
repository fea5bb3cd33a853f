import { DemoSignIn, SessionOpened } from "../../contract/access.ts";
import type { Deps } from "../platform/deps.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import { type App, assertOwnOrigin } from "../platform/http.ts";
import { limitRate } from "./limit-rate.action.ts";
import { demoRate } from "./rate-rules.ts";
import { sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import { signInToDemo } from "./sign-in-to-demo.action.ts";
import { stampCookie } from "./stamp-cookie.action.ts";

/** POST /api/demo/sign-in: the page behind a demo link calls it. Answers "gone" wherever the business is no demo. */
export function demoSignInRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/demo/sign-in",
    { schema: { body: DemoSignIn, response: { 200: SessionOpened } } },
    async (request, reply) => {
      assertOwnOrigin(request, deps);
      const { tenantId } = request;
      const use = await limitRate(deps, tenantId, demoRate, clientAddress(request));
      const session = await signInToDemo(deps, tenantId, request.body);
      await use.takeBack();
      reply.setCookie(sessionCookieName, stampCookie(deps, tenantId, session.secret), sessionCookieOptions);
      return { sessionId: session.sessionId, now: deps.clock.now().toISOString() };
    },
  );
}
