import type { ParsedItem } from "../channel.ts";
import { accountDetails } from "./account-details.ts";
import { addressesOf, bsuidOf, phoneOf, senderOf } from "./identity.ts";
import type { Surroundings } from "./parse-message.ts";
import { elementsOf, idOf, type JsonRecord, millisOf, recordOf, wordOf } from "./read.ts";

/** Calls and new user ids: news about a person that is no message. */

/** A call of a customer shows in the conversation (nobody can answer it here); its end is only noted. */
export function parseCalls(value: JsonRecord, around: Surroundings): readonly ParsedItem[] {
  return [
    ...elementsOf(value.calls).map((one) => parseCall(recordOf(one) ?? {}, value, around)),
    ...elementsOf(value.statuses).map((one): ParsedItem => {
      const status = recordOf(one) ?? {};
      const details = accountDetails({ status: status.status, errors: status.errors });
      return { ...around.account, kind: "account", label: `calls.${wordOf(status.status)}`, details };
    }),
  ];
}

/** By its name, so that the list of conversations says it: who called waits to be called. */
const CALL = {
  type: "structured",
  title: "Anruf über WhatsApp",
  lines: ["Werkbote nimmt keine Anrufe an. Ruf zurück."],
} as const;

function parseCall(call: JsonRecord, value: JsonRecord, around: Surroundings): ParsedItem {
  const label = `calls.${wordOf(call.event)}`;
  const externalId = idOf(call.id);
  const byCustomer = call.event === "connect" && call.direction !== "BUSINESS_INITIATED";
  // Meta's own example names our number as the caller's; nobody is called by themselves.
  const caller = phoneOf(call.from) === around.ours ? undefined : call.from;
  const from = senderOf(call.from_user_id, caller, around.claims);
  if (byCustomer && externalId !== undefined && from.addresses.length > 0) {
    const sentAt = millisOf(call.timestamp) ?? around.entryTime ?? 0;
    return {
      ...around.account,
      kind: "message",
      label,
      externalId,
      sentAt,
      from,
      content: CALL,
    };
  }
  const { event, direction, status, duration } = call;
  const details = accountDetails({ event, direction, status, duration, errors: elementsOf(value.errors).slice(0, 20) });
  return { ...around.account, kind: "account", label, details };
}

/**
 * `user_id_update` was documented from March to August 2026 and then withdrawn. Read if it ever comes:
 * either `user_id: { previous, current }` or `previous_user_id` and `user_id`.
 */
export function parseUserIdUpdates(value: JsonRecord, around: Surroundings): readonly ParsedItem[] {
  return elementsOf(value.user_id_update).map((raw): ParsedItem => {
    const update = recordOf(raw) ?? {};
    const pair = recordOf(update.user_id);
    const before = bsuidOf(pair?.previous) ?? bsuidOf(update.previous_user_id);
    const after = bsuidOf(pair?.current) ?? bsuidOf(update.user_id);
    const at = millisOf(update.timestamp) ?? around.entryTime ?? 0;
    const label = "user_id_update";
    if (after === undefined) {
      const why = "Eine Person hat eine neue Kennung. WhatsApp nennt sie nicht.";
      return { ...around.account, kind: "unreadable", label, why, sentAt: at };
    }
    const phone = phoneOf(update.wa_id);
    const previous = addressesOf(before, phone);
    return { ...around.account, kind: "identity-change", label, at, previous, next: addressesOf(after, phone) };
  });
}
