import type { Address, OutboundContent, OutboundMessage } from "../channel.ts";

/** The body of `POST /{phone number id}/messages`. Source: Meta, "Messages" reference, v25.0. */
export type GraphBody = Readonly<Record<string, unknown>>;

/** An approved message in Meta's words; `undefined` when no WhatsApp address is known, or its file is not at Meta. */
export function renderWhatsApp(message: OutboundMessage): GraphBody | undefined {
  const receiver = receiverOf(message.to);
  const content = contentBody(message.content);
  if (receiver === undefined || content === undefined) return undefined;
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...receiver,
    ...content,
    ...(message.replyTo === undefined ? {} : { context: { message_id: message.replyTo } }),
    // Comes back in every receipt: this is how a send whose answer got lost is found again.
    biz_opaque_callback_data: message.correlation.slice(0, 512),
  };
}

/**
 * Both addresses where both are known (Meta then takes the number). Always with `+`: without it Meta puts its own
 * country code in front.
 */
function receiverOf(to: readonly Address[]): GraphBody | undefined {
  const phone = to.find((one) => one.kind === "phone")?.value.replaceAll(/\D/g, "");
  const bsuid = to.find((one) => one.kind === "bsuid")?.value;
  if (!phone && !bsuid) return undefined;
  return { ...(phone ? { to: `+${phone}` } : {}), ...(bsuid ? { recipient: bsuid } : {}) };
}

function contentBody(content: OutboundContent): GraphBody | undefined {
  switch (content.type) {
    case "text":
      // No preview: Meta would fetch every address we send.
      return { type: "text", text: { body: content.text, preview_url: false } };
    case "media":
      return content.fileId === undefined ? undefined : mediaBody(content, content.fileId);
    case "template":
      return { type: "template", template: templateBody(content) };
    case "question":
      return { type: "interactive", interactive: questionBody(content) };
  }
}

function mediaBody(content: Extract<OutboundContent, { type: "media" }>, id: string): GraphBody {
  const caption = content.caption ? { caption: content.caption } : {};
  switch (content.media) {
    case "image":
    case "video":
      return { type: content.media, [content.media]: { id, ...caption } };
    case "document":
      return { type: "document", document: { id, filename: content.fileName, ...caption } };
    // Sound carries no caption on WhatsApp.
    case "audio":
      return { type: "audio", audio: { id } };
    case "voice":
      return { type: "audio", audio: { id, voice: true } };
  }
}

/** Reply buttons: at most three, twenty characters each. */
function questionBody({ text, buttons }: Extract<OutboundContent, { type: "question" }>): GraphBody {
  const replies = buttons
    .slice(0, 3)
    .map(({ id, title }) => ({ type: "reply", reply: { id, title: title.slice(0, 20) } }));
  return { type: "button", body: { text }, action: { buttons: replies } };
}

function templateBody(content: Extract<OutboundContent, { type: "template" }>): GraphBody {
  // Meta refuses line breaks, tabs and more than four blanks in a gap (132012): a name may hold them.
  const parameters = content.parameters.map((text) => ({ type: "text", text: text.replaceAll(/\s+/g, " ").trim() }));
  const components = parameters.length === 0 ? {} : { components: [{ type: "body", parameters }] };
  return { name: content.name, language: { code: content.language }, ...components };
}
