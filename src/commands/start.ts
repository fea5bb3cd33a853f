import { accessSync, closeSync, constants, existsSync, openSync, writeFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { dirname, resolve } from "node:path";
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import { type DemoInfo, openDemo, type Simulator, simulatorDoors, startSimulator } from "../demo.ts";
import { type Running, start } from "../main.ts";
import { issueOwnerCode } from "../server/members/issue-owner-code.action.ts";
import type { Config } from "../server/platform/config.ts";
import { isDiskFull, isOutage } from "../server/platform/db.ts";
import { loadDrawing } from "../server/platform/documents/document-pdf.ts";
import { lockDataFolder } from "../server/platform/files/data-folder.ts";
import { fileTrouble } from "../server/platform/files/file-trouble.ts";
import { assertWebFiles } from "../server/platform/http/web-files.ts";
import { createLog } from "../server/platform/log.ts";
import { assertDoorsFree } from "../server/platform/network/free-door.adapter.ts";
import { WrongSetting } from "../server/platform/wrong-setting.ts";
import { signInLines } from "./sign-in-lines.ts";
import { type Call, endOnBug, out, outliveTerminal, say, settings } from "./terminal.ts";

/** Nobody lays a new version over a server within seconds of its start. */
const drawingAfterMs = 10_000;

/**
 * Not while those who waited for the server ask it everything at once, nor later while it has its hands full: for a
 * moment nobody is answered. Where it is not to be had, whoever wants a paper hears of it.
 */
function loadDrawingInCalm(): void {
  const before = performance.eventLoopUtilization();
  setTimeout(() => {
    if (performance.eventLoopUtilization(before).utilization > 0.2) loadDrawingInCalm();
    else void loadDrawing().catch(() => {});
  }, drawingAfterMs).unref();
}

/** Runs the server until somebody stops it. */
export async function serve({ options }: Call): Promise<number> {
  const infoFile = typeof options["demo-info"] === "string" ? options["demo-info"] : undefined;
  const demo = options.demo === true || infoFile !== undefined;
  const config = settings();
  if (!config) return 2;
  if (infoFile !== undefined) assertPlace(resolve(infoFile));
  // A terminal that is gone, or a full disk below the log, must not take the server along.
  outliveTerminal();
  endOnBug(createLog({ level: config.logLevel }));
  assertWebFiles();
  const release = await lockDataFolder(config.dataDir);
  if (!release) {
    say(`Auf diesem Datenordner läuft Werkbote schon (${config.dataDir}). Es wurde nichts geändert.`);
    return 3;
  }
  const { signal, stopped } = listenForEnd();
  const goOn = () => signal.throwIfAborted();
  const step = (line: string) => {
    goOn();
    say(line);
  };
  const beside: { simulator?: Simulator } = {};
  let running: Running | undefined;
  const withCustomers = async () => {
    goOn();
    if (!demo) return [];
    beside.simulator ??= await startSimulator(config);
    const { baseUrl, mediaUrl } = beside.simulator.access;
    return [baseUrl, mediaUrl].map((url) => new URL(url).host);
  };
  try {
    await assertDoorsFree(config.host, config.port, demo ? simulatorDoors(config) : []);
    await patiently(config, goOn, async () => {
      running ??= await start(config, demo, step, withCustomers);
      goOn();
      if (beside.simulator) announceDemo(await openDemo(running, beside.simulator, goOn), infoFile);
      else await announce(running);
    });
    // Whoever is killed has nothing to hand on to the next start otherwise.
    flushCompileCache();
    loadDrawingInCalm();
    await stopped;
    return 0;
  } catch (error) {
    // Ctrl-C ends the program that makes the database as well, and nothing is heard here while that one runs.
    for (const _ of ["this turn of the loop", "the one that hears"]) await turn();
    if (!signal.aborted) throw error;
    say("Der Start wurde abgebrochen. Der nächste macht dort weiter.");
    return 0;
  } finally {
    await running?.stop();
    await beside.simulator?.stop();
    release();
  }
}

/**
 * The PostgreSQL that came along comes back by itself when it is killed, and what stands in it is not made again: a
 * start it goes away under begins anew.
 */
async function patiently(config: Config, goOn: () => void, work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const isOurs = config.databaseUrl === undefined && isOutage(error) && !isDiskFull(error);
      if (!isOurs || tries === mostTries) throw error;
      await pause(Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs));
      goOn();
    }
  }
}
/** Eighteen seconds of waiting in all; most are back at once. */
const [mostTries, firstPauseMs, longestPauseMs] = [12, 250, 2_000];

async function announce({ deps, tenantId, url }: Running): Promise<void> {
  const link = await issueOwnerCode(deps, tenantId);
  out(`Werkbote läuft: ${url}`);
  if (link !== undefined)
    out(`Noch nicht eingerichtet. Öffnen Sie diesen Link auf dem Gerät, mit dem Sie arbeiten:\n${link}`);
}

/**
 * A start takes seconds, and would be stopped again for a file that has no place. Nothing is made here yet: whoever waits
 * for the file reads it as soon as it is there.
 */
function assertPlace(file: string): void {
  try {
    if (existsSync(file)) closeSync(openSync(file, "r+"));
    else accessSync(`${dirname(file)}/`, constants.W_OK);
  } catch (error) {
    const why = fileTrouble(error);
    throw why === undefined ? error : new WrongSetting(why);
  }
}

function announceDemo(info: DemoInfo, file: string | undefined): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
  out(`Werkbote läuft als Demo: ${info.signIn.office ?? info.baseUrl}`);
  out(`Telefon der Kundschaft:  ${info.simulatorUrl}/`);
  out(`Seite für Kunden:        ${info.customerPageUrl}`);
  for (const line of signInLines(info.signIn)) out(line);
}

/** The first Ctrl-C, SIGTERM or closed terminal ends in order, a start as well; the second one ends at once. */
function listenForEnd(): { readonly signal: AbortSignal; readonly stopped: Promise<void> } {
  const ending = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        ending.abort();
        resolve();
        process.once(signal, () => process.exit(1));
      });
    }
  });
  return { signal: ending.signal, stopped };
}
