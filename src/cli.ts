import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readConfig } from "./config.ts";
import { type DemoInfo, openDemo, type Simulator, startSimulator } from "./demo.ts";
import { type Running, start } from "./main.ts";
import { explainWhatsApp } from "./server/channels/whatsapp/explain.ts";
import { issueOwnerCode } from "./server/members/issue-owner-code.action.ts";
import { lockDataFolder } from "./server/platform/data-folder.ts";
import { classifyLines, explainCases } from "./server/policy/explain.ts";
import { createTenant } from "./server/tenants/create-tenant.action.ts";
import { createPublicUrl } from "./server/tenants/public-url.action.ts";
import { openStore } from "./store.ts";

const help = `werkbote start [--demo] [--demo-info DATEI]   startet den Server (npm start)
werkbote tenant add NAME --host HOST          legt einen weiteren Betrieb an (bei gestopptem Server)
werkbote policy explain DATEI|-               entscheidet Fälle im Format von scenarios.json, gibt JSON aus
werkbote policy classify DATEI|-              ordnet Texte ein (eine JSON-Zeile je Text)
werkbote whatsapp explain DATEI …             sagt, was Werkbote aus Webhook-Inhalten macht
`;

const out = (text: string) => void process.stdout.write(`${text}\n`);
const say = (line: string) => void process.stderr.write(`${line}\n`);

function read(file: string): Buffer {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch {
    throw new Error(`Die Datei ${file} lässt sich nicht lesen.`);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(read(file).toString("utf8"));
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(`In ${file} steht kein gültiges JSON.`) : error;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      demo: { type: "boolean" },
      "demo-info": { type: "string" },
      host: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [command = "", what = "", ...files] = positionals;
  if (values.help || command === "") {
    out(help.trimEnd());
    return values.help ? 0 : 2;
  }
  if (command === "start")
    return await serve(values.demo === true || values["demo-info"] !== undefined, values["demo-info"]);
  const [file] = files;
  if (command === "tenant" && what === "add" && file !== undefined && values.host !== undefined)
    return await addTenant(file, values.host);
  if (file !== undefined) {
    if (command === "policy" && what === "explain") return print([explainCases(readJson(file))]);
    if (command === "policy" && what === "classify") return print(classifyLines(read(file).toString("utf8")), false);
    if (command === "whatsapp" && what === "explain")
      return print([explainWhatsApp(files.map((name) => ({ file: name, body: read(name) })))]);
  }
  say(`Diesen Aufruf gibt es nicht.\n${help.trimEnd()}`);
  return 2;
}

function print(values: readonly unknown[], indent = true): number {
  for (const value of values) out(JSON.stringify(value, null, indent ? 2 : 0));
  return 0;
}

async function serve(demo: boolean, infoFile: string | undefined): Promise<number> {
  const given = readConfig(process.env);
  if (!given.ok) {
    for (const line of given.lines) say(line);
    return 2;
  }
  const release = await lockDataFolder(given.config.dataDir);
  if (!release) {
    say(`Auf diesem Datenordner läuft Werkbote schon (${given.config.dataDir}). Es wurde nichts geändert.`);
    return 3;
  }
  const stopped = signalled();
  let simulator: Simulator | undefined;
  let running: Running | undefined;
  try {
    simulator = demo ? await startSimulator(given.config) : undefined;
    const reachable = simulator
      ? [new URL(simulator.access.baseUrl).host, new URL(simulator.access.mediaUrl).host]
      : [];
    running = await start({ ...given.config, allowPrivate: [...given.config.allowPrivate, ...reachable] }, demo, say);
    if (simulator) announceDemo(await openDemo(running, simulator), infoFile);
    else await announce(running);
    await stopped;
    return 0;
  } finally {
    await running?.stop();
    await simulator?.stop();
    release();
  }
}

/** Adds a business with a host of its own; its owner comes in by the printed link. */
async function addTenant(name: string, host: string): Promise<number> {
  const given = readConfig(process.env);
  if (!given.ok || !/^[a-z0-9.-]+$/.test(host)) {
    for (const line of given.ok ? ["--host: nur Kleinbuchstaben, Ziffern, Punkt und Strich"] : given.lines) say(line);
    return 2;
  }
  const release = await lockDataFolder(given.config.dataDir);
  if (!release) {
    say(`Werkbote läuft noch auf diesem Datenordner (${given.config.dataDir}). Bitte erst stoppen.`);
    return 3;
  }
  try {
    const store = await openStore(given.config, false, say);
    try {
      const tenantId = await createTenant(store.deps, store.keyring, { name, host });
      const publicUrl = await createPublicUrl(
        store.deps,
        () => given.config.publicUrl ?? `http://localhost:${given.config.port}`,
      );
      out(`${name} ist angelegt. Link für die Inhaberin oder den Inhaber, einen Tag gültig:`);
      out((await issueOwnerCode({ ...store.deps, publicUrl }, tenantId)) ?? "");
      return 0;
    } finally {
      await store.close();
    }
  } finally {
    release();
  }
}

async function announce({ deps, tenantId, url }: Running): Promise<void> {
  const link = await issueOwnerCode(deps, tenantId);
  out(`Werkbote läuft: ${url}`);
  if (link !== undefined)
    out(`Noch nicht eingerichtet. Öffnen Sie diesen Link auf dem Gerät, mit dem Sie arbeiten:\n${link}`);
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

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : "Start misslungen.");
    if (process.env.WERKBOTE_LOG === "info" && error instanceof Error) say(error.stack ?? "");
    process.exit(1);
  },
);
