import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given } from "../../../../test/policy/given.ts";

const answer = (answerRaw: string, answerMethod: "button" | "text" | "reaction", changes = {}) =>
  given({ consentAds: "asked", messageClass: "consent_request", extra: { answerRaw, answerMethod }, ...changes });

const signed = (answerRaw: string, answerMethod: "button" | "text" | "reaction") =>
  answer(answerRaw, answerMethod, {
    consentAds: "none",
    extra: { answerRaw, answerMethod, optInProof: "paper_other" },
  });

describe("answers to the consent question", () => {
  decides("record_consent", [
    ["the button", answer("Ja, gern", "button"), "allow", "AD-5", "BASE-2"],
    ["the words", answer(" ja  Werbung! ", "text"), "allow", "AD-5", "BASE-2"],
    [
      "after the clarifying question",
      answer("JA WERBUNG", "text", { consentAds: "ambiguous" }),
      "allow",
      "AD-5",
      "BASE-2",
    ],
    ["a typed 'ja gern' is not the button", answer("Ja, gern", "text"), "require:unambiguous_answer", "AD-5"],
    ["ok", answer("ok", "text"), "require:unambiguous_answer", "AD-5"],
    ["passt", answer("passt", "text"), "require:unambiguous_answer", "AD-5"],
    ["another button", answer("Später", "button"), "require:unambiguous_answer", "AD-5"],
    ["words around it", answer("JA WERBUNG ist ja nett", "text"), "require:unambiguous_answer", "AD-5"],
    ["nobody asked", answer("JA WERBUNG", "text", { consentAds: "none" }), "require:unambiguous_answer", "AD-5"],
    ["START confirms what was signed on paper", signed("Start", "text"), "allow", "AD-5", "BASE-2"],
    ["so does the button", signed("Ja, gern", "button"), "allow", "AD-5", "BASE-2"],
    ["and the usual words", signed("JA WERBUNG", "text"), "allow", "AD-5", "BASE-2"],
    ["another word does not confirm it", signed("ok", "text"), "require:unambiguous_answer", "AD-5"],
    ["nor START as something else than a word", signed("START", "reaction"), "require:unambiguous_answer", "AD-5"],
    ["START without anything signed is none", answer("START", "text"), "require:unambiguous_answer", "AD-5"],
    ["a no is a no", answer("Nein, danke", "button"), "deny", "AD-5"],
    ["no answer at all", given({ consentAds: "asked" }), "require:unambiguous_answer", "AD-5"],
  ]);
});
