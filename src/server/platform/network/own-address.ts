import ipaddr from "ipaddr.js";
import type { Config } from "../config.ts";

/**
 * The address people use, without a trailing slash: the one of the settings, or else where the server listens. One that
 * listens on a single address of this machine hears nothing that is said to `localhost`.
 */
export function installationUrl({ publicUrl, host, port }: Pick<Config, "publicUrl" | "host" | "port">): string {
  if (publicUrl !== undefined) return publicUrl;
  const named = heardAsLocalhost.includes(host) ? "localhost" : host;
  return `http://${ipaddr.IPv6.isValid(named) ? `[${named}]` : named}:${port}`;
}
const heardAsLocalhost = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "::"];
