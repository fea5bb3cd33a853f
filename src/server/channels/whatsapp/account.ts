import type { ChannelCredentials } from "../channel.ts";

/** One WhatsApp number of the business, as the adapter needs it. */
export interface WhatsAppAccount {
  /** Without a slash at the end, e.g. `https://graph.facebook.com`. */
  readonly baseUrl: string;
  readonly version: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  /** `host` or `host:port` where files may be fetched with the token. */
  readonly mediaHosts: readonly string[];
}

/** Good until July 2028. */
const DEFAULT_VERSION = "v25.0";
const DEFAULT_BASE_URL = "https://graph.facebook.com";
/** Meta keeps files on another host than the API. */
const META_MEDIA_HOST = "lookaside.fbsbx.com";

/** Credentials as an account; `undefined` while the set-up is not complete. */
export function accountOf(credentials: ChannelCredentials): WhatsAppAccount | undefined {
  const { phoneNumberId, accessToken } = credentials;
  const version = credentials.version || DEFAULT_VERSION;
  if (!phoneNumberId || !accessToken || !/^v\d+\.\d+$/.test(version)) return undefined;
  if (!isGraphId(phoneNumberId)) return undefined;
  // A line break in a token would be a second header.
  if (!/^[!-~]+$/.test(accessToken)) return undefined;
  const baseUrl = (credentials.baseUrl || DEFAULT_BASE_URL).replace(/\/+$/, "");
  return {
    baseUrl,
    version,
    phoneNumberId,
    accessToken,
    mediaHosts: [META_MEDIA_HOST, ...listed(credentials.mediaHosts)],
  };
}

/** May stand in a path: an id that came from outside must not lead anywhere else (`..`, a slash, a query). */
export function isGraphId(id: string): boolean {
  return /^[0-9A-Za-z_-]{1,256}$/.test(id);
}

/** Several secrets may stand side by side while one is being rotated. */
export function secretsOf(credentials: ChannelCredentials): readonly string[] {
  return listed(credentials.appSecret);
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? "").split(/[\s,]+/).filter((one) => one !== "");
}
