import type { Log } from "../../src/server/platform/log.ts";

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
