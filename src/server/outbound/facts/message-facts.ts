import { isConsentWording } from "../../consent/consent-texts.ts";
import { specialQuestionKind } from "../../consent/special-words.ts";
import { fileLinkKind } from "../../conversations/file-link.ts";
import type { Declared } from "../../conversations/message-content.ts";
import { type ClassifiedText, classifyText } from "../../policy/classify-text.ts";
import { houseMatterOf } from "../../policy/house-matter.ts";
import { withoutAskedPrice } from "../../policy/text/by-the-month.ts";
import type { MessageFacts } from "./send-facts.ts";
import { withdrawalInstructionKind } from "./withdrawal-instruction.ts";

/** What the linter saw: stored beside the class the member chose (AD-1). */
export interface Linted {
  readonly facts: MessageFacts;
  readonly linterClass: "service" | "advertising" | "mixed";
  readonly signals: readonly string[];
}

/** The text says how adverts end (IM-4). */
export const namesStop = (text: string): boolean => /\bSTOPP?\b/.test(text);
const wish = /\b(frohe[sn]?|schöne[sn]?|gesegnete|guten rutsch|alles gute)\b/i;
const feast = /\b(weihnacht\w*|fest\w*|feiertage?|ostern|neue[sn]? jahr|rutsch|jahr)\b/i;

/** A wish and its feast in one line. Looked for once: with one pattern each "frohe" would look for its own feast (V49). */
const greets = (text: string): boolean =>
  text.split(/[\n\r\u2028\u2029]/).some((line) => {
    const found = wish.exec(line);
    return found !== null && feast.test(line.slice(found.index + found[0].length));
  });

const kinds: Readonly<Partial<Record<ClassifiedText["signals"][number]["kind"], string>>> = {
  greeting: "greeting",
  event: "event",
  review: "review_request",
  maintenance: "maintenance_reminder",
  novelty: "new_service",
};

/**
 * The kind of text in the catalogue's words (AD-1's table), so that the reason names what was seen. Only where nothing
 * but advertising is in it: in a message with a matter of its own a sentence can go, the message stays.
 */
function kindFact(declared: Declared, seen: ClassifiedText, sounds: boolean): { kind?: string } {
  if (declared.kind !== undefined) return { kind: declared.kind };
  const first = sounds && seen.class === "advertising" ? seen.signals[0] : undefined;
  const kind = first && kinds[first.kind];
  return kind === undefined ? {} : { kind };
}

/** A telephone, a mail address or the word for a person (WA-10). */
export const namesHuman = (text: string): boolean =>
  /\bmensch(en)?\b|\+?\d[\d ()/-]{6,}\d|[^\s@]+@[^\s@]+\.[a-z]{2,}/i.test(text);

const ownWords: ReadonlySet<string | undefined> = new Set([
  withdrawalInstructionKind,
  specialQuestionKind,
  fileLinkKind,
]);

/** A person's own words: what the house sends by itself names no roster, and the imprint in a notice no bank. */
const isOwnWords = ({ messageClass, kind }: Declared): boolean =>
  messageClass !== "auto_reply" &&
  messageClass !== "consent_request" &&
  (kind === undefined || kind === "offer" || kind === "order_confirmation" || kind === "invoice");

/** Each business sends the same notice text again and again, and each time it is judged twice: it is read once. */
const readNotices = new Map<string, ClassifiedText>();

function classifyNotice(text: string): ClassifiedText {
  const known = readNotices.get(text);
  if (known) return known;
  const seen = classifyText(text);
  if (readNotices.size >= 200) readNotices.clear();
  readNotices.set(text, seen);
  return seen;
}

/**
 * Facts of a message from what is declared and what its words say. A member's "Werbung" counts as advertising
 * whatever the linter thinks; the linter raises, it never lowers.
 * @param lastInbound text of the contact's last message, for the greeting back and the price that was asked for
 */
export function lintMessage(text: string, declared: Declared, lastInbound: string): Linted {
  const seen =
    declared.kind === "privacy_notice" ? classifyNotice(text) : classifyText(withoutAskedPrice(text, lastInbound));
  const advertising = declared.messageClass === "advertising";
  // The notice is our own wording around the owner's words: plain cues count in it, the feel of whole sentences does
  // not. What we ask and confirm about a consent, and what the law words itself, names advertising without being any.
  const ours = isConsentWording(declared.kind) || ownWords.has(declared.kind);
  const heard = declared.kind === "privacy_notice" ? seen.signals.length > 0 : !ours;
  const sounds = seen.promoContent && heard;
  return {
    linterClass: seen.class,
    signals: sounds ? seen.signals.map((s) => s.phrase) : [],
    facts: {
      messageClass: declared.messageClass,
      promoContent: advertising || sounds,
      hasTransactionalCore: !advertising && seen.hasTransactionalCore,
      templateCategory: declared.templateCategory,
      optOutHint: namesStop(text),
      // The notice is checked for its ways without Meta when it is published (MD-3).
      ...(declared.messageClass === "auto_reply" && declared.kind !== "privacy_notice"
        ? { humanContact: namesHuman(text) }
        : {}),
      ...kindFact(declared, seen, sounds),
      ...(declared.letterDetails === undefined ? {} : { letterDetails: declared.letterDetails }),
      ...(declared.personsReason === undefined ? {} : { personsReason: declared.personsReason }),
      ...(declared.amountEUR === undefined ? {} : { amountEUR: declared.amountEUR }),
      ...(declared.withdrawalGiven === undefined ? {} : { withdrawalGiven: declared.withdrawalGiven }),
      ...(declared.until === undefined ? {} : { until: declared.until }),
      ...(declared.urgentRepair ? { urgentRepair: true } : {}),
      ...(declared.answersQuestion ? { answersQuestion: true } : {}),
      ...(isOwnWords(declared) ? { houseMatter: houseMatterOf(text) } : {}),
      ...(declared.forCustomer ? { forCustomer: true } : {}),
      ...(greets(lastInbound) ? { customerGreetedFirst: true } : {}),
      ...(declared.messageClass === "safety" && declared.dangerReason
        ? { danger: { what: "danger", reason: declared.dangerReason } }
        : {}),
    },
  };
}
