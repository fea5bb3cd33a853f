import fastifyMultipart from "@fastify/multipart";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Done } from "../../../contract/access.ts";
import { CheckPoint } from "../../../contract/device-checks.ts";
import { proofHeaderName } from "../../../contract/proof.ts";
import { cleanPhoto } from "../../attachments/clean-photo.action.ts";
import { assertBodySize, readPart } from "../../attachments/multipart.adapter.ts";
import { settingsPhotoKinds, takePhoto } from "../../devices/checks/take-photo.action.ts";
import type { Deps } from "../../platform/deps.ts";
import { type App, assertOwnOrigin } from "../../platform/http.ts";
import { Problem } from "../../platform/problem.ts";
import { clientAddress } from "../client-address.adapter.ts";
import { limitRate } from "../limit-rate.action.ts";
import { statusRate } from "../rate-rules.ts";
import { waitingDevice } from "./proven-device.action.ts";

const maxBytes = 10_000_000;

/**
 * A device that waits for the owner shows its settings: one photo a point of the list. Nobody is signed in on it, so it
 * proves by its key that it is this device, before a byte of the picture is read.
 */
export function enrolPhotoRoutes(app: App, deps: Deps): void {
  app.register((plain, _options, done) => {
    plain.register(fastifyMultipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: maxBytes, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    });
    const params = z.strictObject({ point: CheckPoint });
    const querystring = z.strictObject({ device: z.uuid() });
    plain
      .withTypeProvider<ZodTypeProvider>()
      .post(
        "/api/enrol/photo/:point",
        { schema: { params, querystring, response: { 200: Done } } },
        async (request) => {
          assertOwnOrigin(request, deps);
          assertBodySize(request, maxBytes + 10_000);
          const { tenantId } = request;
          const address = clientAddress(request);
          await limitRate(deps, tenantId, statusRate, address);
          const proof = String(request.headers[proofHeaderName] ?? "").slice(0, 140);
          const asked = { deviceId: request.query.device, path: request.url, proof };
          const { memberId } = await waitingDevice(deps, tenantId, asked);
          const part = await request.file();
          // Not let in yet: what is on its way from here takes no room from the office.
          const bytes = part && (await readPart(part, { address }));
          if (bytes === undefined)
            throw new Problem("bad-input", {
              detail: { de: "Bitte ein Foto bis 10 MB wählen.", en: "Please choose a photo of at most 10 MB." },
            });
          const picture = await cleanPhoto(bytes, settingsPhotoKinds);
          const photo = { deviceId: request.query.device, holderId: memberId, memberId, picture };
          await deps.db.withTenant(tenantId, (tx) =>
            takePhoto(deps, tx, tenantId, { ...photo, point: request.params.point }),
          );
          return { now: deps.clock.now().toISOString() };
        },
      );
    done();
  });
}
