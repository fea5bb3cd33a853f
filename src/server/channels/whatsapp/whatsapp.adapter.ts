import { type Clock, systemClock } from "../../platform/clock.ts";
import type { GuardedFetch } from "../../platform/network/guarded-fetch.ts";
import type { Capabilities, Channel } from "../channel.ts";
import { accountOf, secretsOf } from "./account.ts";
import { OUR_ERRORS } from "./errors.ts";
import { forgetInContactBook } from "./forget.adapter.ts";
import { fetchFromMeta } from "./media.adapter.ts";
import { parseWhatsApp } from "./parse.ts";
import { bringToMeta, sendToMeta } from "./send.adapter.ts";
import { verifySignature } from "./whatsapp-signature.adapter.ts";

/**
 * Source: Meta, "Supported media types" (Cloud API, media reference). Stickers are not sent. WebM is what a browser
 * records; it leaves as Ogg (`voice.adapter.ts`).
 */
const MIME_TYPES: readonly string[] = [
  ...["aac", "amr", "mpeg", "mp4", "ogg", "webm"].map((one) => `audio/${one}`),
  ...["jpeg", "png"].map((one) => `image/${one}`),
  ...["mp4", "3gpp"].map((one) => `video/${one}`),
  ...["pdf", "msword", "vnd.ms-excel", "vnd.ms-powerpoint"].map((one) => `application/${one}`),
  ...["wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"].map(
    (one) => `application/vnd.openxmlformats-officedocument.${one}`,
  ),
  "text/plain",
];

/** Meta's limits. */
const WHATSAPP_CAPABILITIES: Capabilities = {
  serviceWindowHours: 24,
  templates: true,
  maxTextLength: 4096,
  maxCaptionLength: { image: 1024, video: 1024, document: 1024, audio: 0, voice: 0 },
  mimeTypes: MIME_TYPES,
};

/**
 * WhatsApp through Meta's Cloud API. Credentials per account: `phoneNumberId`, `accessToken`, `appSecret` (several
 * with commas while one is rotated), `verifyToken`; optional `baseUrl`, `version`, `mediaHosts` (with commas).
 * A base URL or media host in a private network also has to be on the operator's `allowPrivate` list.
 */
export function createWhatsAppChannel(means: { readonly fetch: GuardedFetch; readonly clock?: Clock }): Channel {
  const { fetch, clock = systemClock } = means;
  return {
    kind: "whatsapp",
    capabilities: WHATSAPP_CAPABILITIES,
    verify(request, credentials) {
      return verifySignature(request.body, request.headers["x-hub-signature-256"], secretsOf(credentials));
    },
    parse: parseWhatsApp,
    async bringFile(approved, credentials) {
      const account = accountOf(credentials);
      if (account === undefined) return { kind: "rejected", error: OUR_ERRORS.notConfigured };
      return bringToMeta(approved.message.content, { fetch, clock, account });
    },
    async send(approved, credentials) {
      const account = accountOf(credentials);
      if (account === undefined) return { kind: "rejected", error: OUR_ERRORS.notConfigured };
      return sendToMeta(approved.message, { fetch, clock, account });
    },
    async fetchMedia(ref, credentials, maxBytes) {
      const account = accountOf(credentials);
      if (account === undefined) return { kind: "unreachable" };
      return fetchFromMeta(ref, { fetch, clock, account }, maxBytes);
    },
    async forgetPerson(addresses, credentials) {
      const account = accountOf(credentials);
      return account === undefined ? "failed" : forgetInContactBook(addresses, { fetch, account });
    },
  };
}
