// IM-2: does an address say by itself that it leads to the Impressum on somebody's own site?

// The URL parser of the WHATWG is in every runtime and computes only; the language's own library does not name it.
declare const URL: {
  parse(text: string): {
    readonly hostname: string;
    readonly protocol: string;
    readonly pathname: string;
    readonly username: string;
  } | null;
};

/** Shorteners and other people's platforms: never the business's own host. */
const foreignHost =
  /(?:^|\.)(?:bit\.ly|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|s\.id|cutt\.ly|buff\.ly|rebrand\.ly|kurzelinks\.de|t1p\.de|lnk\.bio|linktr\.ee|wa\.me|g\.page|g\.co|facebook\.com|fb\.com|fb\.me|instagram\.com|google\.[a-z.]+|maps\.app\.goo\.gl|linkedin\.com|xing\.com|tiktok\.com|youtube\.com|x\.com|whatsapp\.com)\.?$/i;

export type AddressFault = "no-address" | "no-https" | "foreign-host" | "no-impressum";

/** What keeps an address from speaking for itself; undefined: it does. Whose host it is only the business can say. */
export function addressFault(url: string): AddressFault | undefined {
  const target = URL.parse(url);
  if (target === null) return "no-address";
  if (target.protocol !== "https:") return "no-https";
  // "https://your-business.de@elsewhere.example" shows one host and leads to another
  if (target.username !== "" || !target.hostname.includes(".") || foreignHost.test(target.hostname))
    return "foreign-host";
  return /impressum/i.test(target.pathname) ? undefined : "no-impressum";
}
