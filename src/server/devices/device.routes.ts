import { ApproveDevice, ChangeDevice, DeviceList, DeviceParams, Done } from "../../contract/access.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import type { Device } from "./access-device.action.ts";
import { approveDevice } from "./approve-device.action.ts";
import { changeDevice } from "./change-device.action.ts";
import { checkRoutes } from "./check.routes.ts";
import { type Consequences, endDevice } from "./end-device.action.ts";
import { looksAfter } from "./looks-after.ts";
import { showDevices } from "./show-devices.action.ts";

/** The register of devices. Owners see and end all of them, the office those of guests, everybody their own. */
export function deviceRoutes(app: App, deps: Deps, consequences: Consequences): void {
  const done = () => ({ now: deps.clock.now().toISOString() });
  const mine = (caller: Caller) => (device: Pick<Device, "memberId" | "memberRole">) => looksAfter(caller, device);

  checkRoutes(app, deps);
  app.get("/api/devices", { schema: { response: { 200: DeviceList } } }, async (request) => {
    const caller = callerOf(request);
    return { items: await showDevices(deps, caller) };
  });

  app.post(
    "/api/devices/:id/approve",
    { schema: { params: DeviceParams, body: ApproveDevice, response: { 200: Done } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-members", "invite-guests");
      assertSteppedUp(caller, deps.clock.now());
      await approveDevice(deps, caller, request.params.id, request.body);
      return done();
    },
  );

  app.patch(
    "/api/devices/:id",
    { schema: { params: DeviceParams, body: ChangeDevice, response: { 200: Done } } },
    async (request) => {
      const caller = callerOf(request);
      await changeDevice(deps, caller, request.params.id, request.body, mine(caller));
      return done();
    },
  );

  // No fresh passkey to end a device: whoever has lost one must be able to act at once.
  for (const [path, state] of [
    ["/api/devices/:id/revoke", "revoked"],
    ["/api/devices/:id/lost", "lost"],
  ] as const) {
    app.post(path, { schema: { params: DeviceParams, response: { 200: Done } } }, async (request) => {
      const caller = callerOf(request);
      await endDevice(deps, caller, request.params.id, state, mine(caller), consequences);
      return done();
    });
  }
}
