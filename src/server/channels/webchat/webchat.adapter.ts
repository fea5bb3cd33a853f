import type { Channel, MediaOutcome, MediaRef } from "../channel.ts";

/**
 * The business's own page. Nothing leaves the house: a message is "sent" when it is stored, because the customer's
 * page reads it from our database; it is "delivered" when that page has fetched it. There is no webhook, so
 * nothing that claims to be one is believed.
 * @param readIncoming bytes a visitor handed in, by tenant and id; undefined = not there
 */
export function createWebchat(
  readIncoming: (tenantId: string, id: string) => Promise<Uint8Array | undefined>,
): Channel {
  const words = 10_000;
  return {
    kind: "webchat",
    capabilities: {
      templates: false,
      maxTextLength: words,
      maxCaptionLength: { image: words, video: words, audio: words, voice: words, document: words },
    },
    verify: () => false,
    parse: () => [{ kind: "unreadable", label: "webchat.webhook", why: "Die eigene Seite hat keinen Webhook." }],
    send({ message }) {
      const toVisitor = message.to.some((address) => address.kind === "session");
      if (!toVisitor || message.content.type === "template") {
        const whyDe = toVisitor
          ? "Auf der eigenen Seite gibt es keine Vorlagen."
          : "Zu diesem Kontakt gehört kein Gespräch auf der eigenen Seite.";
        return Promise.resolve({ kind: "rejected", error: { code: "webchat", whyDe, retryable: false } });
      }
      return Promise.resolve({ kind: "sent", externalId: message.correlation });
    },
    fetchMedia: (ref, _credentials, maxBytes) => fetchIncoming(ref, maxBytes, readIncoming),
  };
}

async function fetchIncoming(
  ref: MediaRef,
  maxBytes: number,
  readIncoming: (tenantId: string, id: string) => Promise<Uint8Array | undefined>,
): Promise<MediaOutcome> {
  const [tenantId, id] = ref.id.split("/");
  const bytes = tenantId === undefined || id === undefined ? undefined : await readIncoming(tenantId, id);
  if (bytes === undefined)
    return { kind: "gone", whyDe: "Die Datei kam nicht vollständig an. Bitte noch einmal senden." };
  if (bytes.length > maxBytes) return { kind: "gone", whyDe: "Die Datei ist zu groß." };
  return { kind: "fetched", bytes, mimeType: ref.mimeType };
}
