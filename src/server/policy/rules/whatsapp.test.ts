import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given } from "../../../../test/policy/given.ts";

describe("WhatsApp's window and templates", () => {
  decides("send", [
    ["23.9 hours are inside", given({ windowAgeHours: 23.9 }), "allow", "BASE-1"],
    ["24 hours are outside", given({ windowAgeHours: 24 }), "require:template_utility", "WA-2"],
    ["never written is outside", given({ windowAgeHours: null }), "require:template_utility", "WA-2"],
    ["unknown is outside", given({ windowAgeHours: undefined }), "require:template_utility", "WA-2"],
    [
      "a template goes out any time",
      given({ windowAgeHours: 300, templateCategory: "utility" }),
      "allow",
      "BASE-1",
      "WA-3",
    ],
    [
      "an unknown template is free text",
      given({ windowAgeHours: 300, templateCategory: undefined }),
      "require:template_utility",
      "WA-2",
    ],
    ["mail has no window", given({ channel: "email", windowAgeHours: null }), "allow", "BASE-1"],
    [
      "who stopped adverts at Meta still hears of their own job",
      given({ consentAds: "withdrawn", extra: { metaPreference: "stop" } }),
      "allow",
      "BASE-1",
    ],
  ]);
});
