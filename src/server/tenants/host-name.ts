const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** What is wrong with a host name, in German; undefined = nothing. */
export function hostMistake(host: string): string | undefined {
  if (!/^[a-z0-9.-]+$/.test(host))
    return "nur Kleinbuchstaben, Ziffern, Punkt und Strich, ohne https:// und ohne Port, z. B. kern.example";
  if (host.length > 253 || !host.split(".").every((part) => label.test(part)))
    return "ein Name aus Teilen mit je einem Punkt dazwischen; kein Teil beginnt oder endet mit einem Strich";
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
