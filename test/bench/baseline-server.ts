import { createHmac, timingSafeEqual } from "node:crypto";
import Fastify from "fastify";
import pg from "pg";

/**
 * The bare minimum to compare with: Fastify, the signature over the raw bytes, one durable insert a request.
 * No policy, no sealing, no tenants. Started by the bench: node baseline-server.ts URL SECRET
 */
const [url = "", secret = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 12 });
await pool.query(
  "CREATE TABLE IF NOT EXISTS baseline (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea NOT NULL)",
);
const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
app.post("/webhook", async (request, reply) => {
  const body = request.body as Buffer;
  const wanted = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(String(request.headers["x-hub-signature-256"] ?? ""));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return reply.code(401).send("no");
  await pool.query({ name: "insert", text: "INSERT INTO baseline (body) VALUES ($1)", values: [body] });
  return reply.code(200).send("ok");
});
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${address}\n`);
