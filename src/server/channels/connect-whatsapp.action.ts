import { isDeepStrictEqual } from "node:util";
import type { WhatsAppAccess } from "../../contract/setup-channels.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { askTemplates } from "./ask-templates.action.ts";
import { insertAccount, loadAccounts, lockAccount, lockNumber, setCredentials } from "./channel-account.store.ts";
import { credentialsPlace, openAccount } from "./open-account.action.ts";

/** Secrets of a WhatsApp account as its adapter reads them; kept sealed, never answered. */
export type WhatsAppSecrets = Omit<WhatsAppAccess, "label"> & Readonly<Record<string, string>>;

/**
 * Keeps the access to a WhatsApp number, for a new account or an existing one (new token, new secret). The account
 * stays closed until it is activated. Returns the account's id.
 */
export async function connectWhatsApp(
  deps: Pick<Deps, "clock" | "ids" | "seal">,
  tx: Tx,
  by: { readonly tenantId: string; readonly actor: Actor },
  access: { readonly label: string; readonly secrets: WhatsAppSecrets },
  accountId?: string,
): Promise<string> {
  const externalRef = access.secrets.phoneNumberId;
  await lockNumber(tx, by.tenantId, externalRef);
  const others = (await loadAccounts(tx)).filter(({ id }) => id !== accountId);
  const twin = others.find((one) => one.kind === "whatsapp" && one.externalRef === externalRef);
  if (twin) {
    // Pressed again because the answer was lost: it is connected, as they wanted.
    if (accountId === undefined && (await isAsWanted(deps, tx, by.tenantId, twin.id, access))) return twin.id;
    throw new Problem("conflict", {
      detail: { de: "Diese Rufnummer ist schon verbunden.", en: "This number is connected already." },
    });
  }
  const id = accountId ?? deps.ids.uuid();
  const credentials = deps.seal.forTenant(by.tenantId, credentialsPlace(id), JSON.stringify(access.secrets));
  if (accountId === undefined) {
    const row = { id, kind: "whatsapp" as const, label: access.label, externalRef, credentials };
    await insertAccount(tx, by.tenantId, { ...row, at: deps.clock.now() });
  } else {
    const account = await lockAccount(tx, accountId);
    if (account?.kind !== "whatsapp") throw new Problem("not-found");
    await setCredentials(tx, accountId, { label: access.label, externalRef, credentials });
    // One that is closed asks nothing of Meta before it opens (AV-1).
    if (account.state === "live") await askTemplates(tx, by.tenantId, id);
  }
  await appendAudit(deps, tx, {
    tenantId: by.tenantId,
    actor: by.actor,
    verb: "connect-channel",
    subjectKind: "channel_account",
    subjectId: id,
  });
  await appendEvents(deps, tx, by.tenantId, [{ kind: "channel-changed" }]);
  return id;
}

async function isAsWanted(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  accountId: string,
  { label, secrets }: { readonly label: string; readonly secrets: WhatsAppSecrets },
): Promise<boolean> {
  const account = await openAccount(deps, tx, tenantId, accountId);
  return account?.state === "draft" && account.label === label && isDeepStrictEqual(account.credentials, secrets);
}

/**
 * A Graph API that is not Meta's, as an account that is connected there remembers it. Its files lie on the same machine,
 * at the ports the server may call.
 */
export function graphElsewhere(config: {
  readonly graphUrl: string | undefined;
  readonly allowPrivate: readonly string[];
}): Readonly<Record<string, string>> {
  if (config.graphUrl === undefined) return {};
  const { hostname } = new URL(config.graphUrl);
  const mediaHosts = config.allowPrivate.filter((pair) => pair.toLowerCase().startsWith(`${hostname}:`));
  return { baseUrl: config.graphUrl, mediaHosts: mediaHosts.join(",") };
}
