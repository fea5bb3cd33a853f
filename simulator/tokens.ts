import { GraphError } from "./graph-error.ts";
import type { Sim } from "./world.ts";

/** The account's token, the app token `id|secret`, or one of the extra tokens; an expired one is 190/463. */
export function tokenKnown(sim: Sim, token: string): boolean {
  const { accessToken, appId, appSecret } = sim.account;
  if (token === accessToken || token === `${appId}|${appSecret}`) return true;
  const expiry = sim.tokens.get(token);
  if (expiry !== undefined && expiry <= sim.clock.now()) {
    throw new GraphError(190, {
      subcode: 463,
      message: "Error validating access token: Session has expired.",
    });
  }
  return expiry !== undefined;
}
