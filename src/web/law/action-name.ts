import { t } from "./t.ts";

const actions = [
  "send",
  "send_media",
  "activate_channel",
  "enable_internal",
  "open_inbox",
  "enrol_device",
  "save_contact",
  "sync_contacts",
  "import_addressbook",
  "create_group",
  "add_to_group",
  "record_consent",
  "store_media",
  "publish_media",
  "save_to_order",
  "accept_order",
  "delete",
  "erase_all",
  "deliver_export",
  "close_incident",
  "change_iban",
  "write_terminal_storage",
] as const;

/** What a decision was about, in words; an action nobody has named yet is shown as it is kept. */
export function actionName(action: string): string {
  const known = actions.find((name) => name === action);
  return known ? t(`action.${known}`) : action;
}
