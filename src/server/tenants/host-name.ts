const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** What is wrong with a host name, in German; undefined = nothing. */
export function hostMistake(host: string): string | undefined {
  if (!/^[a-z0-9.-]+$/.test(host))
    return "nur Kleinbuchstaben, Ziffern, Punkt und Strich, ohne https:// und ohne Port, z. B. kern.example";
  if (host.length > 253 || !host.split(".").every((part) => label.test(part)))
    return "ein Name aus Teilen mit je einem Punkt dazwischen; kein Teil beginnt oder endet mit einem Strich";
  if (/^\d+(\.\d+){3}$/.test(host))
    return "ein Name: unter einer Adresse aus Zahlen legt kein Browser einen Passkey an";
  return undefined;
}

/** The host name of an address or of a Host header, without scheme and port. */
export function hostNameOf(address: string): string {
  return address
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[/?#].*$/, "")
    .replace(/:\d+$/, "")
    .toLowerCase();
}

/** Endings no name in the public net has: what routers and RFC 6762, 8375 and 9476 give to machines at home. */
const homeEndings =
  /\.(local|localhost|localdomain|lan|home|home\.arpa|internal|intranet|private|corp|alt|ip|fritz\.box)$/;

/**
 * True for a name only this house's own network resolves: an address in numbers, a machine's name without a dot, an
 * ending for homes. A page elsewhere cannot make a name of its own into one of these (DNS rebinding, V59).
 */
export function isHomeName(host: string): boolean {
  if (!/^[\w.-]+$|^\[[\da-f:.]+\]$/.test(host)) return false;
  return !host.includes(".") || host.startsWith("[") || /^\d+(\.\d+){3}$/.test(host) || homeEndings.test(host);
}
