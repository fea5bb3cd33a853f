import { writeFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { type DemoInfo, openDemo, type Simulator, simulatorDoors, startSimulator } from "../demo.ts";
import { type Running, start } from "../main.ts";
import { issueOwnerCode } from "../server/members/issue-owner-code.action.ts";
import { lockDataFolder } from "../server/platform/data-folder.ts";
import { assertDoorsFree } from "../server/platform/free-door.adapter.ts";
import { assertWebFiles } from "../server/platform/web-files.ts";
import { type Call, out, say, settings } from "./terminal.ts";

/** Runs the server until somebody stops it. */
export async function serve({ options }: Call): Promise<number> {
  const infoFile = typeof options["demo-info"] === "string" ? options["demo-info"] : undefined;
  const demo = options.demo === true || infoFile !== undefined;
  const config = settings();
  if (!config) return 2;
  assertWebFiles();
  const release = await lockDataFolder(config.dataDir);
  if (!release) {
    say(`Auf diesem Datenordner läuft Werkbote schon (${config.dataDir}). Es wurde nichts geändert.`);
    return 3;
  }
  const stopped = signalled();
  const beside: { simulator?: Simulator } = {};
  let running: Running | undefined;
  const withCustomers = async () => {
    const simulator = await startSimulator(config);
    beside.simulator = simulator;
    return [simulator.access.baseUrl, simulator.access.mediaUrl].map((url) => new URL(url).host);
  };
  try {
    await assertDoorsFree(config.host, config.port, demo ? simulatorDoors(config) : []);
    running = await start(config, demo, say, demo ? withCustomers : undefined);
    if (beside.simulator) announceDemo(await openDemo(running, beside.simulator), infoFile);
    else await announce(running);
    // Whoever is killed has nothing to hand on to the next start otherwise.
    flushCompileCache();
    await stopped;
    return 0;
  } finally {
    await running?.stop();
    await beside.simulator?.stop();
    release();
  }
}

async function announce({ deps, tenantId, url }: Running): Promise<void> {
  const link = await issueOwnerCode(deps, tenantId);
  out(`Werkbote läuft: ${url}`);
  if (link !== undefined)
    out(`Noch nicht eingerichtet. Öffne diesen Link auf dem Gerät, mit dem du arbeitest:\n${link}`);
}

function announceDemo(info: DemoInfo, file: string | undefined): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
  out(`Werkbote läuft als Demo: ${info.signIn.office ?? info.baseUrl}`);
  out(`Telefon der Kundschaft:  ${info.simulatorUrl}/`);
  out(`Seite für Kunden:        ${info.customerPageUrl}`);
  for (const [role, link] of Object.entries(info.signIn)) out(`  anmelden als ${role.padEnd(16)} ${link}`);
}

/** Resolves at the first Ctrl-C, SIGTERM or closed terminal; the second one ends at once. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(1));
      });
    }
  });
}
