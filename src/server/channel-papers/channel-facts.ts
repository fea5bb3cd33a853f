import type { Facts } from "../policy/facts.ts";

/** What the business has in order for a channel, as the policy asks it. */
export interface ChannelFacts {
  readonly avvStatus: NonNullable<Facts["avvStatus"]>;
  readonly transferMechanism: NonNullable<Facts["transferMechanism"]>;
  readonly dpfValid: boolean;
  readonly impressumStatus: NonNullable<Facts["impressumStatus"]>;
}
