import pg from "pg";

/** A look into the database from outside, as the one tenant it holds. */
export interface BenchDatabase {
  waiting(): Promise<number>;
  messages(): Promise<number>;
  /** Outbox rows that are queued or under way. */
  unsent(): Promise<number>;
  /** The channel's id of each inbound message by our id. */
  externalIds(): Promise<Map<string, string>>;
  close(): Promise<void>;
}

export async function openDatabase(url: string): Promise<BenchDatabase> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SELECT set_config('app.tenant_id', (SELECT tenant_id::text FROM tenant LIMIT 1), false)");
  const count = async (text: string) => Number((await client.query<{ n: string }>(text)).rows[0]?.n);
  return {
    waiting: () =>
      count("SELECT (SELECT count(*) FROM intake) + (SELECT count(*) FROM inbound_delivery WHERE state = 'new') AS n"),
    unsent: () => count("SELECT count(*) AS n FROM outbox WHERE state IN ('queued', 'sending')"),
    messages: () => count("SELECT count(*) AS n FROM message WHERE direction = 'in'"),
    async externalIds() {
      const { rows } = await client.query<{ message_id: string; external_id: string }>(
        "SELECT message_id, external_id FROM message WHERE direction = 'in'",
      );
      return new Map(rows.map((row) => [row.message_id, row.external_id]));
    },
    close: () => client.end(),
  };
}
