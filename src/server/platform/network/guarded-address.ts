import ipaddr from "ipaddr.js";

/**
 * May a server of ours connect to this address on behalf of what a stranger sent? Only to the public internet:
 * IPv4 unicast outside every special range (RFC 6890), IPv6 inside 2000::/3 and outside the tunnels and
 * translations that lead back to IPv4 (mapped, NAT64, 6to4, Teredo). What cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  if (!ipaddr.isValid(bare)) return false;
  // Turns ::ffff:a.b.c.d into a.b.c.d, so that the IPv4 table decides.
  const ip = ipaddr.process(bare);
  if (ip.range() !== "unicast") return false;
  return ip.kind() === "ipv4" || ip.match(GLOBAL_UNICAST);
}

// Outside it lies what nobody has given out, and the old ::a.b.c.d form, which the library calls unicast.
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");
