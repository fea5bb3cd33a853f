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

/**
 * The same, up to so many bytes together: a letter may hold a hundred PDFs, each of which unpacks to what one may. Then
 * it looks into nothing packed any more. What cannot be unpacked has cost as much as it could have become.
 */
export function upTo(packing: Packing, bytes: number): Packing {
  let left = bytes;
  /** Deflate makes of one byte 1,032 at most. */
  const costOf = (packed: Uint8Array, most: number) => Math.min(most, packed.length * 1_032);
  return {
    ...packing,
    unpack(packed, most) {
      const unpacked = left > 0 ? packing.unpack(packed, Math.min(most, left)) : undefined;
      left -= unpacked?.bytes.length ?? costOf(packed, most);
      return unpacked;
    },
    unpackRaw(packed, length) {
      left -= costOf(packed, length);
      return left < 0 ? undefined : packing.unpackRaw(packed, length);
    },
  };
}
