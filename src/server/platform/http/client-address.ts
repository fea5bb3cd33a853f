import { SocketAddress } from "node:net";
import ipaddr from "ipaddr.js";

/** A home or a phone gets a whole /64 of addresses (RFC 6177): who counts each of them counts nobody. */
const network = 64;

/** As Fastify has them, only that it does not say that a closed line has no address. */
interface Request {
  readonly ip: string | undefined;
  readonly ips?: readonly (string | undefined)[] | undefined;
}

/**
 * The address limits are counted under. Behind a proxy it is what the proxy itself saw, the last entry of
 * X-Forwarded-For; entries before it were written by the client and must not move the count (V57, CVE-2026-107393).
 * Without a trusted proxy the header says nothing at all. Of an IPv6 address the network counts. A port that some proxies
 * write behind it (IIS, Azure) is another one each time, and counts nobody either.
 * Whoever has hung up meanwhile has none; all of them count as one.
 * @param request `ips` as Fastify gives them with `trustProxy`: the socket's address first, then from right to left
 */
export function clientAddress(request: Request): string {
  const seen = request.ips?.[1] ?? request.ips?.[0] ?? request.ip;
  if (seen === undefined) return "";
  const bare = ipaddr.isValid(seen) ? seen : SocketAddress.parse(seen)?.address;
  if (bare === undefined) return seen;
  const address = ipaddr.process(bare);
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${network}`).toString()}/${network}`;
}
