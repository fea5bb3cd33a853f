import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import { ConnectionReset, presetError, takeFault } from "./faults.ts";
import { GraphError, unknownObject } from "./graph-error.ts";
import { asObject, stringAt } from "./json.ts";
import { uploadMedia } from "./media.ts";
import { acceptReadReceipt, acceptSend } from "./send.ts";
import type { Sim } from "./world.ts";

interface ById {
  Params: { id: string };
}

/** Throws unless the object is the one simulated phone number. */
export function requirePhone(sim: Sim, id: string, method: string): void {
  if (id !== sim.world.phone.id) throw unknownObject(method, id);
}

export function messageRoutes(app: FastifyInstance, sim: Sim): void {
  app.post<ById>("/:id/messages", async (request, reply) => {
    requirePhone(sim, request.params.id, "POST");
    const body = asObject(request.body);
    if (stringAt(body, "status") === "read") return acceptReadReceipt(sim, body);
    const { answer, twist } = await acceptSend(sim, body);
    if (twist === undefined) return answer;
    reply.hijack();
    if (twist === "reset") request.raw.socket.destroy();
  });
}

/** Upload: parts `messaging_product`, `type` and `file`, in any order. */
export async function mediaRoutes(app: FastifyInstance, sim: Sim): Promise<void> {
  await app.register(multipart, { limits: { fileSize: 101 * 1024 * 1024, files: 1 } });
  app.post<ById>("/:id/media", async (request) => {
    requirePhone(sim, request.params.id, "POST");
    throwFault(sim, "media");
    if (!request.isMultipart()) throw new GraphError(100, { details: "The parameter file is required." });
    const fields = new Map<string, string>();
    let file: { bytes: Buffer; mimeType: string; filename: string } | undefined;
    for await (const part of request.parts()) {
      if (part.type === "field") fields.set(part.fieldname, String(part.value));
      else file = { bytes: await part.toBuffer(), mimeType: part.mimetype, filename: part.filename };
    }
    if (fields.get("messaging_product") !== "whatsapp") {
      throw new GraphError(100, { details: "messaging_product must be whatsapp." });
    }
    if (file === undefined) throw new GraphError(100, { details: "The parameter file is required." });
    // Clients that let the part's own type default to octet-stream name the real one in `type`.
    const unnamed = file.mimeType === "application/octet-stream";
    const mimeType = unnamed ? (fields.get("type") ?? file.mimeType) : file.mimeType;
    return { id: uploadMedia(sim, { ...file, mimeType }).id };
  });
}

/** Carries out the error injection rules of everything but sends. */
export function throwFault(sim: Sim, scope: "media" | "templates"): void {
  const fault = takeFault(sim, scope);
  if (fault === undefined) return;
  if (Number.isNaN(Number.parseInt(fault.preset, 10))) throw new ConnectionReset();
  throw presetError(sim, fault.preset, fault.http);
}
