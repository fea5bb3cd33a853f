import { t } from "./t.ts";

/** The name Werkbote itself gives the chat as it makes it: said to a customer, who reads it in the notice. */
const given = "Chat auf unserer Seite";

/** A channel's name towards the team: the chat has one on every screen; a name the house gave stays as it is. */
export const channelName = (label: string): string => (label === given ? t("channel.webchat") : label);
