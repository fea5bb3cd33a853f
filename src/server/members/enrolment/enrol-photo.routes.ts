import { z } from "zod";
import { Done } from "../../../contract/access.ts";
import { CheckPoint } from "../../../contract/device-checks.ts";
import { proofHeaderName } from "../../../contract/proof.ts";
import { cleanPhoto } from "../../attachments/clean-photo.action.ts";
import { settingsPhotoKinds, takePhoto } from "../../devices/checks/take-photo.action.ts";
import type { Deps } from "../../platform/deps.ts";
import { clientAddress } from "../../platform/http/client-address.ts";
import { oneFileRoutes } from "../../platform/http/one-file.ts";
import { type App, assertOwnOrigin } from "../../platform/http.ts";
import { limitRate } from "../limit-rate.action.ts";
import { statusRate } from "../rate-rules.ts";
import { waitingDevice } from "./proven-device.action.ts";

const maxBytes = 10_000_000;

/**
 * A device that waits for the owner shows its settings: one photo a point of the list. Nobody is signed in on it, so it
 * proves by its key that it is this device, before a byte of the picture is read.
 */
export function enrolPhotoRoutes(app: App, deps: Deps): void {
  oneFileRoutes(app, maxBytes, (scope, readFile) => {
    const params = z.strictObject({ point: CheckPoint });
    const querystring = z.strictObject({ device: z.uuid() });
    const schema = { params, querystring, response: { 200: Done } };
    scope.post("/api/enrol/photo/:point", { schema }, async (request) => {
      assertOwnOrigin(request, deps);
      const { tenantId } = request;
      const address = clientAddress(request);
      await limitRate(deps, tenantId, statusRate, address);
      const proof = String(request.headers[proofHeaderName] ?? "").slice(0, 140);
      const deviceId = request.query.device;
      const { memberId } = await waitingDevice(deps, tenantId, { deviceId, path: request.url, proof });
      // Not let in yet: what is on its way from here takes no room from the office.
      const { bytes } = await readFile(request, { tenantId, address });
      const picture = await cleanPhoto(bytes, settingsPhotoKinds);
      const photo = { deviceId, holderId: memberId, memberId, picture, point: request.params.point };
      await deps.db.withTenant(tenantId, (tx) => takePhoto(deps, tx, tenantId, photo));
      return { now: deps.clock.now().toISOString() };
    });
  });
}
