import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts of the bank details. */
export const en: Texts<typeof de> = {
  title: "Bank details",
  lead: "If another IBAN stands in a message, Werkbote holds it back. A change counts only once a second person has confirmed it.",
  iban: "IBAN of the business",
  first: "Compare it with the letter from your bank: after this nobody can change it alone.",
  "first-alone": "Compare it with the letter from your bank: after this you cannot change it alone any more.",
  "new-iban": "New IBAN",
  save: "Save bank details",
  foreign: "This IBAN belongs to an account abroad ({country}). It is not saved yet.",
  "foreign-why": "Is it your account? After this nobody can change it alone.",
  "foreign-alone": "Is it your account? After this you cannot change it alone any more.",
  "foreign-yes": "Yes, it is our account",
  saved: "Saved.",
  wish: "{name} entered new bank details at {time}",
  "wish-mine": "Now a second person confirms them with their passkey: {names}. Until then the old ones count.",
  "wish-alone": "They wait for a second person, and you have none yet. Until then the old ones count.",
  alone: "You are alone here: a change needs somebody else",
  "alone-why":
    "Whoever steals your session must not be able to redirect your customers' money. So nobody changes the IBAN alone, not even you.",
  "alone-how":
    "Invite somebody you trust: your tax adviser, your bookkeeper or somebody of the family. The role Accounts sees no conversations and confirms on a device of their own under Law.",
  "alone-invite": "Invite somebody",
  "wish-look":
    "Compare them with the letter of your bank. Ask if you know nothing about it: swindlers often ask for just this.",
  confirm: "Correct",
  confirmed: "The new bank details count.",
  drop: "Discard",
  dropped: "Discarded. The old ones count.",
};
