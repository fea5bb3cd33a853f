import type { Deps } from "../../src/server/platform/deps.ts";
import type { App } from "../../src/server/platform/http.ts";
import type { Keyring } from "../../src/server/platform/keyring.ts";
import type { FakeClock } from "./fake-clock.ts";

/** What a business in a test stands on. */
export interface House {
  readonly deps: Deps;
  readonly keyring: Keyring;
  readonly clock: FakeClock;
  readonly http: App;
  drain(): Promise<void>;
}
