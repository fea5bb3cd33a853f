import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, inject, test } from "vitest";
import { outageTrouble } from "../db.ts";
import { WrongSetting } from "../wrong-setting.ts";
import { assertPlainRole } from "./plain-role.ts";

/** What whoever wrote DATABASE_URL hears when PostgreSQL lets nobody in, or not far enough. */

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function admin(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The kind of error is the exit code: a wrong setting is not tried again. */
const errorAt = (url: string) =>
  assertPlainRole(url).then(
    () => undefined,
    (error: Error) => error,
  );
const said = async (url: string) => (await errorAt(url))?.message ?? "";

/** A role of its own with its database, and where to knock. */
async function home(options: { owns?: boolean; limit?: number; encoding?: string } = {}) {
  const name = `r_${randomUUID().replaceAll("-", "")}`;
  const { owns = true, limit = -1, encoding = "UTF8" } = options;
  await admin(
    `CREATE ROLE ${name} LOGIN PASSWORD 'right' CONNECTION LIMIT ${limit}`,
    `CREATE DATABASE ${name} ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0${owns ? ` OWNER ${name}` : ""}`,
  );
  cleanUp.push(() => admin(`DROP DATABASE ${name}`, `DROP ROLE ${name}`));
  const at = (password: string, database: string) =>
    inject("appUrl").replace(/\/\/[^@]*@\/[^?]*/, `//${name}:${password}@/${database}`);
  return { name, url: at("right", name), wrong: at("wrong", name), elsewhere: at("right", `${name}_2`) };
}

test("a plain role in its own database is let in", async () => {
  expect(await said((await home()).url)).toBe("");
});

test("a wrong password and a wrong name are no database that is down", async () => {
  const { wrong, elsewhere } = await home();
  expect(await errorAt(wrong)).toBeInstanceOf(WrongSetting);
  expect(await said(wrong)).toBe("PostgreSQL nimmt Rolle und Passwort aus DATABASE_URL nicht an.");
  expect(await said(elsewhere)).toMatch(/^Die Datenbank aus DATABASE_URL gibt es auf diesem PostgreSQL nicht\. /);
});

test("a role whose database is another's is told so before the first table is refused", async () => {
  const { url } = await home({ owns: false });
  expect(await said(url)).toMatch(/^Die Rolle in DATABASE_URL darf zu wenig: .* \(ALTER DATABASE … OWNER TO …\)\.$/);
});

test("a role that owns a database without a schema, or with another's, is told which one is missing", async () => {
  const { name, url } = await home();
  const inIt = async (statement: string) => {
    const client = new pg.Client({ connectionString: inject("adminUrl").replace(/\/[^/?]*(\?|$)/, `/${name}$1`) });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  const missing =
    /^Der Rolle in DATABASE_URL fehlt ein Schema zum Schreiben: .*\(CREATE SCHEMA IF NOT EXISTS public; ALTER/;
  await inIt("DROP SCHEMA public");
  expect(await said(url)).toMatch(missing);
  await inIt("CREATE SCHEMA IF NOT EXISTS public");
  expect(await said(url)).toMatch(missing);
  await inIt(`ALTER SCHEMA public OWNER TO ${name}`);
  expect(await said(url)).toBe("");
});

test("a database that cannot hold every letter is refused", async () => {
  const { url } = await home({ encoding: "LATIN1" });
  expect(await said(url)).toMatch(
    /^Die Datenbank aus DATABASE_URL kennt nicht alle Zeichen\. Nötig ist eine mit UTF8 /,
  );
});

test("no connection that is free says how many are needed, also when the first ones were", async () => {
  const full = /^PostgreSQL hat keine Verbindung mehr frei\. Werkbote braucht bis zu \d+ /;
  const { url } = await home({ limit: 0 });
  expect(await said(url)).toMatch(full);
  expect(await errorAt(url)).not.toBeInstanceOf(WrongSetting);
  const client = new pg.Client({ connectionString: url });
  const refused: unknown = await client.connect().catch((error: unknown) => error);
  expect(outageTrouble(refused)).toMatch(full);
});

test("whom the rules of PostgreSQL keep out hears of them and of TLS", async () => {
  // A refusal as PostgreSQL words it on a German machine.
  const url = await knockingAt(refusal("SFATAL\0VFATAL\0C28000\0Mkein pg_hba.conf-Eintrag, keine Verschlüsselung\0\0"));
  expect(await said(url)).toMatch(
    /von diesem Rechner aus nicht herein \(pg_hba\.conf\)\. Verlangt es TLS, .*verify-full/,
  );
});

test("a pooler that has no connection left says so in its own words, and is understood", async () => {
  const url = await knockingAt(refusal("SFATAL\0VFATAL\0C08P01\0Mno more connections allowed (max_client_conn)\0\0"));
  expect(await said(url)).toMatch(/^PostgreSQL hat keine Verbindung mehr frei\. .*PgBouncer/);
});

test("TLS that is asked for and not spoken is named", async () => {
  const url = await knockingAt(Buffer.from("N"));
  expect(await said(`${url}?sslmode=verify-full`)).toMatch(/^Dieses PostgreSQL spricht kein TLS\. /);
});

test("a pooler that lends a session by turns is refused, one that leaves it to whoever has it is not", async () => {
  const { url } = await home();
  expect(await said(await throughPooler(url, "session"))).toBe("");
  expect(await said(await throughPooler(url, "transaction"))).toMatch(/ Pooler, .* pool_mode = session /);
});

test("a pooler that lets one line in and no second says why in words", async () => {
  const { url } = await home({ limit: 1 });
  expect(await said(await throughPooler(url, "session"))).toMatch(/^PostgreSQL hat keine Verbindung mehr frei\. /);
});

/** What is seen of a pooler: it makes up the number of the process; by turns, all lines end in the one that came first. */
async function throughPooler(url: string, mode: "session" | "transaction"): Promise<string> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url });
  const keyData = Buffer.from([0x4b, 0, 0, 0, 12]);
  const welcome = Buffer.from("R\0\0\0\x08\0\0\0\0K\0\0\0\x0c\0\0\0\0\0\0\0\0Z\0\0\0\x05I", "latin1");
  let shared: { far: Socket; asks: Socket } | undefined;
  const server = createServer((line) => {
    line.on("error", () => {});
    if (shared) line.once("data", () => line.write(welcome));
    const to = shared ?? { far: connect(join(host, `.s.PGSQL.${port}`)), asks: line };
    cleanUp.push(() => to.far.destroy());
    const begins = to !== shared;
    if (mode === "transaction") shared = to;
    let greeted = begins;
    line.on("data", (bytes) => {
      // Whoever is welcomed here has no start of its own over there, and no end.
      const end = bytes[0] === 0x58;
      if (greeted && !end) to.far.write(bytes);
      if (greeted && !end) to.asks = line;
      greeted = true;
    });
    if (!begins) return;
    to.far
      .on("error", () => {})
      .on("data", (bytes) => {
        const at = bytes.indexOf(keyData);
        if (at >= 0) bytes.writeInt32BE(7, at + keyData.length);
        to.asks.write(bytes);
      });
  }).listen(0, "127.0.0.1");
  cleanUp.push(() => server.close());
  await once(server, "listening");
  return `postgres://${user}:${password}@127.0.0.1:${(server.address() as AddressInfo).port}/${database}`;
}

/** An error as it stands on the line. */
function refusal(fields: string): Buffer {
  const body = Buffer.from(fields);
  const head = Buffer.from("E\0\0\0\0");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Somebody at a door who answers whatever is said first. */
async function knockingAt(answer: Buffer): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(answer));
  }).listen(0, "127.0.0.1");
  cleanUp.push(() => server.close());
  await once(server, "listening");
  return `postgres://a:b@127.0.0.1:${(server.address() as AddressInfo).port}/c`;
}
