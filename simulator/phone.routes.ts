import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyPluginAsync } from "fastify";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page on which a person plays the customers. */
export async function phoneRoutes(app: FastifyInstance): Promise<void> {
  const plugin: FastifyPluginAsync = async (page) => {
    page.addHook("onSend", async (_request, reply) => {
      reply.header("Content-Security-Policy", POLICY);
      reply.header("X-Content-Type-Options", "nosniff");
      reply.header("Referrer-Policy", "no-referrer");
    });
    await page.register(fastifyStatic, {
      root: fileURLToPath(new URL("./phone/", import.meta.url)),
      cacheControl: false,
    });
  };
  await app.register(plugin);
}
