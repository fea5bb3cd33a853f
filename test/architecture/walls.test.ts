import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./source-files.ts";

/**
 * The walls between folders are checked by `npm run check`. Here a little house is built with a hole in every wall, so
 * that a rule that has stopped looking is noticed.
 */
const empty = "export const nothing = 0;\n";
const house: Readonly<Record<string, string>> = {
  "src/main.ts": empty,
  "src/contract/ids.ts": empty,
  "src/server/platform/seal.ts": "export class Seal {}\n",
  "src/server/platform/instant.ts": empty,
  "src/server/policy/verdict.ts": 'import { nothing } from "../platform/instant.ts";\nexport const two = nothing;\n',
  "src/server/contacts/contact.store.ts": empty,
  "src/server/contacts/contact.routes.ts": empty,
  "src/server/contacts/sweep.job.ts": empty,
  "src/server/channels/webchat/webchat.adapter.ts": empty,
  "src/server/channels/whatsapp/whatsapp.adapter.ts": empty,
  "src/web/state/inbox.ts": empty,
  "simulator/clock.ts": empty,
  "src/config.ts": empty,
};

/** Each file breaks one rule and no other. */
const holes: readonly (readonly [rule: string, file: string, code: string])[] = [
  ["contract-is-a-leaf", "src/contract/a.ts", 'import "../server/platform/seal.ts";'],
  ["contract-needs-no-node", "src/contract/b.ts", 'import "node:fs";'],
  [
    "browser-never-server",
    "src/web/c.ts",
    'import type { Seal } from "../server/platform/seal.ts"; export type S = Seal;',
  ],
  ["customer-stays-small", "src/customer/d.ts", 'import "../web/state/inbox.ts";'],
  ["server-never-browser", "src/server/contacts/e.action.ts", 'import "../../web/state/inbox.ts";'],
  ["ui-knows-no-domain", "src/web/ui/f.ts", 'import "../state/inbox.ts";'],
  ["simulator-stands-alone", "simulator/g.ts", 'import "../src/contract/ids.ts";'],
  ["nothing-knows-the-simulator", "src/server/contacts/h.action.ts", 'import "../../../simulator/clock.ts";'],
  ["pure-does-no-io", "src/server/policy/i.ts", 'import "node:fs";'],
  [
    "pure-imports-pure",
    "src/server/policy/j.ts",
    'import type { Seal } from "../platform/seal.ts"; export type S = Seal;',
  ],
  ["a-store-is-private", "src/server/consent/k.action.ts", 'import "../contacts/contact.store.ts";'],
  ["routes-are-plugged-in-once", "src/server/consent/l.action.ts", 'import "../contacts/contact.routes.ts";'],
  ["routes-gather-their-own-folder", "src/server/consent/r.routes.ts", 'import "../contacts/contact.routes.ts";'],
  ["jobs-are-plugged-in-once", "src/server/consent/s.action.ts", 'import "../contacts/sweep.job.ts";'],
  ["only-outbound-sends", "src/server/inbound/m.action.ts", 'import "../channels/webchat/webchat.adapter.ts";'],
  ["adapters-know-no-domain", "src/server/channels/webchat/n.adapter.ts", 'import "../../consent/k.action.ts";'],
  ["channels-are-strangers", "src/server/channels/webchat/o.adapter.ts", 'import "../whatsapp/whatsapp.adapter.ts";'],
  ["platform-is-the-floor", "src/server/platform/p.ts", 'import "../policy/verdict.ts";'],
  ["nobody-imports-the-roof", "src/server/consent/q.action.ts", 'import "../../main.ts";'],
  ["server-below-its-start", "src/server/consent/t.action.ts", 'import "../../config.ts";'],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let dir: string;
let violations: Violation[];

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "werkbote-walls-"));
  const files = [...Object.entries(house), ...holes.map(([, file, code]) => [file, `${code}\nexport {};\n`] as const)];
  for (const [file, code] of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), code);
  }
  writeFileSync(join(dir, "tsconfig.json"), "{}");
  const done = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs"),
      "--config",
      join(root, ".dependency-cruiser.mjs"),
      "--output-type",
      "json",
      "src",
      "simulator",
    ],
    { cwd: dir, encoding: "utf8" },
  );
  violations = JSON.parse(done.stdout).summary.violations;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("the walls between folders", () => {
  it.each(holes)("%s finds its hole", (rule, file) => {
    expect(violations.filter((v) => v.from === file).map((v) => v.rule.name)).toContain(rule);
  });

  it("leave a house without holes alone", () => {
    expect(violations.filter((v) => Object.hasOwn(house, v.from))).toEqual([]);
  });
});
