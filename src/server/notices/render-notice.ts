// The notice as people meet it first: the short text of the automatic reply, and the address of the page.
import type { BusinessFields } from "../../contract/setup.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import { replyWords } from "../tenants/reply-time.ts";

/** Stands for the address of the installation in stored texts; replaced when the text is used. */
export const addressMark = "{{adresse}}";

/** Longest first-contact text; every channel takes it in one message. */
export const maxShortText = 1_024;

export interface ShortTextSources {
  readonly business: BusinessFields;
  readonly channel: SetupChannel;
  readonly version: number;
  /** Where data leave the EU for, in words; undefined: they stay, and the text says nothing of it. */
  readonly leavesFor: string | undefined;
  /** The Impressum on the firm's own site; empty = the page we serve. */
  readonly imprintLink: string;
  /** A customer page of the business is open, so there is a way without WhatsApp. */
  readonly ownPage: boolean;
}

/**
 * The first automatic reply: who answers, that a machine does, what happens to the data, the right to object set
 * apart (Art. 21(4)), a way without Meta (MD-3), a way to a person (WA-10), Impressum (IM-2). No advertising (PN-7).
 */
export function shortText(sources: ShortTextSources): string {
  const { channel, version, leavesFor } = sources;
  const business = shown(sources.business);
  const link = `${addressMark}${permanentPath(channel, version)}`;
  const imprint = sources.imprintLink === "" ? `${addressMark}/impressum` : sources.imprintLink;
  const greeting = `Guten Tag, Ihre Nachricht ist bei ${business.name} angekommen. Diese Antwort kommt automatisch. Ein Mensch liest Ihre Nachricht und antwortet ${business.replyTime}.`;
  const use = "Ihre Daten: Wir verwenden Ihre Angaben nur für Ihr Anliegen.";
  const who =
    channel === "whatsapp"
      ? ` Die Nachrichten laufen über WhatsApp. Der Anbieter Meta erfährt dabei, wann und mit welchem Gerät Sie schreiben.${leavesFor === undefined ? "" : ` Daten gelangen auch ${leavesFor}.`}`
      : " Der Chat läuft auf dem Server des Betriebs.";
  const details = ` Die Einzelheiten stehen hier: ${link}`;
  const objection =
    "Ihr Recht auf Widerspruch: Sie dürfen der Nutzung Ihrer Daten jederzeit widersprechen. Eine kurze Nachricht genügt dafür.";
  return [
    greeting,
    use + who + details,
    objection,
    `${otherWay({ ...sources, business })}\nImpressum: ${imprint}`,
  ].join("\n\n");
}

/** The preview of a half-filled form reads like a text with gaps; publishing asks for them (missing-notice.ts). */
function shown(business: BusinessFields): Pick<BusinessFields, "name" | "replyTime" | "phone"> {
  const { name, replyTime, phone } = business;
  return { name: name || "…", replyTime: replyWords(replyTime) || "…", phone: phone || "…" };
}

function otherWay({
  business,
  channel,
  ownPage,
}: Pick<ShortTextSources, "channel" | "ownPage"> & { readonly business: ReturnType<typeof shown> }): string {
  if (channel === "webchat") return `Lieber sprechen? Telefon ${business.phone}.`;
  const other = ownPage ? ` Chat: ${addressMark}/k/web` : "";
  return `Ohne WhatsApp geht es auch. Telefon ${business.phone}.${other}`;
}

/** Old versions stay under this address for good (PN-3). */
export function permanentPath(channel: SetupChannel, version: number): string {
  return `/datenschutz/${channel}/v/${version}`;
}

export const channelNames: Readonly<Record<SetupChannel, string>> = {
  whatsapp: "WhatsApp",
  webchat: "Chat auf unserer Seite",
};
