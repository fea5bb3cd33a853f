import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, startSimulator } from "../../src/demo.ts";
import { start } from "../../src/main.ts";
import type { Config } from "../../src/server/platform/config.ts";
import { installationUrl } from "../../src/server/platform/network/own-address.ts";
import { emptyDeps } from "../support/database.ts";

/** The name people use is one thing, the door the server listens at another. */

let t: Awaited<ReturnType<typeof emptyDeps>>;
beforeAll(async () => {
  t = await emptyDeps();
});
afterAll(() => t.close());

const settings = (given: Partial<Config>): Config => ({ ...t.deps.config, databaseUrl: t.url, port: 0, ...given });

test("the customers of a demo write to the door of the server, whether or not its name leads there from this machine", async () => {
  const config = settings({ host: "127.0.0.2", publicUrl: "https://post.example" });
  const simulator = await startSimulator(config);
  const running = await start(config, true, () => {});
  try {
    const info = await openDemo(running, simulator, () => {});
    expect(info.whatsapp.webhookUrl).toMatch(/^https:\/\/post\.example\/webhooks\/whatsapp\//);
    const told = (await (await fetch(`${simulator.access.baseUrl}/_sim/`)).json()) as { webhookUrl: string | null };
    expect(told.webhookUrl).toBe(info.whatsapp.webhookUrl.replace("https://post.example", running.door));
    expect(running.door).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
  } finally {
    await running.stop();
    await simulator.stop();
  }
});

test("without a name in the settings the links lead where the server listens", () => {
  const at = (host: string) => installationUrl({ publicUrl: undefined, host, port: 8080 });
  for (const host of ["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"]) expect(at(host)).toBe("http://localhost:8080");
  expect(at("192.168.178.20")).toBe("http://192.168.178.20:8080");
  expect(at("fd00::20")).toBe("http://[fd00::20]:8080");
  expect(at("werkstatt")).toBe("http://werkstatt:8080");
});
