import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { serverFlags } from "../../bin/ready.mjs";
import { readConfig } from "../../src/config.ts";
import { start } from "../../src/main.ts";
import { seedDemoBusiness } from "../../src/server/demo/seed-demo-business.action.ts";
import { inviteMember } from "../../src/server/members/invite-member.action.ts";
import { issueDemoSignIns } from "../../src/server/members/issue-demo-sign-ins.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { keepFirmRoom } from "../../src/server/rooms/keep-firm-room.action.ts";

/** A business whose papers are in order and whose channels are open, on a server of its own, for measuring. */
export interface Business {
  readonly baseUrl: string;
  readonly webhookPath: string;
  readonly token: string;
  /** Signs a browser in as the owner, as links of a demo do. */
  readonly signIn: string;
  /** Forty people of the crew, each with a program of their own. */
  readonly crew: readonly { readonly memberId: string; readonly token: string }[];
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
}

/** Stands in for Meta: takes every send at once and says when it came. */
export interface FakeGraph {
  readonly url: string;
  readonly port: number;
  /** Our message id -> when its send arrived (performance.now). */
  readonly arrivals: Map<string, number>;
  close(): void;
}

export async function startFakeGraph(): Promise<FakeGraph> {
  const arrivals = new Map<string, number>();
  let count = 0;
  const server: Server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    request.on("end", () => {
      const correlation = /"biz_opaque_callback_data":"([^"]+)"/.exec(text)?.[1];
      if (correlation !== undefined) arrivals.set(correlation, performance.now());
      const answer = { messaging_product: "whatsapp", contacts: [], messages: [{ id: `wamid.out${count++}` }] };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, arrivals, close: () => server.close() };
}

/** Sets the business up through the product's own actions, on the given database; nothing keeps running. */
export async function prepareBusiness(
  databaseUrl: string,
  dataDir: string,
  graph: FakeGraph,
  port: number,
): Promise<Business> {
  const config = readConfig({
    WERKBOTE_DATA: dataDir,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    WERKBOTE_LOG: "silent",
    WERKBOTE_ALLOW_PRIVATE: `127.0.0.1:${graph.port}`,
  });
  if (!config.ok) throw new Error(config.lines.join());
  const running = await start(config.config, false, () => {});
  const { deps, tenantId } = running;
  const appSecret = randomBytes(16).toString("hex");
  const [phoneNumberId, wabaId] = ["106540352242922", "102290129340398"];
  const access = {
    baseUrl: graph.url,
    phoneNumberId,
    wabaId,
    accessToken: "bench",
    appSecret,
    verifyToken: "bench",
    mediaHosts: "",
  };
  const { whatsappAccountId } = await seedDemoBusiness(deps, tenantId, { whatsapp: access });
  const owner = await deps.db.withTenant(tenantId, (tx) =>
    tx.selectFrom("member").select(["member_id", "name"]).where("role", "=", "owner").executeTakeFirstOrThrow(),
  );
  const caller = {
    tenantId,
    memberId: owner.member_id,
    name: owner.name,
    role: "owner",
    kind: "session",
    sessionId: null,
    deviceId: null,
    steppedUpAt: deps.clock.now(),
  } as const;
  const { token } = await createToken(deps, caller, "bench");
  const crew: { memberId: string; token: string }[] = [];
  for (let i = 1; i <= 40; i++) {
    const name = `Monteur ${i} (Demo)`;
    const memberId = await inviteMember(deps, caller, { name, role: "crew" }, keepFirmRoom);
    const own = await createToken(deps, { ...caller, memberId, name, role: "crew" }, "bench");
    crew.push({ memberId, token: own.token });
  }
  await deps.db.outside.updateTable("tenant").set({ demo: true }).where("tenant_id", "=", tenantId).execute();
  const { owner: signIn = "" } = await issueDemoSignIns(deps, tenantId);
  await running.stop();
  const webhookPath = `/webhooks/whatsapp/${whatsappAccountId}`;
  return {
    baseUrl: `http://localhost:${port}`,
    webhookPath,
    token,
    signIn,
    crew,
    appSecret,
    phoneNumberId,
    wabaId,
    dataDir,
    databaseUrl,
  };
}

const program = join(import.meta.dirname, "../../src/cli.ts");

/** Starts the real server as a process of its own; resolves when it says that it runs. */
export function startServer(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...serverFlags, program, "start"], {
    env: { ...process.env, WERKBOTE_LOG: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`server ended with ${code}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.toString("utf8").includes("Werkbote läuft")) resolve(child);
    });
  });
}

export async function stopServer(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

/** A signed webhook body as Meta sends it. */
export interface Signed {
  readonly body: Buffer;
  readonly signature: string;
  readonly externalId: string;
}

export function textWebhook(
  business: Pick<Business, "wabaId" | "phoneNumberId" | "appSecret">,
  contact: number,
  text: string,
): Signed {
  const externalId = `wamid.${randomBytes(18).toString("base64")}`;
  const phone = `4915${String(100_000_000 + contact)}`;
  const user = `DE.${String(10_000_000_000 + contact)}`;
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "4937100000", phone_number_id: business.phoneNumberId },
    contacts: [{ profile: { name: `Kundin ${contact} (Demo)` }, wa_id: phone, user_id: user }],
    messages: [
      {
        from: phone,
        from_user_id: user,
        id: externalId,
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: "text",
        text: { body: text },
      },
    ],
  };
  const json = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: business.wabaId, changes: [{ field: "messages", value }] }],
  });
  const body = Buffer.from(
    json.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
  return {
    body,
    signature: `sha256=${createHmac("sha256", business.appSecret).update(body).digest("hex")}`,
    externalId,
  };
}
