import { z } from "zod";
import { Done } from "../../contract/access.ts";
import { PushDelivery, PushStanding, PushSubscribed, SubscribeToPush, TestArrived } from "../../contract/push.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { forgetPushAddress } from "./forget-push-address.action.ts";
import { showPush, showPushDelivery } from "./show-push.action.ts";
import { subscribe } from "./subscribe.action.ts";
import { noteTestArrived, testPush } from "./test-push.action.ts";

const Nothing = z.strictObject({});

/** Pushes to the device that asks: every member for the own device, nobody for another's. */
export function pushRoutes(app: App, deps: Deps): void {
  const done = () => ({ now: deps.clock.now().toISOString() });

  app.get("/api/push", { schema: { response: { 200: PushStanding } } }, async (request) =>
    showPush(deps, callerOf(request)),
  );

  app.get("/api/push/delivery", { schema: { response: { 200: PushDelivery } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-members");
    return await showPushDelivery(deps, caller);
  });

  app.put(
    "/api/push/address",
    { schema: { body: SubscribeToPush, response: { 200: PushSubscribed } } },
    async (request) => subscribe(deps, callerOf(request), request.body),
  );

  app.delete("/api/push/address", { schema: { response: { 200: Done } } }, async (request) => {
    const { tenantId, deviceId } = callerOf(request);
    if (deviceId !== null) await deps.db.withTenant(tenantId, (tx) => forgetPushAddress(tx, deviceId));
    return done();
  });

  app.post("/api/push/test", { schema: { body: Nothing, response: { 200: Done } } }, async (request) => {
    await testPush(deps, callerOf(request));
    return done();
  });

  app.post("/api/push/test/arrived", { schema: { body: TestArrived, response: { 200: Done } } }, async (request) => {
    await noteTestArrived(deps, callerOf(request), request.body.token);
    return done();
  });
}
