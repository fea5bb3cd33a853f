import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts of what waits on this device. */
export const en: Texts<typeof de> = {
  title: "Still on this device",
  lead: "It lies here encrypted and goes out in order by itself as soon as it can. The app may be closed.",
  "lead-unkept":
    "There is no room left on this device: some of it lies in the open app only. Leave it open until everything went out.",
  "lead-decide": "This lies here encrypted. What needs a decision waits for you. Everything else goes out by itself.",
  none: "Everything is out.",
  "none-next": "Nothing waits on this device.",
  "in-camera": "still in the camera, not sent",
  "in-field": "still in the field, not sent",
  "waits-net": "waiting for a connection",
  "waits-server": "waiting for the server",
  "goes-out": "going out",
  since: "since {at}",
  open: "Open",
  again: "Try again",
  drop: "Discard",
  "drop-sure": "Discard?",
  "drop-what": "{what} lies on this device only. Discarded, it is gone for good.",
  "drop-what-more": "{what} lie on this device only. Discarded, they are gone for good.",
  stay: "Keep",
  "no-words": "No text",
  "on-the-way": "On my way",
  "label-before": "Photo shows: before",
  "label-after": "Photo shows: after",
  "label-type_plate": "Photo shows: type plate",
  "label-none": "Label of the photo removed",
  "gone-place": "A place this device no longer knows",
};
