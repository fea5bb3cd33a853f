import { readFileSync } from "node:fs";
import type { InboundFile, InboundMediaKind } from "./inbound-file.ts";

/** Files to play with, drawn by ourselves (see README): kind they suit, name, type. */
export const SAMPLES = [
  { name: "typenschild", kind: "image", file: "typenschild.jpg", mimeType: "image/jpeg", label: "Typenschild" },
  { name: "fehlercode", kind: "image", file: "fehlercode.jpg", mimeType: "image/jpeg", label: "Fehlercode im Display" },
  { name: "wasserfleck", kind: "image", file: "wasserfleck.jpg", mimeType: "image/jpeg", label: "Wasserfleck" },
  { name: "angebot", kind: "document", file: "angebot.pdf", mimeType: "application/pdf", label: "PDF" },
  { name: "foto-mit-standort", kind: "document", file: "foto-mit-standort.jpg", mimeType: "image/jpeg", label: "Foto" },
  {
    name: "sprachnachricht",
    kind: "voice",
    file: "sprachnachricht.ogg",
    mimeType: "audio/ogg; codecs=opus",
    label: "",
  },
  { name: "daumen", kind: "sticker", file: "daumen.webp", mimeType: "image/webp", label: "Aufkleber" },
] as const;

function samplePath(file: string): URL {
  return new URL(`./phone/samples/${file}`, import.meta.url);
}

/** A built-in file by name, or the first one that suits the kind. */
export function sampleFile(kind: InboundMediaKind, name?: string): InboundFile | undefined {
  const wanted = kind === "audio" ? "voice" : kind;
  const sample = SAMPLES.find((s) => (name === undefined ? s.kind === wanted : s.name === name));
  if (sample === undefined) return undefined;
  return {
    bytes: readFileSync(samplePath(sample.file)),
    mimeType: sample.mimeType,
    filename: kind === "document" ? sample.file : undefined,
  };
}
