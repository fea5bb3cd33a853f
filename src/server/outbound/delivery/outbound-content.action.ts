import { attachmentsToSend } from "../../attachments/attachments-to-send.action.ts";
import type { OutboundContent } from "../../channels/channel.ts";
import type { OpenMessage } from "../../conversations/open-message.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * What the channel is to send for a stored message. One file a message: a reply with several files is stored as
 * several messages. Undefined: its file is not there.
 */
export async function outboundContent(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { messageId, stored }: OpenMessage,
): Promise<OutboundContent | undefined> {
  const { content } = stored;
  switch (content.type) {
    case "text":
      return { type: "text", text: content.text };
    case "question":
      return content;
    case "template":
      return { type: "template", name: content.name, language: content.language, parameters: content.parameters };
    case "media": {
      const [file] = await attachmentsToSend(deps, tx, tenantId, messageId);
      if (!file) return undefined;
      return {
        type: "media",
        media: file.media === "sticker" ? "image" : file.media,
        mimeType: file.mimeType,
        fileName: file.name ?? "Datei",
        bytes: file.bytes,
        ...(content.caption ? { caption: content.caption } : {}),
      };
    }
    default:
      return undefined;
  }
}
