// IM-2: is the link to the Impressum speaking? Pure: judges the address, asks no network.
import type { Words } from "../../contract/words.ts";
import { type AddressFault, addressFault } from "../policy/speaking-address.ts";

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
  readonly sentence: Words;
  /** True on this computer only, for trying out: nobody outside can open it. */
  readonly localOnly: boolean;
}

/** What an address lacks, in a sentence that says what would be right. */
const faults: Readonly<Record<AddressFault, Words>> = {
  "no-address": {
    de: "Das ist keine vollständige Adresse. Sie beginnt mit https://",
    en: "This is not a full address. It begins with https://",
  },
  "no-https": {
    de: "Die Adresse muss mit https:// beginnen.",
    en: "The address must begin with https://",
  },
  "foreign-host": {
    de: "Kurzlinks und fremde Plattformen zählen nicht. Bitte die volle Adresse eurer eigenen Seite nehmen.",
    en: "Short links and other people’s platforms do not count. Please use the full address of your own site.",
  },
  "no-impressum": {
    de: "In der Adresse muss „impressum“ stehen, damit man das Ziel erkennt.",
    en: "The address must contain “impressum”, so that people see where it leads.",
  },
};

const verdict = (speaking: boolean, sentence: Words, localOnly = false): LinkJudgement => ({
  speaking,
  sentence,
  localOnly,
});

/**
 * Judges the Impressum link: own domain, https, "impressum" in the path, no shortener, no platform: the policy's judgement, and whose host it is.
 * § 5(1) DDG (leicht erkennbar, unmittelbar erreichbar); BGH I ZR 228/03 (two clicks).
 * @param link empty = the page this installation serves under /impressum
 */
export function judgeLink(link: string, context: LinkContext): LinkJudgement {
  const address = link === "" ? `${context.publicUrl}/impressum` : link;
  const url = URL.parse(address);
  if (url === null) return verdict(false, faults["no-address"]);
  if (isLocal(url.hostname))
    return link === ""
      ? verdict(
          true,
          {
            de: "Die Seite ist bisher nur auf diesem Rechner erreichbar. Zum Ausprobieren reicht das.",
            en: "So far the page can be reached on this computer only. That is enough for trying out.",
          },
          true,
        )
      : verdict(false, {
          de: "Diese Adresse gilt nur auf diesem Rechner. Kunden können sie nicht öffnen.",
          en: "This address works on this computer only. Customers cannot open it.",
        });
  const fault = addressFault(address);
  if (fault !== undefined) return verdict(false, faults[fault]);
  if (!isOwnDomain(url.hostname, context))
    return verdict(false, {
      de: "Der Link muss auf eure eigene Seite führen, zum Beispiel www.euer-betrieb.de/impressum.",
      en: "The link must lead to your own site, for example www.your-business.de/impressum.",
    });
  return verdict(true, {
    de: "Der Link ist erkennbar und führt auf eure eigene Seite.",
    en: "The link says where it leads, and leads to your own site.",
  });
}

/** Where the public Impressum stands, as the policy judges it; empty while it is our page and only this computer opens it. */
export function linkInForce(externalLink: string, publicUrl: string): string {
  if (externalLink !== "") return externalLink;
  return judgeLink("", { publicUrl, website: "" }).localOnly ? "" : `${publicUrl}/impressum`;
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
