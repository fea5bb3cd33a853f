import { language } from "./language.ts";

/** The names Werkbote itself gives a channel as it makes it. */
const given: Readonly<Record<string, string>> = { "Chat auf unserer Seite": "Chat on our site" };

/** A channel's name on this screen: one the house gave itself stays as it is. */
export const channelName = (label: string): string => (language() === "en" ? (given[label] ?? label) : label);
