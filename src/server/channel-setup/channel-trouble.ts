import type { ChannelAccountView } from "../../contract/setup-channels.ts";

type Trouble = NonNullable<ChannelAccountView["trouble"]>;

/**
 * What ails an open channel.
 * @param account what its provider last answered
 * @param silent since when its provider takes messages and reports nothing
 */
export function channelTrouble(
  account: { readonly trouble: Exclude<Trouble["kind"], "silent"> | null; readonly troubleSince: Date | null },
  silent: Date | undefined,
): Trouble | null {
  const { trouble, troubleSince } = account;
  if (trouble && troubleSince) return { kind: trouble, since: troubleSince.toISOString() };
  return silent === undefined ? null : { kind: "silent", since: silent.toISOString() };
}
