import type { FastifyInstance } from "fastify";
import { openMediaUrl } from "./media.ts";
import type { Sim } from "./world.ts";

interface Download {
  Querystring: { mid?: string; ext?: string; hash?: string };
}

/**
 * The host that holds the bytes, on an origin of its own, so that a client has to decide to which hosts it gives its
 * token. No redirects; 401 without the bearer; 404 when the address is forged, expired or the file gone.
 */
export function byteHostRoutes(app: FastifyInstance, sim: Sim): void {
  app.get<Download>("/whatsapp_business/attachments/", async (request, reply) => {
    const token = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const expiry = sim.tokens.get(token ?? "");
    const valid = token === sim.account.accessToken || (expiry !== undefined && expiry > sim.clock.now());
    if (!valid) return reply.code(401).type("text/html").send("");
    const media = openMediaUrl(sim, request.query);
    if (media === undefined) return reply.code(404).type("text/html").send("");
    reply.header("Accept-Ranges", "bytes").header("Content-Type", media.mimeType);
    const name = media.filename?.replace(/[^\w.-]/g, "_");
    reply.header("Content-Disposition", name === undefined ? "inline" : `attachment; filename="${name}"`);
    const range = partOf(request.headers.range, media.bytes.length);
    if (range === undefined) return reply.send(media.bytes);
    if (range === "unsatisfiable") {
      return reply.code(416).header("Content-Range", `bytes */${media.bytes.length}`).send("");
    }
    const [start, end] = range;
    reply.code(206).header("Content-Range", `bytes ${start}-${end}/${media.bytes.length}`);
    return reply.send(media.bytes.subarray(start, end + 1));
  });
}

/** A single byte range (RFC 9110, section 14); several or unknown ones are ignored and the whole file is sent. */
export function partOf(header: string | undefined, size: number): [number, number] | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  const [first, last] = [match[1] ?? "", match[2] ?? ""];
  const start = first === "" ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? "unsatisfiable" : [start, end];
}
