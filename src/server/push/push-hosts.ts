import type { PushPlatform } from "../../contract/push.ts";

/**
 * The push services of the browsers. A browser names the address we shall call, and can be made to name
 * any: only these are called (V06), over https, at the usual port.
 */
const hosts: readonly (readonly [PushPlatform, RegExp])[] = [
  ["apple", /^([a-z0-9-]+\.)*push\.apple\.com$/],
  ["google", /^fcm\.googleapis\.com$/],
  ["mozilla", /^([a-z0-9-]+\.)*push\.services\.mozilla\.com$/],
  ["microsoft", /^([a-z0-9-]+\.)*notify\.windows\.com$/],
];

/** Whose service this is; undefined for every other address. */
export function platformOf(endpoint: string): PushPlatform | undefined {
  const host = /^https:\/\/([a-z0-9.-]+)\/[\x21-\x7e]+$/.exec(endpoint)?.[1];
  return host === undefined ? undefined : hosts.find(([, pattern]) => pattern.test(host))?.[0];
}
