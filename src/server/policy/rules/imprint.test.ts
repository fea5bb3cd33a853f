import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { consentingAdvert, given, optInStart } from "../../../../test/policy/given.ts";

describe("imprint at a channel's start", () => {
  decides("activate_channel", [
    ["a complete imprint lets the channel start", given(), "allow", "BASE-2"],
    [
      "fields are missing",
      given({ impressumStatus: "incomplete", extra: { missing: ["chamber"] } }),
      "require:complete_impressum",
      "IM-1",
    ],
    ...["chamber", "register", "USt-IdNr.", "supervisory authority", "representative", "legal job title"].map(
      (field) =>
        [
          `an open field counts whatever the status says: ${field}`,
          given({ extra: { missing: [field] } }),
          "require:complete_impressum",
          "IM-1",
        ] as const,
    ),
    ["there is none", given({ impressumStatus: "missing" }), "require:complete_impressum", "IM-1"],
    [
      "an unknown state counts as incomplete",
      given({ impressumStatus: undefined }),
      "require:complete_impressum",
      "IM-1",
    ],
    [
      "the link does not speak",
      given({ impressumStatus: "link_not_speaking", extra: { url: "https://bit.ly/x1", finalUrlComplete: true } }),
      "require:speaking_impressum_link",
      "IM-2",
    ],
    ["the link leads nowhere", given({ impressumStatus: "unreachable" }), "require:speaking_impressum_link", "IM-2"],
    [
      "a shortener is refused whatever the status says",
      given({ extra: { url: "bit.ly/x1" } }),
      "require:speaking_impressum_link",
      "IM-2",
    ],
    ...[
      "https://www.mueller-heizung.de/kontakt",
      "https://www.mueller-heizung.de/kontakt?von=impressum",
      "http://www.mueller-heizung.de/impressum",
      "https://www.facebook.com/mueller/impressum",
      "impressum",
      "",
      "javascript:alert('impressum')",
      "https://www.mueller-heizung.de@elsewhere.example/impressum",
    ].map(
      (url) =>
        [
          `a link that does not speak, whatever the status says: ${url}`,
          given({ extra: { url } }),
          "require:speaking_impressum_link",
          "IM-2",
        ] as const,
    ),
    [
      "the own page as people write it",
      given({ extra: { url: "www.mueller-heizung.de/impressum" } }),
      "allow",
      "BASE-2",
    ],
    [
      "link and page are both at fault",
      given({ impressumStatus: "link_not_speaking", extra: { finalUrlComplete: false } }),
      "require:speaking_impressum_link,complete_impressum",
      "IM-1",
      "IM-2",
    ],
  ]);
});

describe("imprint and sending", () => {
  decides("send", [
    ["replies stay possible without an imprint", given({ impressumStatus: "missing" }), "allow", "BASE-1"],
    [
      "starting waits for the imprint",
      optInStart({ impressumStatus: "incomplete" }),
      "require:complete_impressum",
      "IM-1",
    ],
    [
      "a fault of seven days does not stop us yet",
      optInStart({ impressumStatus: "unreachable", extra: { impressumFailingDays: 7 } }),
      "allow",
      "FC-2",
      "WA-1",
      "WA-3",
    ],
    [
      "a fault of eight days does",
      optInStart({ impressumStatus: "unreachable", extra: { impressumFailingDays: 8 } }),
      "require:speaking_impressum_link",
      "IM-2",
    ],
    [
      "an advert without the STOPP hint gets it",
      consentingAdvert({ optOutHint: false }),
      "require:opt_out_hint",
      "IM-4",
    ],
    ["an unknown hint is none", consentingAdvert({ optOutHint: undefined }), "require:opt_out_hint", "IM-4"],
  ]);
});

describe("offers and confirmations as business letters", () => {
  decides("send", [
    [
      "an offer of a GmbH names what its form demands",
      given({ extra: { kind: "offer", letterDetails: false } }),
      "deny",
      "IM-3",
    ],
    [
      "with the details it leaves",
      given({ extra: { kind: "order_confirmation", letterDetails: true } }),
      "allow",
      "BASE-1",
    ],
    ["an appointment is no business letter", given({ extra: { letterDetails: false } }), "allow", "BASE-1"],
  ]);
});
