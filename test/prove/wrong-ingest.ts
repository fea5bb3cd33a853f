import { createServer } from "node:http";
import pg from "pg";
import { z } from "zod";

/**
 * How not to do it, for the negative control: says 200 before anything is stored, keeps the queue in memory, looks
 * whether a message is there and then inserts it, and counts positions without a lock. A harness that does not find
 * this design broken proves nothing. Signatures are left out: they are not what is tried here.
 */
const Body = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          value: z.object({
            messages: z
              .array(
                z.object({
                  from: z.string().optional(),
                  from_user_id: z.string().optional(),
                  id: z.string(),
                  text: z.object({ body: z.string() }),
                }),
              )
              .default([]),
          }),
        }),
      ),
    }),
  ),
});

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
pool.on("error", () => {});
const queue: string[] = [];
let working = 0;

async function work(): Promise<void> {
  working++;
  for (let body = queue.shift(); body !== undefined; body = queue.shift())
    for (const entry of Body.parse(JSON.parse(body)).entry)
      for (const { value } of entry.changes)
        for (const { from, from_user_id: bsuid, id, text } of value.messages)
          await store(bsuid ?? from ?? "", id, text.body).catch(() => {});
  working--;
}

async function store(conversation: string, externalId: string, text: string): Promise<void> {
  const { rowCount } = await pool.query("SELECT 1 FROM wrong_message WHERE external_id = $1", [externalId]);
  if (rowCount !== 0) return;
  await pool.query(
    `INSERT INTO wrong_message (conversation, position, external_id, text)
     SELECT $1, coalesce(max(position), 0) + 1, $2, $3 FROM wrong_message WHERE conversation = $1`,
    [conversation, externalId, text],
  );
}

createServer((request, answer) => {
  // How much it still has in its hands.
  if (request.method === "GET") return void answer.end(String(queue.length + working));
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    answer.end("ok");
    queue.push(Buffer.concat(chunks).toString("utf8"));
    while (working < Math.min(8, queue.length)) void work();
  });
}).listen(Number(process.env.PORT), "127.0.0.1", () => process.stdout.write("wrong ingest serves\n"));
