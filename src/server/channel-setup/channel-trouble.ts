import type { ChannelAccountView } from "../../contract/setup-channels.ts";

type Trouble = NonNullable<ChannelAccountView["trouble"]>;

interface Asked {
  readonly trouble: Exclude<Trouble["kind"], "silent" | "unsigned"> | null;
  readonly troubleSince: Date | null;
  readonly unsignedAt: Date | null;
}

/**
 * What ails an open channel.
 * @param account what its provider last answered, and when something came that is not signed with its app secret
 * @param silent since when its provider takes messages and reports nothing
 * @param heard when something last came that is
 */
export function channelTrouble(account: Asked, silent: Date | undefined, heard: Date | undefined): Trouble | null {
  const { trouble, troubleSince, unsignedAt } = account;
  if (trouble && troubleSince) return { kind: trouble, since: troubleSince.toISOString() };
  if (isTurnedAway(account, heard) && unsignedAt) return { kind: "unsigned", since: unsignedAt.toISOString() };
  return silent === undefined ? null : { kind: "silent", since: silent.toISOString() };
}

/** What came last was not signed with the app secret: what customers write is turned away. */
export const isTurnedAway = ({ unsignedAt }: Pick<Asked, "unsignedAt">, heard: Date | undefined): boolean =>
  unsignedAt !== null && (heard === undefined || heard < unsignedAt);
