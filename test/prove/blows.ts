import { setTimeout as pause } from "node:timers/promises";
import type { CrashableDatabase } from "./crashable-database.ts";
import type { Plan } from "./plan.ts";
import type { Sender } from "./sender.ts";
import type { SupervisedServer } from "./supervised-server.ts";

/** Lets the planned blows fall, one after the other. */
export class Blows {
  databaseCrashes = 0;
  readonly #server: SupervisedServer;
  readonly #database: CrashableDatabase | undefined;

  constructor(server: SupervisedServer, database: CrashableDatabase | undefined) {
    this.#server = server;
    this.#database = database;
  }

  async run(plan: Plan, sender: Sender): Promise<void> {
    for (const blow of plan.blows) {
      await sender.whenAcked(blow.atAcked);
      // A blow must hit something that runs, or two would fall on one.
      await this.#server.whenReady();
      await pause(blow.afterMs);
      if (blow.kind === "server") this.#server.kill();
      else if (blow.kind === "server-while-starting") await this.#twice(blow.afterMs);
      else await this.#crash(blow.kind);
    }
  }

  /** Kills it, and while it starts again kills it once more: the second is the blow that counts. */
  async #twice(afterMs: number): Promise<void> {
    this.#server.killNextStart(afterMs);
    this.#server.kill();
  }

  async #crash(kind: Parameters<CrashableDatabase["crash"]>[0]): Promise<void> {
    for (;;) {
      try {
        await this.#database?.crash(kind);
        this.databaseCrashes++;
        return;
      } catch {
        // It is still coming back from the last blow.
        await pause(50);
      }
    }
  }
}
