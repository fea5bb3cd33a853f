import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ChannelCredentials } from "./channel.ts";
import { findRoute, loadAccount, loadAccounts } from "./open-account.store.ts";

/** A channel account with its secrets opened: for the adapter, never for an answer. */
export interface OpenAccount {
  readonly tenantId: string;
  readonly accountId: string;
  readonly kind: ChannelKind;
  readonly label: string;
  readonly state: "draft" | "live" | "stopped";
  readonly credentials: ChannelCredentials;
}

/** May the provider of this account be asked for anything now? It is `channel-papers/may-ask-channel.action.ts`. */
export type MayAsk = (tx: Tx, account: OpenAccount) => Promise<boolean>;

export const credentialsPlace = (accountId: string) => ({
  table: "channel_account",
  row: accountId,
  column: "credentials",
});

/** Undefined: there is no such account in this business. */
export async function openAccount(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  accountId: string,
): Promise<OpenAccount | undefined> {
  const row = await loadAccount(tx, accountId);
  if (!row) return undefined;
  const credentials: ChannelCredentials =
    row.sealedCredentials === null
      ? {}
      : JSON.parse(
          deps.seal.openForTenant(tenantId, credentialsPlace(accountId), row.sealedCredentials).toString("utf8"),
        );
  return { tenantId, accountId, kind: row.kind, label: row.label, state: row.state, credentials };
}

/** The account behind a webhook address, whichever business it belongs to. */
export async function openAccountByAddress(
  deps: Pick<Deps, "seal" | "db">,
  accountId: string,
): Promise<OpenAccount | undefined> {
  const tenantId = await findRoute(deps.db.outside, accountId);
  if (tenantId === undefined) return undefined;
  return await deps.db.withTenant(tenantId, (tx) => openAccount(deps, tx, tenantId, accountId));
}

/** Which channel each account is on, and which account each of the channel's own ids belongs to. */
export interface AccountMap {
  readonly kinds: ReadonlyMap<string, ChannelKind>;
  readonly byRef: ReadonlyMap<string, string>;
  /** Accounts whose away text is switched on. */
  readonly away: ReadonlySet<string>;
  /** Accounts for which the owner decided to keep whether a message was read. */
  readonly readStatusKept: ReadonlySet<string>;
}

export async function accountMap(tx: Tx): Promise<AccountMap> {
  const accounts = await loadAccounts(tx);
  return {
    away: new Set(accounts.filter((a) => a.away).map((a) => a.accountId)),
    readStatusKept: new Set(accounts.filter((a) => a.readStatusKept).map((a) => a.accountId)),
    kinds: new Map(accounts.map((a) => [a.accountId, a.kind])),
    byRef: new Map(
      accounts.flatMap((a) => (a.externalRef === null ? [] : [[`${a.kind}|${a.externalRef}`, a.accountId]])),
    ),
  };
}
