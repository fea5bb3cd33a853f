import type { Tx } from "../platform/db.ts";
import { openPageSlug } from "./channel-account.store.ts";

/** The name of the page customers can write on now, as it stands behind `/k/`; undefined while none is open to them. */
export const findOpenPage = (tx: Tx, tenantId: string): Promise<string | undefined> => openPageSlug(tx, tenantId);
