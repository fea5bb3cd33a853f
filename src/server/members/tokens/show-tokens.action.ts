import type { TokenView } from "../../../contract/tokens.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { listTokens } from "./api-token.store.ts";

export async function showTokens(deps: Deps, caller: Caller): Promise<TokenView[]> {
  const rows = await deps.db.withTenant(caller.tenantId, (tx) => listTokens(tx));
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    memberName: row.memberName,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}
