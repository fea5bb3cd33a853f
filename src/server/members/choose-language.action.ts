import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { updateMember } from "./member.store.ts";

/** The language of the caller's own screens. */
export async function chooseLanguage(deps: Deps, caller: Caller, language: "de" | "en"): Promise<void> {
  await deps.db.withTenant(caller.tenantId, (tx) => updateMember(tx, caller.memberId, { language }));
}
