// The URL parser of the WHATWG is in every runtime and computes only; the language's own library does not name it.
declare const URL: {
  parse(address: string): {
    readonly host: string;
    readonly hostname: string;
    readonly port: string;
    readonly protocol: string;
    readonly searchParams: { get(name: string): string | null };
  } | null;
};

/** Never what stands before an @: a relay and a database have their password there. */
export const hostOf = (address: string): string | null => URL.parse(address)?.host || null;

/** The host may stand behind the question mark, too, and counts there; a folder in its place is a socket of this machine. */
export function databaseHost(address: string): string | null {
  // Whoever names a user and no host has written no URL in the strict sense.
  const url = URL.parse(address.replace(/\/\/[^/?#]*@\//, "///"));
  if (url === null) return null;
  const { searchParams } = url;
  const host = searchParams.get("host") || decodeURIComponent(url.hostname);
  const port = searchParams.get("port") || url.port;
  if (host === "" || host.startsWith("/") || url.protocol === "socket:") return null;
  return port === "" ? host : `${host}:${port}`;
}
