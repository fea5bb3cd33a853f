import { PushPlatform } from "../../contract/push.ts";

/**
 * The push services of the browsers. A browser names the address we shall call, and can be made to name
 * any: only these are called (V06), over https, at the usual port.
 */
export const pushHosts: Readonly<Record<PushPlatform, string>> = {
  apple: "*.push.apple.com",
  google: "fcm.googleapis.com",
  mozilla: "*.push.services.mozilla.com",
  microsoft: "*.notify.windows.com",
};

/** A star stands for any name below, and for none. */
const isAt = (host: string, mask: string): boolean =>
  mask.startsWith("*.") ? `.${host}`.endsWith(mask.slice(1)) : host === mask;

/** Whose service this is; undefined for every other address. */
export function platformOf(endpoint: string): PushPlatform | undefined {
  const host = /^https:\/\/((?:[a-z0-9-]+\.)+[a-z0-9-]+)\/[\x21-\x7e]+$/.exec(endpoint)?.[1];
  return host === undefined ? undefined : PushPlatform.options.find((one) => isAt(host, pushHosts[one]));
}
