import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../../src/server/platform/network/guarded-address.ts";

/** V08, after FreeScout CVE-2026-34443: a CIDR check that was wrong at the edges. Edges of RFC 6890 and friends. */

type Range = readonly [closed: string, first: string, last: string, before?: string | undefined, after?: string];

/** First and last address of each closed range, and the public neighbours just outside where there are any. */
const V4: readonly Range[] = [
  ["this network 0/8", "0.0.0.0", "0.255.255.255", undefined, "1.0.0.0"],
  ["private 10/8", "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"],
  ["carrier NAT 100.64/10", "100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"],
  ["loopback 127/8", "127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"],
  ["link-local 169.254/16", "169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"],
  ["cloud metadata", "169.254.169.254", "169.254.169.254"],
  ["private 172.16/12", "172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"],
  ["protocol assignments 192.0.0/24", "192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"],
  ["documentation 192.0.2/24", "192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"],
  ["6to4 relay 192.88.99/24", "192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"],
  ["private 192.168/16", "192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"],
  ["benchmarks 198.18/15", "198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"],
  ["documentation 198.51.100/24", "198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"],
  ["documentation 203.0.113/24", "203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"],
  ["multicast 224/4", "224.0.0.0", "239.255.255.255", "223.255.255.255"],
  ["reserved 240/4", "240.0.0.0", "255.255.255.254"],
  ["broadcast", "255.255.255.255", "255.255.255.255"],
];

const V6: readonly Range[] = [
  ["unspecified and loopback", "::", "::1"],
  ["IPv4-compatible ::/96", "::2", "::ffff:ffff"],
  ["NAT64 64:ff9b::/96", "64:ff9b::", "64:ff9b::ffff:ffff"],
  ["local NAT64 64:ff9b:1::/48", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"],
  ["discard 100::/64", "100::", "100::ffff:ffff:ffff:ffff"],
  ["below global unicast", "1fff::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["Teredo 2001::/32", "2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["benchmarks 2001:2::/48", "2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff"],
  ["ORCHIDv2 2001:20::/28", "2001:20::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["documentation 2001:db8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7::1", "2001:db9::1"],
  ["6to4 2002::/16", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", undefined, "2003::1"],
  ["documentation 3fff::/20", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["beyond global unicast", "4000::", "5eff::1"],
  ["segment routing 5f00::/16", "5f00::", "5f00:ffff::1"],
  ["unique local fc00::/7", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["link-local fe80::/10", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["old site-local fec0::/10", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["multicast ff00::/8", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
];

for (const [closed, first, last, before, after] of [...V4, ...V6]) {
  test(`${closed} is closed from its first to its last address, and no further`, () => {
    expect([isPublicAddress(first), isPublicAddress(last)]).toEqual([false, false]);
    const neighbours = [before, after].filter((one) => one !== undefined);
    expect(neighbours.filter(isPublicAddress)).toEqual(neighbours);
  });
}

describe("IPv4 in other clothes", () => {
  const closed = V4.flatMap(([, first, last]) => [first, last]);

  test.each([...new Set(closed)])("%s is closed as mapped, translated and tunnelled address too", (address) => {
    const hex = address
      .split(".")
      .map((part) => Number(part).toString(16).padStart(2, "0"))
      .join("");
    const tail = `${hex.slice(0, 4)}:${hex.slice(4)}`;
    const clothes = [
      `::ffff:${address}`,
      `[::ffff:${tail}]`,
      `0:0:0:0:0:ffff:${tail}`,
      `::ffff:0:${tail}`,
      `64:ff9b::${address}`,
      `2002:${tail}::`,
      `::${tail}`,
    ];
    expect(clothes.filter(isPublicAddress)).toEqual([]);
  });
});

test.each([
  "1.1.1.1",
  "8.8.8.8",
  "157.240.1.1",
  "::ffff:8.8.8.8",
  "2a03:2880:f10d:83:face:b00c:0:25de",
  "2606:4700::1111",
])("%s is the public internet", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
