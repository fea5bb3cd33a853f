import type { Action } from "../src/server/policy/facts.ts";

/** Where an action of the catalogue is put to `evaluate` and its decision kept, and the test that proves it. */
export interface ActionCover {
  /** The file that asks; for what the house does not do at all, the file that shows so. */
  readonly file: string;
  readonly test: string;
  /** The test's name, or the fixed beginning of it. */
  readonly says: string;
  /** The house has no door to it: nothing could be asked. */
  readonly leftOut?: true;
}

const lawful = "test/journeys/every-action.test.ts";

/** Every action of the catalogue. A new one without a line here fails the types, a line without its test the build. */
export const actionCover: Readonly<Record<Action, ActionCover>> = {
  send: {
    file: "src/server/outbound/send-message.action.ts",
    test: "test/journeys/first-contact.test.ts",
    says: "a new customer has the privacy notice within seconds, once, and the business has the proof of it",
  },
  send_media: {
    file: "src/server/outbound/facts/send-facts.ts",
    test: "test/journeys/letters-and-photos.test.ts",
    says: "a photo with people in it needs a reason",
  },
  send_email: {
    file: "test/architecture/left-out.test.ts",
    test: "test/architecture/left-out.test.ts",
    says: "sends no mail to a customer and shows no photo to anybody outside",
    leftOut: true,
  },
  activate_channel: {
    file: "src/server/channel-setup/activate-channel.action.ts",
    test: "test/journeys/when-papers-fail.test.ts",
    says: "a stopped channel sends nothing, not even what already waited, and opens again only through the policy",
  },
  enable_internal: {
    file: "src/server/team/team-setting.action.ts",
    test: "test/journeys/team.test.ts",
    says: "council",
  },
  open_inbox: {
    file: "src/server/devices/keep-opening.action.ts",
    test: "src/server/devices/keep-opening.test.ts",
    says: "open_inbox",
  },
  enrol_device: {
    file: "src/server/members/enrolment/finish-enrolment.action.ts",
    test: "src/server/devices/checks/checks.test.ts",
    says: "enrol_device",
  },
  save_contact: { file: "src/server/contacts/change-contact.action.ts", test: lawful, says: "save_contact" },
  sync_contacts: { file: "src/server/inbound/refuse-sync.action.ts", test: lawful, says: "sync_contacts" },
  import_addressbook: { file: "src/server/contacts/refuse-import.action.ts", test: lawful, says: "import_addressbook" },
  create_group: { file: "src/server/rooms/open-room.action.ts", test: lawful, says: "create_group" },
  add_to_group: { file: "src/server/guests/invite-guest.action.ts", test: lawful, says: "add_to_group" },
  record_consent: { file: "src/server/consent/decide-consent.action.ts", test: lawful, says: "record_consent" },
  store_media: {
    file: "src/server/attachments/keep-media-verdict.action.ts",
    test: "src/server/attachments/inbound-media.test.ts",
    says: "store_media",
  },
  publish_media: {
    file: "test/architecture/left-out.test.ts",
    test: "test/architecture/left-out.test.ts",
    says: "sends no mail to a customer and shows no photo to anybody outside",
    leftOut: true,
  },
  save_to_order: {
    file: "src/server/retention/message-retention.action.ts",
    test: "test/journeys/too-personal.test.ts",
    says: "what is reported goes into no order, and the refusal is kept",
  },
  accept_order: { file: "src/server/outbound/record-acceptance.action.ts", test: lawful, says: "accept_order" },
  delete: {
    file: "src/server/retention/decide-deletion.action.ts",
    test: "test/journeys/retention.test.ts",
    says: "after the period the inquiry goes with its contact",
  },
  erase_all: {
    file: "src/server/retention/begin-erasure.action.ts",
    test: "test/laws/erasure.test.ts",
    says: "only the owner erases, and only with the passkey in hand",
  },
  deliver_export: {
    file: "src/server/subject-requests/release-packet.action.ts",
    test: "test/journeys/answer-packet.test.ts",
    says: "deliver_export",
  },
  close_incident: {
    file: "src/server/incidents/close-incident.action.ts",
    test: "src/server/incidents/incidents.test.ts",
    says: "close_incident",
  },
  change_iban: { file: "src/server/bank/ask-iban.action.ts", test: lawful, says: "change_iban" },
  write_terminal_storage: {
    file: "src/server/decisions/record-storage.action.ts",
    test: "src/server/customer-page/customer-page.test.ts",
    says: "write_terminal_storage",
  },
};
