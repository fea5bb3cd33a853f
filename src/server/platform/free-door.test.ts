import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { readConfig } from "../../config.ts";
import { assertDoorFree } from "./free-door.adapter.ts";

test("a start on a port somebody else has ends with one line, and a free port does not", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(assertDoorFree("127.0.0.1", port)).rejects.toThrow(`PORT: auf ${port} läuft schon`);
  await new Promise((resolve) => other.close(resolve));
  await assertDoorFree("127.0.0.1", port);
  await expect(assertDoorFree("192.0.2.1", 0)).rejects.toThrow("HOST: 192.0.2.1 ist keine Adresse dieses Rechners");
});

test("a wrong setting gives one German line with its name", () => {
  const lineOf = (env: Record<string, string>) => {
    const read = readConfig(env);
    return read.ok ? undefined : read.lines.join("\n");
  };
  expect(lineOf({ PORT: "abc" })).toBe("PORT: muss eine Zahl sein");
  expect(lineOf({ PORT: "99999" })).toBe("PORT: muss zwischen 0 und 65535 liegen");
  expect(lineOf({ WERKBOTE_LOG: "loud" })).toBe("WERKBOTE_LOG: muss silent, error, warn oder info sein");
  expect(lineOf({ WERKBOTE_TRUST_PROXY: "ja" })).toBe("WERKBOTE_TRUST_PROXY: muss 0 oder 1 sein");
  expect(lineOf({ WERKBOTE_GRAPH_URL: "meta" })).toBe("WERKBOTE_GRAPH_URL: muss mit https:// beginnen");
});
