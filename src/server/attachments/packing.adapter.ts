import { constants, deflateRawSync, deflateSync, inflateRawSync, inflateSync } from "node:zlib";
import type { Packing } from "./strip/packing.ts";

/** Deflate by Node. It runs where it is called, so what is large belongs in the thread that takes files apart. */
export const packing: Packing = {
  unpack(packed, most) {
    try {
      const { buffer, engine } = inflateSync(packed, { info: true, maxOutputLength: most }) as unknown as {
        readonly buffer: Buffer;
        readonly engine: { readonly bytesWritten: number };
      };
      return { bytes: new Uint8Array(buffer), consumed: engine.bytesWritten };
    } catch {
      return undefined;
    }
  },
  pack: (bytes) => deflateSync(bytes, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 }),
  unpackRaw(packed, length) {
    try {
      const bytes = new Uint8Array(inflateRawSync(packed, { maxOutputLength: Math.max(1, length) }));
      return bytes.length === length ? bytes : undefined;
    } catch {
      return undefined;
    }
  },
  packRaw: (bytes) => new Uint8Array(deflateRawSync(bytes)),
};
