/** What takes Deflate apart and together: handed in, because what computes has no library. */
export interface Packing {
  /** `consumed`: the length of the packed part, which may be followed by anything. Undefined: damaged, or too long. */
  unpack(packed: Uint8Array, most: number): { readonly bytes: Uint8Array; readonly consumed: number } | undefined;
  /** As short as it goes. */
  pack(bytes: Uint8Array): Uint8Array;
  /** Without head and check sum, as in a ZIP: exactly `length` bytes come out, else undefined. */
  unpackRaw(packed: Uint8Array, length: number): Uint8Array | undefined;
  packRaw(bytes: Uint8Array): Uint8Array;
}

/** Whoever has nothing to unpack with cannot look into anything packed. */
export const noPacking: Packing = {
  unpack: () => undefined,
  pack: (bytes) => bytes,
  unpackRaw: () => undefined,
  packRaw: (bytes) => bytes,
};
