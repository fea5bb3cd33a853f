import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { can } from "../rights/can.ts";
import { notesPlace, type RequestNotes } from "./notes.ts";
import { loadRequest, lockOpenRequest, type RequestRecord } from "./subject-request.store.ts";

export interface AccessedRequest {
  readonly row: RequestRecord;
  /** Undefined: the contact was erased, and with it everything written about the case. */
  readonly key: ContactKey | undefined;
  readonly notes: RequestNotes;
}

/** The only way to a request by its id; "not there" and "not yours" look the same. */
export async function accessRequest(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  requestId: string,
): Promise<AccessedRequest> {
  const row = can(caller, "answer-subject-requests") ? await loadRequest(tx, requestId) : undefined;
  if (!row) throw new Problem("not-found");
  const key = (await openContactKeys(deps.seal, tx, caller.tenantId, [row.contact_id])).get(row.contact_id);
  return { row, key, notes: readNotes(deps, caller.tenantId, key, row) };
}

/** The same for a change: open, and nobody else changes it until commit. */
export async function accessOpenRequest(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  requestId: string,
): Promise<AccessedRequest & { readonly key: ContactKey }> {
  const { key, ...found } = await accessRequestToClose(deps, tx, caller, requestId);
  if (!key)
    throw new Problem("conflict", {
      detail: {
        de: "Der Kontakt ist gelöscht. Schließ den Vorgang ab.",
        en: "The contact is erased. Close the request.",
      },
    });
  return { ...found, key };
}

/** Closing is possible after the contact was erased too: with it went the words, not the case. */
export async function accessRequestToClose(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  requestId: string,
): Promise<AccessedRequest> {
  const found = await accessRequest(deps, tx, caller, requestId);
  if (!(await lockOpenRequest(tx, requestId)))
    throw new Problem("conflict", {
      detail: { de: "Dieser Vorgang ist schon abgeschlossen.", en: "This request is already closed." },
    });
  // Read under the lock: a colleague may have written a reason just before.
  const row = (await loadRequest(tx, requestId)) ?? found.row;
  return { ...found, row, notes: readNotes(deps, caller.tenantId, found.key, row) };
}

function readNotes(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey | undefined,
  row: RequestRecord,
): RequestNotes {
  if (!key || row.sealed_notes === null) return {};
  const place = notesPlace(row.request_id);
  return JSON.parse(deps.seal.openForContact(tenantId, key, place, row.sealed_notes).toString("utf8"));
}
