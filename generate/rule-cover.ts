import type { RuleId } from "../src/server/policy/verdict.ts";

/** How a rule is kept that no verdict decides: by a check of the build, on a screen, or in what the business does. */
export interface Cover {
  readonly by: "Prüfung beim Bauen" | "Ablauf im Programm" | "Bildschirm" | "Handbuch";
  readonly file: string;
  readonly test: string;
  /** The test's name, or the fixed beginning of it. */
  readonly says: string;
}

const leftOut = "test/architecture/left-out.test.ts";
const inTheManual = { by: "Handbuch", file: "docs/handbuch.md", test: leftOut, says: "tells the owner" } as const;

/** Every rule without a file of its own below src/server/policy/rules, and what keeps it. */
export const coveredElsewhere: Partial<Record<RuleId, Cover>> = {
  "PN-3": {
    by: "Ablauf im Programm",
    file: "src/server/notices/hand-over-notice.action.ts",
    test: "test/journeys/first-contact.test.ts",
    says: "a new customer has the privacy notice within seconds, once, and the business has the proof of it",
  },
  "AV-3": {
    by: "Bildschirm",
    file: "src/server/processors/save-processor.action.ts",
    test: "test/journeys/papers.test.ts",
    says: "a mail relay without a contract stands in the register and stops no channel; a backup store does",
  },
  "AV-5": {
    by: "Ablauf im Programm",
    file: "src/server/notices/build-notice.ts",
    test: "test/journeys/papers.test.ts",
    says: "accepted, the new one joins the list and the notice is no longer true",
  },
  "AB-2": {
    by: "Ablauf im Programm",
    file: "src/server/customer-page/check-form.ts",
    test: "src/server/customer-page/check-form.test.ts",
    says: "a photo alone is enough to say what is wrong",
  },
  "AD-6": {
    by: "Ablauf im Programm",
    file: "src/server/consent/consent.ts",
    test: "test/journeys/consent.test.ts",
    says: "a consent on paper counts only after START on the phone itself",
  },
  "DV-2": {
    by: "Prüfung beim Bauen",
    file: "src/web/service-worker.ts",
    test: leftOut,
    says: "keeps no content on a device",
  },
  "DV-4": {
    by: "Ablauf im Programm",
    file: "src/server/members/session-rules.ts",
    test: "test/advisories/V54-one-way-in.test.ts",
    says: "a member whose last day was yesterday gets in no way; midnight is the one of the business",
  },
  "MD-2": {
    by: "Ablauf im Programm",
    file: "src/server/inbound/receive-receipts.action.ts",
    test: "test/faults/F04-receipts-in-any-order.test.ts",
    says: "that a message was read or heard is thrown away, and that it arrived is kept (MD-2)",
  },
  "DS-1": {
    by: "Ablauf im Programm",
    file: "src/server/subject-requests/hear-requests.action.ts",
    test: "test/journeys/subject-requests.test.ts",
    says: "who asks what is stored hears at once until when the answer comes",
  },
  "DS-2": {
    by: "Ablauf im Programm",
    file: "src/server/subject-requests/doubt-identity.action.ts",
    test: "test/journeys/subject-requests.test.ts",
    says: "what came by phone waits until somebody has made sure who asked",
  },
  "ER-4": {
    by: "Ablauf im Programm",
    file: "src/server/backup/finish-restore.action.ts",
    test: "test/faults/F24-older-than-an-erasure.test.ts",
    says: "an old archive with today's key file brings back everybody but the one who was erased",
  },
  "AC-1": {
    by: "Prüfung beim Bauen",
    file: "docs/data-map.md",
    test: "test/architecture/data.test.ts",
    says: "says of every personal column whose data, what for and how long",
  },
  "AC-4": inTheManual,
  "WC-3": {
    by: "Bildschirm",
    file: "src/server/customer-page/first-view.ts",
    test: "src/server/customer-page/customer-page.test.ts",
    says: "firm, hours, answer time, emergency and gas warning stand before the form; notice and Impressum too",
  },
  "BF-1": {
    by: "Prüfung beim Bauen",
    file: "src/web/ui/tokens.css",
    test: "test/browser/accessibility.story.ts",
    says: "%s: in light and dark, wide and narrow, nothing beyond 320 pixels",
  },
  "EM-5": {
    by: "Prüfung beim Bauen",
    file: "src/server/channels/channel.ts",
    test: leftOut,
    says: "takes no mail in, so none is put to a contact by mistake",
  },
  "WA-4": {
    by: "Bildschirm",
    file: "src/server/outbound/waiting/note-sent.action.ts",
    test: "test/journeys/sent-counts.test.ts",
    says: "what a number sent is counted by the month it left in",
  },
  "WA-5": {
    by: "Ablauf im Programm",
    file: "src/server/outbound/facts/send-facts.ts",
    test: "test/journeys/advertising.test.ts",
    says: "the eleventh customer does not get the same advert on one day, although all agreed",
  },
  "WA-7": {
    by: "Ablauf im Programm",
    file: "src/server/contacts/resolve-senders.action.ts",
    test: "test/journeys/who-is-who.test.ts",
    says: "a changed number merges nobody",
  },
  "WA-8": {
    by: "Ablauf im Programm",
    file: "src/server/channels/whatsapp/parse-change.ts",
    test: "src/server/channels/whatsapp/parse.test.ts",
    says: "%s is dropped and nothing of it is kept",
  },
  "WA-9": inTheManual,
  "WA-11": inTheManual,
  "WA-12": {
    by: "Prüfung beim Bauen",
    file: "package.json",
    test: leftOut,
    says: "has no machine that writes texts",
  },
  "CT-2": {
    by: "Prüfung beim Bauen",
    file: "src/server/customer-page/frame-view.ts",
    test: leftOut,
    says: "closes no contract on the firm's page",
  },
};
