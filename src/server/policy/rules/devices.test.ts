import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given } from "../../../../test/policy/given.ts";

describe("devices that send", () => {
  decides("send", [
    ["a private phone sends nothing", given({ deviceType: "private" }), "deny", "DV-1"],
    ["an unknown device sends nothing", given({ deviceType: "unknown" }), "deny", "DV-1"],
    ["no device named is an unknown device", given({ deviceType: undefined }), "deny", "DV-1"],
    ["a lost device sends nothing", given({ deviceType: "lost" }), "deny", "DV-3"],
    ["a registered device sends", given({ deviceType: "business_registered" }), "allow", "BASE-1"],
  ]);
});

describe("devices that keep a customer", () => {
  const known = { hasOrder: true, target: "customer_file" } as const;
  decides("save_contact", [
    ["a private phone keeps none", given({ deviceType: "private", extra: known }), "deny", "DV-1"],
    ["a business device does", given({ extra: known }), "allow", "AB-3", "BASE-2"],
  ]);
});

describe("devices that show the inbox", () => {
  decides("open_inbox", [
    [
      "a work profile makes no business device",
      given({ deviceType: "private", extra: { workProfile: true, actorRole: "owner" } }),
      "deny",
      "DV-1",
    ],
    ["an unknown device stays outside", given({ deviceType: "unknown" }), "deny", "DV-1"],
    ["the server has no screen", given({ deviceType: "server" }), "deny", "DV-1"],
    ["a lost device stays outside", given({ deviceType: "lost" }), "deny", "DV-3"],
    ["a business device comes in", given(), "allow", "DV-1", "BASE-2"],
  ]);
  decides("enrol_device", [
    ["the owner approves a new device", given({ extra: { actorRole: "employee" } }), "require:owner_approval", "DV-1"],
    ["an unknown person is not the owner", given(), "require:owner_approval", "DV-1"],
    ["the owner enrols at once", given({ extra: { actorRole: "owner" } }), "allow", "DV-1", "BASE-2"],
    [
      "an approved device is enrolled",
      given({ extra: { actorRole: "employee", ownerApproved: true } }),
      "allow",
      "DV-1",
      "BASE-2",
    ],
    [
      "not even the owner enrols a private phone",
      given({ deviceType: "private", extra: { actorRole: "owner" } }),
      "deny",
      "DV-1",
    ],
  ]);
  decides("save_contact", [
    [
      "a lost device saves nothing",
      given({ deviceType: "lost", extra: { hasOrder: true, target: "customer_file" } }),
      "deny",
      "DV-3",
    ],
  ]);
});
