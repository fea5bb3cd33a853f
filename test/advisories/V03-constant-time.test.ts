import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { verifySignature } from "../../src/server/channels/whatsapp/whatsapp-signature.adapter.ts";

/** V03, after Chatwoot PR 14945: a signature compared with `==` tells by its time how many characters were right. */

const secret = "demo-app-secret";
const body = Buffer.from('{"entry":[]}');
const digest = createHmac("sha256", secret).update(body).digest("hex");
const flip = (at: number) => {
  const other = digest[at] === "0" ? "1" : "0";
  return `sha256=${digest.slice(0, at)}${other}${digest.slice(at + 1)}`;
};

/** Welch's t over two samples. */
function welch(one: readonly number[], two: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
  const variance = (list: readonly number[], m: number) =>
    list.reduce((sum, x) => sum + (x - m) ** 2, 0) / (list.length - 1);
  const [a, b] = [mean(one), mean(two)];
  return (a - b) / Math.sqrt(variance(one, a) / one.length + variance(two, b) / two.length);
}

/** The slowest tenth is the machine's doing (garbage collection, neighbours), not the comparison's. */
function calm(times: readonly number[]): readonly number[] {
  return times.toSorted((x, y) => x - y).slice(0, Math.floor(times.length * 0.9));
}

function measure(): number {
  const headers = [flip(0), flip(63)] as const;
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < 20_000; i += 1) {
    // Which goes first must not depend on the turn in a way the machine could learn.
    const which = (i * 7919) % 13 < 6 ? 0 : 1;
    const start = process.hrtime.bigint();
    verifySignature(body, headers[which], [secret]);
    times[which].push(Number(process.hrtime.bigint() - start));
  }
  return Math.abs(welch(calm(times[0]), calm(times[1])));
}

test("the time of a refusal does not say where the signature was wrong", () => {
  // A leak shows every time; a busy machine does not.
  expect(Math.min(measure(), measure(), measure())).toBeLessThan(4.5);
});

test("no file of the server compares a digest or a secret with an equals sign", () => {
  const folder = new URL("../../src/server/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    // Whether a migration is the one that ran is no secret.
    (name) => /(?<!test|contract)\.ts$/.test(name) && name !== "platform/migrate.ts",
  );
  expect(files.length).toBeGreaterThan(500);
  const names = "(?:digest|hmac|signature|secret|verifyToken|hash|mac|thumbprint|compareCode)";
  const left = `${names}\\w*\\s*[!=]={1,2}(?!=|\\s*(?:undefined|""|null))`;
  const right = `[!=]==?\\s+(?:\\w+[.?])*\\w*${names}\\b(?!\\.length)`;
  const suspicious = new RegExp(`${left}|${right}`, "i");
  for (const line of ["mac.toString() === cookie.mac", "device.compareCode !== given", "a == signature"])
    expect(suspicious.test(line)).toBe(true);
  const found = files.filter((name) => suspicious.test(readFileSync(new URL(name, folder), "utf8")));
  expect(found).toEqual([]);
});
