import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { appendCheckpointFile, readCheckpointFile } from "./checkpoint-file.adapter.ts";

test("a line that a crash cut off takes no later one along", () => {
  const dataDir = scratchFolder("checkpoints");
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const checkpoint = (day: string, seq: number) => ({ day, seq, link: "a".repeat(64), seal: "b".repeat(64) });
  appendCheckpointFile(dataDir, "firm", checkpoint("2026-11-24", 1));
  const [file = ""] = readdirSync(join(dataDir, "audit"));
  appendFileSync(join(dataDir, "audit", file), '{"day":"2026-11-25","se');
  appendCheckpointFile(dataDir, "firm", checkpoint("2026-11-26", 3));
  const { checkpoints, damaged } = readCheckpointFile(dataDir, "firm");
  expect([checkpoints.map(({ seq }) => seq), damaged]).toEqual([[1, 3], 1]);
});
