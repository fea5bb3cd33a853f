import { consentStanding } from "../consent/consent.ts";
import { readLife } from "../consent/read-life.action.ts";
import { places } from "../contacts/identity.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { classUntil } from "../policy/retention-rules.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { kindNames } from "./kinds.ts";
import { countFiles, countMessages, countNotices, loadPerson } from "./own-data.store.ts";
import type { OwnData } from "./own-data.ts";
import { findReleased, loadConsents } from "./packet.store.ts";
import { retentionWords } from "./retention-words.ts";
import { loadRequestsOfIdentity } from "./subject-request.store.ts";

const standings: Readonly<Record<string, string>> = {
  pending: "anderswo zugesagt, hier noch nicht bestätigt",
  asked: "gefragt, noch keine Antwort",
  ambiguous: "keine eindeutige Antwort, es gilt als Nein",
  refused: "abgelehnt",
  granted: "zugestimmt",
  withdrawn: "widerrufen",
  expired: "abgelaufen",
};

/** What is stored about the person of this visit, and until when: counts and dates, the contents stand in the talk. */
export async function readOwnData(
  deps: Deps,
  tenantId: string,
  visit: { readonly identityId: string; readonly contactId: string; readonly conversationId: string },
): Promise<OwnData> {
  const { identityId, contactId, conversationId } = visit;
  return await deps.db.withTenant(tenantId, async (tx) => {
    const zone = await loadTimeZone(tx, tenantId);
    const person = await loadPerson(tx, visit);
    const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
    if (!person || !key) throw new Problem("not-found");
    const open = (place: Parameters<Deps["seal"]["openForContact"]>[2], sealed: Uint8Array | null) =>
      sealed === null ? null : deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8");
    const steps = (await loadConsents(tx, [identityId])).filter(({ purpose }) => purpose === "advertising");
    const { state } = consentStanding(
      steps.map((one) => ({ state: one.state, at: instant(Date.parse(one.at)) })),
      deps.clock.now(),
      await readLife(tx, tenantId),
    );
    const ready = await findReleased(tx, { identityId }, deps.clock.now());
    const requests = await loadRequestsOfIdentity(tx, identityId);
    return {
      name:
        open(places.name(contactId), person.sealed_name) ??
        open(places.profileName(identityId), person.sealed_profile_name),
      reach: open(places.givenReach(identityId), person.sealed_given_reach),
      since: localDay(person.created_at, zone),
      messages: (await countMessages(tx, conversationId)).map(({ retentionClass, count, newest }) => ({
        count,
        words: retentionWords(retentionClass),
        until: classUntil(retentionClass, newest, zone),
      })),
      files: await countFiles(tx, conversationId),
      notices: await countNotices(tx, identityId),
      consent: standings[state] ?? null,
      advertising: state === "granted" || state === "asked" || state === "ambiguous",
      requests: requests.map((one) => ({
        name: kindNames[one.kind],
        state: one.state,
        receivedOn: one.received_on,
        dueOn: one.due_on,
      })),
      readyUntil: ready ? localDay(ready.expires_at, zone) : null,
    };
  });
}
