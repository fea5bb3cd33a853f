import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given, mail } from "../../../../test/policy/given.ts";

describe("processor contracts and sending", () => {
  decides("send", [
    ["no contract, no message", given({ avvStatus: "missing" }), "deny", "AV-1"],
    ["an unknown contract is none", given({ avvStatus: undefined }), "deny", "AV-1"],
    ["WhatsApp always needs a contract", given({ avvStatus: "not_required" }), "deny", "AV-1"],
    ["a telephone carrier needs none", given({ channel: "sms", avvStatus: "not_required" }), "allow", "BASE-1"],
    ["open gaps wait for the owner", given({ avvStatus: "gaps_open" }), "require:avv_risk_decision", "AV-2"],
    ["a complete contract is fine", given({ avvStatus: "complete" }), "allow", "BASE-1"],
    ["an overdue review stops the channel", given({ avvStatus: "review_overdue" }), "require:avv_review", "AV-4"],
    [
      "an overdue review does not stop a warning",
      given({
        avvStatus: "review_overdue",
        messageClass: "safety",
        extra: { danger: "water", overrideReason: "Rohrbruch" },
      }),
      "allow",
      "PN-8",
    ],
    [
      "an overdue review does not stop the privacy notice",
      given({
        avvStatus: "review_overdue",
        noticeStatus: "none",
        messageClass: "auto_reply",
        extra: { kind: "privacy_notice" },
      }),
      "allow",
      "BASE-1",
    ],
    [
      "an overdue review does not stop the withdrawal confirmation",
      given({ avvStatus: "review_overdue", messageClass: "auto_reply", extra: { kind: "withdrawal_confirmation" } }),
      "allow",
      "BASE-1",
    ],
    [
      "an overdue review does not stop the answer to a subject request",
      given({ avvStatus: "review_overdue", extra: { kind: "dsr_answer" } }),
      "allow",
      "BASE-1",
    ],
    ["no transfer basis, no message", given({ transferMechanism: "missing" }), "deny", "AV-6"],
    ["an unknown transfer basis is none", given({ transferMechanism: undefined }), "deny", "AV-6"],
    ["the kill switch closes the channel", given({ dpfValid: false }), "deny", "AV-6"],
    ["an unknown switch closes it too", given({ dpfValid: undefined }), "deny", "AV-6"],
    ["clauses on file open it again", given({ dpfValid: false, extra: { sccOnFile: true } }), "allow", "BASE-1"],
    [
      "clauses do not hang on the switch",
      given({ dpfValid: false, transferMechanism: "scc", extra: { sccOnFile: true } }),
      "allow",
      "BASE-1",
    ],
    ["clauses nobody knows to be on file are none", given({ transferMechanism: "scc" }), "deny", "AV-6"],
    ["the own mail server needs no transfer", mail({ dpfValid: false }), "allow", "BASE-1"],
  ]);
});

describe("processor contracts at a channel's start", () => {
  decides("activate_channel", [
    ["no contract, no channel", given({ avvStatus: "missing" }), "deny", "AV-1"],
    [
      "open gaps are answered for first",
      given({ avvStatus: "gaps_open", extra: { missing: ["sub_processors", "tom"] } }),
      "require:avv_risk_decision",
      "AV-2",
    ],
    [
      "nobody can accept a missing core",
      given({ avvStatus: "gaps_open", extra: { missing: ["instructions"] } }),
      "deny",
      "AV-2",
    ],
    [
      "however the core is called",
      given({ avvStatus: "gaps_accepted", extra: { missing: ["Art. 28(3) core"] } }),
      "deny",
      "AV-2",
    ],
    [
      "a gap that is named weighs more than a status without one",
      given({ avvStatus: "complete", extra: { missing: ["sub-processors"] } }),
      "require:avv_risk_decision",
      "AV-2",
    ],
    [
      "a gap that is answered for holds nothing up",
      given({ avvStatus: "gaps_accepted", extra: { missing: ["sub-processors", "audits"] } }),
      "allow",
      "BASE-2",
    ],
    ["no transfer basis, no channel", given({ transferMechanism: "missing" }), "deny", "AV-6"],
    ["an overdue review comes first", given({ avvStatus: "review_overdue" }), "require:avv_review", "AV-4"],
  ]);
});

describe("what stays in the house", () => {
  const kept = { extra: { target: "customer_file", hasOrder: true }, impressumStatus: "missing" } as const;
  decides(
    "save_contact",
    (["missing", "gaps_open", "review_overdue"] as const).map((avvStatus) => [
      `needs no contract of a channel (${avvStatus}), no basis abroad and no imprint`,
      given({ ...kept, avvStatus, transferMechanism: "missing" }),
      "allow",
      "AB-3",
      "BASE-2",
    ]),
  );
});
