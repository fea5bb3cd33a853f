import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./guarded-address.ts";

test("an address the library calls anything but unicast is never public", () => {
  const v4 = fc.ipV4();
  const v6 = fc.ipV6();
  fc.assert(
    fc.property(fc.oneof(v4, v6), (address) => {
      const range = ipaddr.process(address).range();
      expect(isPublicAddress(address) && range !== "unicast").toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test("an IPv4 address is judged the same in its IPv6 clothes", () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const hex = ipaddr.IPv4.parse(address)
        .toByteArray()
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
      expect(isPublicAddress(`::ffff:${hex.slice(0, 4)}:${hex.slice(4)}`)).toBe(isPublicAddress(address));
      expect(isPublicAddress(`64:ff9b::${hex.slice(0, 4)}:${hex.slice(4)}`)).toBe(false);
      expect(isPublicAddress(`2002:${hex.slice(0, 4)}:${hex.slice(4)}::1`)).toBe(false);
      expect(isPublicAddress(`::${hex.slice(0, 4)}:${hex.slice(4)}`)).toBe(false);
    }),
  );
});

describe("what is no address", () => {
  test.each(["", "localhost", "example.org", "1.2.3.4.5", "::g", "[", "1.2.3.4/8", "127.0.0.1 "])(
    "%j is not public",
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );
});
