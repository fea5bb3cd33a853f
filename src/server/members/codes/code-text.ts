/**
 * Codes people type or scan: 130 random bits as 26 signs of Crockford's base 32 (no I, L, O, U), in groups.
 * The first group is the selector: wrong guesses at one code are counted under it. 100 bits stay to guess.
 */
const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 26;
const selectorLength = 6;

/** Makes a code from at least 17 random bytes. */
export function makeCode(random: Uint8Array): string {
  if (random.length * 8 < length * 5) throw new Error("too little randomness for a code");
  let code = "";
  let held = 0;
  let bits = 0;
  for (const byte of random) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && code.length < length) {
      bits -= 5;
      code += signs[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return code;
}

/** What was typed, as the code was made; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return code.length === length && [...code].every((sign) => signs.includes(sign)) ? code : undefined;
}

export function selectorOf(code: string): string {
  return code.slice(0, selectorLength);
}

/** For paper and screen: `7K3QF2-9XW4T-…`. */
export function showCode(code: string): string {
  const rest = code.slice(selectorLength).match(/.{1,5}/g) ?? [];
  return [selectorOf(code), ...rest].join("-");
}
