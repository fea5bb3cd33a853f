import type { ConversationRow } from "../../contract/conversations.ts";
import { t } from "../i18n/t.ts";

/** What a channel is called: the own page has one name, in the reader's language; the others have the one they were given. */
export const channelName = ({ channel, channelLabel }: Pick<ConversationRow, "channel" | "channelLabel">): string =>
  channel === "webchat" ? t("channel.webchat") : channelLabel;
