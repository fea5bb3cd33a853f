import { expect, test } from "vitest";
import { unzip } from "../../../test/support/unzip.ts";
import type { Line } from "./line.ts";
import { talkFiles } from "./talk-files.adapter.ts";
import { type Listed, zipStream } from "./zip-stream.adapter.ts";

const page = 200;
const pages = 25;
const lineOf = (position: number): Line => ({
  position,
  at: "2026-11-24T08:00:00.000Z",
  side: "in",
  who: "Helga Seidel",
  text: "Die Heizung tropft. ".repeat(80),
  quote: null,
  files: [],
  reactions: [],
  remarks: [],
});

test("of five thousand messages only a few pages are in memory at any moment", async () => {
  async function* all() {
    for (let n = 0; n < pages; n += 1) yield Array.from({ length: page }, (_, i) => lineOf(n * page + i + 1));
  }
  const talk = { folder: "gespraeche/1/", file: "gespraech", title: "Gespräch", facts: [], data: { gespraech: 1 } };
  let made = 0;
  async function* entries() {
    // Not packed, so that what was made and what was taken can be compared.
    for (const entry of talkFiles({ ...talk, pages: all }))
      yield {
        ...entry,
        squeeze: false,
        content: async function* () {
          for await (const piece of entry.content()) {
            made += piece.length;
            yield piece;
          }
        },
      };
  }
  const listed: Listed[] = [];
  const taken: Buffer[] = [];
  let [bytes, most] = [0, 0];
  for await (const piece of zipStream(entries(), new Date("2026-11-24T08:00:00Z"), listed)) {
    most = Math.max(most, made - bytes);
    taken.push(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  expect(bytes).toBeGreaterThan(15_000_000);
  expect(most).toBeLessThan(2_500_000);
  const files = unzip(Buffer.concat(taken));
  const data = JSON.parse(files.get("gespraeche/1/gespraech.json")?.toString("utf8") ?? "");
  expect(data.nachrichten.length).toBe(page * pages);
  expect(listed.map(({ datei }) => datei)).toEqual([...files.keys()]);
});
