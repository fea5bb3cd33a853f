// IM-2: is the link to the Impressum speaking? Pure: judges the address, asks no network.

// The URL parser of the WHATWG is in every runtime and computes only; the language's own library does not name it.
declare const URL: {
  parse(text: string): { readonly hostname: string; readonly protocol: string; readonly pathname: string } | null;
};

export interface LinkContext {
  /** The address of this installation, where the hosted page lies. */
  readonly publicUrl: string;
  /** The firm's own site from step 1; empty if none. */
  readonly website: string;
}

export interface LinkJudgement {
  readonly speaking: boolean;
  /** One sentence for the owner. */
  readonly sentence: string;
  /** True on this computer only, for trying out: nobody outside can open it. */
  readonly localOnly: boolean;
}

const shorteners =
  /^(www\.)?(bit\.ly|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|cutt\.ly|kurzelinks\.de|t1p\.de|lnk\.bio|linktr\.ee|rebrand\.ly|s\.id|buff\.ly)$/;

const verdict = (speaking: boolean, sentence: string, localOnly = false): LinkJudgement => ({
  speaking,
  sentence,
  localOnly,
});

/**
 * Judges the Impressum link: own domain, https, "impressum" in path or label, no shortener.
 * § 5(1) DDG (leicht erkennbar, unmittelbar erreichbar); BGH I ZR 228/03 (two clicks).
 * @param link empty = the page this installation serves under /impressum
 */
export function judgeLink(link: string, context: LinkContext): LinkJudgement {
  const url = URL.parse(link === "" ? `${context.publicUrl}/impressum` : link);
  if (url === null) return verdict(false, "Das ist keine vollständige Adresse. Sie beginnt mit https://");
  if (isLocal(url.hostname))
    return link === ""
      ? verdict(true, "Die Seite ist bisher nur auf diesem Rechner erreichbar. Zum Ausprobieren reicht das.", true)
      : verdict(false, "Diese Adresse gilt nur auf diesem Rechner. Kunden können sie nicht öffnen.");
  if (url.protocol !== "https:") return verdict(false, "Die Adresse muss mit https:// beginnen.");
  if (shorteners.test(url.hostname))
    return verdict(false, "Ein Kurzlink verrät sein Ziel nicht. Bitte die volle Adresse eurer Seite nehmen.");
  if (!isOwnDomain(url.hostname, context))
    return verdict(false, "Der Link muss auf eure eigene Seite führen, zum Beispiel www.euer-betrieb.de/impressum.");
  if (!/impressum/i.test(url.pathname))
    return verdict(false, "In der Adresse muss „impressum“ stehen, damit man das Ziel erkennt.");
  return verdict(true, "Der Link ist erkennbar und führt auf eure eigene Seite.");
}

function isLocal(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\./.test(host);
}

function isOwnDomain(host: string, { publicUrl, website }: LinkContext): boolean {
  const own = [publicUrl, website].map((text) => URL.parse(text)?.hostname).filter((one) => one !== undefined);
  return own.some((one) => base(host) === base(one));
}

const base = (host: string): string => host.replace(/^www\./, "").toLowerCase();

/** A redirect must stay on the host it started from, www apart. */
export function staysAtHome(from: string, to: string): boolean {
  const [start, end] = [URL.parse(from), URL.parse(to)];
  return (
    start !== null && end !== null && base(start.hostname) === base(end.hostname) && end.protocol === start.protocol
  );
}
