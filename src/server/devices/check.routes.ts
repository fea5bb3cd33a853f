import { DeviceParams, Done } from "../../contract/access.ts";
import {
  CheckList,
  CheckParams,
  CheckPhotoParams,
  CheckSubmitted,
  DecideCheck,
  PhotoOf,
  SubmitCheck,
} from "../../contract/device-checks.ts";
import { cleanPhoto } from "../attachments/clean-photo.action.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { oneFileRoutes } from "../platform/http/one-file.ts";
import { holdFor } from "../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { accessDevice } from "./access-device.action.ts";
import { decideCheck } from "./checks/decide-check.action.ts";
import { readPhoto, showChecks } from "./checks/show-checks.action.ts";
import { submitCheck } from "./checks/submit-check.action.ts";
import { settingsPhotoKinds, takePhoto } from "./checks/take-photo.action.ts";

const maxBytes = 10_000_000;

/** The yearly check of a device: whoever holds it goes through the list, the owner looks at it; both see its history. */
export function checkRoutes(app: App, deps: Deps): void {
  const done = () => ({ now: deps.clock.now().toISOString() });
  const within = <T>(caller: Caller, work: (tx: Tx) => Promise<T>) => deps.db.withTenant(caller.tenantId, work);

  app.get(
    "/api/devices/:id/checks",
    { schema: { params: DeviceParams, response: { 200: CheckList } } },
    async (request) => {
      const caller = callerOf(request);
      return await within(caller, async (tx) => {
        const { id } = await accessDevice(tx, caller, request.params.id);
        return { items: (await showChecks(tx, [id])).get(id) ?? [] };
      });
    },
  );

  app.post(
    "/api/devices/:id/checks",
    { schema: { params: DeviceParams, body: SubmitCheck, response: { 200: CheckSubmitted } } },
    async (request) => {
      const caller = callerOf(request);
      return await within(caller, async (tx) => {
        const device = await accessDevice(tx, caller, request.params.id);
        if (device.state !== "approved") throw new Problem("conflict");
        const check = { kind: "yearly", submittedBy: caller.memberId, passedBy: null } as const;
        const about = { ...check, deviceId: device.id, holderId: device.memberId };
        const checkId = await submitCheck(deps, tx, caller.tenantId, actorOf(caller), about);
        await appendEvents(deps, tx, caller.tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
        return { id: checkId };
      });
    },
  );

  app.post(
    "/api/devices/:id/checks/:check/decide",
    { schema: { params: CheckParams, body: DecideCheck, response: { 200: Done } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-members");
      const { id, check } = request.params;
      await within(caller, (tx) =>
        decideCheck(deps, tx, caller, { deviceId: id, checkId: check }, request.body.passed),
      );
      return done();
    },
  );

  photoRoutes(app, deps);
}

function photoRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/devices/:id/checks/:check/photos/:photo",
    { schema: { params: CheckPhotoParams } },
    async (request, reply) => {
      const caller = callerOf(request);
      const photo = await deps.db.withTenant(caller.tenantId, async (tx) => {
        await accessDevice(tx, caller, request.params.id);
        return await readPhoto(deps, tx, caller.tenantId, request.params);
      });
      holdFor(reply.raw, caller)(photo.bytes.length);
      return sendFile(request, reply, photo, false);
    },
  );

  oneFileRoutes(app, maxBytes, (scope, readFile) => {
    const schema = { params: CheckParams, querystring: PhotoOf, response: { 200: Done } };
    scope.post("/api/devices/:id/checks/:check/photos", { schema }, async (request) => {
      const caller = callerOf(request);
      const { tenantId, memberId } = caller;
      const { id, check: checkId } = request.params;
      await deps.db.withTenant(tenantId, (tx) => accessDevice(tx, caller, id));
      const picture = await cleanPhoto((await readFile(request)).bytes, settingsPhotoKinds);
      await deps.db.withTenant(tenantId, async (tx) => {
        const { memberId: holderId } = await accessDevice(tx, caller, id);
        const photo = { deviceId: id, holderId, checkId, point: request.query.point, memberId, picture };
        await takePhoto(deps, tx, tenantId, photo);
      });
      return { now: deps.clock.now().toISOString() };
    });
  });
}
