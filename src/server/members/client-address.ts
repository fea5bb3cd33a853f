/**
 * The address limits are counted under. Behind a proxy it is what the proxy itself saw, the last entry of
 * X-Forwarded-For; entries before it were written by the client and must not move the count (V57, CVE-2026-107393).
 * Without a trusted proxy the header says nothing at all.
 * @param request `ips` as Fastify gives them with `trustProxy`: the socket's address first, then from right to left
 */
export function clientAddress(request: { readonly ip: string; readonly ips?: readonly string[] | undefined }): string {
  return request.ips?.[1] ?? request.ips?.[0] ?? request.ip;
}
