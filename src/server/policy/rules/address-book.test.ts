import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given } from "../../../../test/policy/given.ts";

describe("address book", () => {
  decides("sync_contacts", [
    ["the contact sync never starts", given({ extra: { event: "smb_app_state_sync" } }), "deny", "AB-1"],
  ]);
  decides("import_addressbook", [["not even for the owner", given({ extra: { actorRole: "owner" } }), "deny", "AB-1"]]);
});

describe("keeping a contact", () => {
  decides("save_contact", [
    [
      "one inquiry is not enough",
      given({ extra: { conversations: 1, hasOrder: false, target: "customer_file" } }),
      "require:repeated_contact_or_order",
      "AB-3",
    ],
    [
      "an order in the first chat is",
      given({ extra: { conversations: 1, hasOrder: true, target: "customer_file" } }),
      "allow",
      "AB-3",
      "BASE-2",
    ],
    [
      "two conversations are",
      given({ extra: { conversations: 2, hasOrder: false, target: "customer_file" } }),
      "allow",
      "AB-3",
      "BASE-2",
    ],
    [
      "unknown history is not",
      given({ extra: { target: "customer_file" } }),
      "require:repeated_contact_or_order",
      "AB-3",
    ],
    [
      "the phone's address book stays closed",
      given({ extra: { conversations: 9, hasOrder: true, target: "device_address_book" } }),
      "deny",
      "AB-3",
    ],
    ["an unknown target stays closed", given({ extra: { hasOrder: true } }), "deny", "AB-3"],
  ]);
});
