import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Running } from "./main.ts";
import { fillDemo } from "./server/demo/fill-demo.action.ts";
import { issueDemoSignIns } from "./server/members/issue-demo-sign-ins.action.ts";
import { issueDemoToken } from "./server/members/issue-demo-token.action.ts";
import type { Config } from "./server/platform/config.ts";

const Access = z.object({
  baseUrl: z.url(),
  mediaUrl: z.url(),
  appSecret: z.string(),
  verifyToken: z.string(),
  accessToken: z.string(),
  wabaId: z.string(),
  phoneNumberId: z.string(),
});

/** The simulator beside the demo: a process of its own that ends with this one, however that ends. */
export interface Simulator {
  readonly access: z.infer<typeof Access>;
  stop(): Promise<void>;
}

/** What `--demo-info FILE` writes for scripts. */
export interface DemoInfo {
  readonly baseUrl: string;
  readonly simulatorUrl: string;
  readonly whatsapp: {
    readonly webhookUrl: string;
    readonly verifyToken: string;
    readonly appSecret: string;
    readonly phoneNumberId: string;
    readonly wabaId: string;
  };
  readonly customerPageUrl: string;
  readonly signIn: Readonly<Record<string, string>>;
  readonly apiToken: string;
}

/** The two ports after the server's are the simulator's; any free ones (0) when the server takes one too. */
export function simulatorDoors({ port }: Pick<Config, "port">): [number, number] {
  return port === 0 ? [0, 0] : [port + 1, port + 2];
}

/** Starts the simulator on its two ports. Its people and secrets go into the data folder, which must be a demo's. */
export async function startSimulator(config: Config): Promise<Simulator> {
  const [port, mediaPort] = simulatorDoors(config).map(String);
  const file = accessFile(config);
  const program = join(import.meta.dirname, "../simulator/main.ts");
  const child = spawn(
    process.execPath,
    [
      ...[program, "--config", file, "--port", `${port}`, "--media-port", `${mediaPort}`, "--until-input-ends"],
      ...["--people-seed", "1", "--people-file", join(config.dataDir, "simulator-people.json")],
      // Scripts post webhooks of their own to the address in DemoInfo: whom they play may be answered.
      ...["--unknown-recipients", "wrote"],
    ],
    { stdio: ["pipe", "pipe", "inherit"], detached: true },
  );
  const access = await readAccess(child);
  const stop = async () => {
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.stdin?.end();
    await gone;
  };
  return { access, stop };
}

/** Secrets of the demo stay the same over restarts; they lie in a file, because a command line can be read by anybody. */
function accessFile(config: Config): string {
  const file = join(config.dataDir, "keys", "simulator.json");
  if (existsSync(file)) return file;
  mkdirSync(join(config.dataDir, "keys"), { recursive: true, mode: 0o700 });
  const secret = () => randomBytes(16).toString("hex");
  const account = {
    appSecret: secret(),
    verifyToken: secret(),
    accessToken: `EAA${secret()}`,
    phoneNumberId: "106540352242922",
    wabaId: "102290129340398",
  };
  writeFileSync(file, JSON.stringify({ account }), { mode: 0o600 });
  return file;
}

function readAccess(child: ChildProcess): Promise<z.infer<typeof Access>> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.once("exit", () =>
      reject(new Error("Der Simulator startet nicht. Ist einer der beiden Ports nach PORT belegt?")),
    );
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const json = /\{[\s\S]*\}/.exec(text)?.[0];
      if (json !== undefined) resolve(Access.parse(JSON.parse(json)));
    });
  });
}

/**
 * Fills the demo business, connects it with the simulator, and says where everything is.
 * @param goOn asked before each part; throws where the start is given up
 */
export async function openDemo(
  { deps, tenantId, url, door }: Running,
  { access }: Simulator,
  goOn: () => void,
): Promise<DemoInfo> {
  const whatsapp = { ...access, mediaHosts: new URL(access.mediaUrl).host };
  const whatsappAccountId = await fillDemo(deps, tenantId, whatsapp, goOn);
  const webhook = `/webhooks/whatsapp/${whatsappAccountId}`;
  const told = await fetch(`${access.baseUrl}/_sim/webhook`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: `${door}${webhook}`, verifyToken: access.verifyToken, handshake: true }),
  });
  if (!told.ok) throw new Error("Der Simulator nimmt die Webhook-Adresse nicht an.");
  return {
    baseUrl: url,
    simulatorUrl: access.baseUrl,
    whatsapp: {
      webhookUrl: `${url}${webhook}`,
      verifyToken: access.verifyToken,
      appSecret: access.appSecret,
      phoneNumberId: access.phoneNumberId,
      wabaId: access.wabaId,
    },
    customerPageUrl: `${url}/k/heizung`,
    signIn: await issueDemoSignIns(deps, tenantId),
    apiToken: (await issueDemoToken(deps, tenantId)) ?? "",
  };
}
