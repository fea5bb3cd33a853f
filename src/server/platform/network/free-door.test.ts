import { createServer } from "node:http";
import { expect, test } from "vitest";
import { freePort } from "../../../../test/prove/free-port.ts";
import { readConfig } from "../../../config.ts";
import { WrongSetting } from "../wrong-setting.ts";
import { assertDoorsFree } from "./free-door.adapter.ts";

test("a start on a port somebody else has ends with one line, and a free port does not", async () => {
  const other = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  await expect(assertDoorsFree("127.0.0.1", port)).rejects.toThrow(`PORT: auf ${port} läuft schon`);
  await new Promise((resolve) => other.close(resolve));
  await assertDoorsFree("127.0.0.1", port);
  for (const host of ["192.0.2.1", "fe80::1"]) {
    const refused = assertDoorsFree(host, 0);
    await expect(refused).rejects.toThrow(`HOST: ${host} ist keine Adresse dieses Rechners`);
    // The first may be this machine's in a moment, when its network is up.
    expect((await refused.catch((error: unknown) => error)) instanceof WrongSetting).toBe(host === "fe80::1");
  }
});

test("the demo is told before it begins that a port of its customers is taken, and that there are none so high", async () => {
  const other = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  const door = await freePort();
  await expect(assertDoorsFree("127.0.0.1", door, [0, port])).rejects.toThrow(
    `die Demo nimmt auch die zwei Ports nach ${door}, und auf ${port} läuft schon ein anderes Programm`,
  );
  await new Promise((resolve) => other.close(resolve));
  await assertDoorsFree("127.0.0.1", door, [0, port]);
  await expect(assertDoorsFree("127.0.0.1", 65_534, [65_535, 65_536])).rejects.toThrow(
    "PORT: für die Demo höchstens 65533",
  );
});

test("a wrong setting gives one German line with its name", () => {
  const lineOf = (env: Record<string, string>) => {
    const read = readConfig(env);
    return read.ok ? undefined : read.lines.join("\n");
  };
  expect(lineOf({ PORT: "abc" })).toBe("PORT: muss eine Zahl zwischen 0 und 65535 sein");
  expect(lineOf({ PORT: "99999" })).toBe("PORT: muss eine Zahl zwischen 0 und 65535 sein");
  const address = "DATABASE_URL: muss aussehen wie postgres://NAME:PASSWORT@RECHNER:5432/DATENBANK";
  for (const url of ["postgres://%zz:99999999/x", "postgres://a:b@c:99999999/x", "postgres://a:%e4@c/x"])
    expect(lineOf({ DATABASE_URL: url })).toBe(address);
  for (const url of ["postgres://a:b@/x?host=%2Ftmp%2Fs&port=5432", "postgresql://a:50%off@c:5433/x"])
    expect(lineOf({ DATABASE_URL: url })).toBeUndefined();
  expect(lineOf({ WERKBOTE_LOG: "loud" })).toBe("WERKBOTE_LOG: muss silent, error, warn oder info sein");
  expect(lineOf({ WERKBOTE_TRUST_PROXY: "ja" })).toBe("WERKBOTE_TRUST_PROXY: muss 0 oder 1 sein");
});
