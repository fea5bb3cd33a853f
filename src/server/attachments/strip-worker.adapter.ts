import { parentPort } from "node:worker_threads";
import { packing } from "./packing.adapter.ts";
import { stripMetadata } from "./strip/strip-metadata.ts";
import type { StripAnswer } from "./strip-apart.adapter.ts";

// The thread of strip-apart.adapter.ts: a file comes in, what became of it goes out. Clean bytes need no way back.
parentPort?.on("message", (bytes: Uint8Array<ArrayBuffer>) => {
  const { kind, bytes: after, removedTags } = stripMetadata(bytes, packing);
  const own = new Uint8Array(after);
  const answer: StripAnswer = kind === "stripped" ? { kind, removedTags, bytes: own } : { kind, removedTags };
  parentPort?.postMessage(answer, kind === "stripped" ? [own.buffer] : []);
});
