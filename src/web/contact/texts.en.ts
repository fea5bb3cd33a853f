import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

export const en: Texts<typeof de> = {
  "list.title": "Contacts",
  "list.lead":
    "Who has written to you. A new contact appears when somebody writes, and is temporary until you take it into the customer file.",
  "list.import": "Import an address book",
  "list.search": "Search a name or a whole number",
  "list.count-one": "1 contact",
  "list.count": "{n} contacts",
  "list.found-one": "1 match",
  "list.found": "{n} matches",
  "list.saved": "saved",
  "list.provisional": "temporary",
  "list.provisional-why": "Not in the customer file yet.",
  "list.order": "Order running",
  "list.last": "last wrote {when}",
  "list.never": "has not written yet",
  "list.more": "Show more",
  "list.empty": "No contacts yet",
  "list.empty-next": "Give customers your link or QR code. Whoever writes to you appears here.",
  "list.nothing": "Nobody found: “{text}”",
  "list.nothing-next": "Type a part of the name, or the whole telephone number. Parts of a number cannot be found.",
  "list.clear": "Clear search",
};
