// The tag of a code, and how it is found again in what somebody sent.
import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { Block } from "../platform/documents/document.ts";

const folds: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** "Bulli 3" becomes "bulli-3"; one that is taken gets a number. */
export function tagOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/[äöüß]/g, (sign) => folds[sign] ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const stem = plain === "" ? "stelle" : plain.slice(0, 36).replace(/-+$/, "");
  for (let n = 1; ; n += 1) {
    const tag = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.has(tag)) return tag;
  }
}

/** What WhatsApp writes into the field: in plain view, and gone if the person takes it away. */
const openingText = (name: string): string => `Anfrage über ${name}: `;

/** The name in a first message that still begins with it. */
export const nameIn = (text: string): string | undefined => /^\s*Anfrage über ([^:\n]{1,40}):/.exec(text)?.[1]?.trim();

/** The code's address, as the camera reads it. */
export function entryLink(
  account: { readonly kind: SetupChannel; readonly slug: string | null; readonly publicNumber: string | null },
  publicUrl: string,
  { tag, name }: { readonly tag: string; readonly name: string },
): string | null {
  if (account.kind === "webchat") return account.slug === null ? null : `${publicUrl}/k/${account.slug}?q=${tag}`;
  if (account.publicNumber === null) return null;
  return `https://wa.me/${account.publicNumber}?text=${encodeURIComponent(openingText(name))}`;
}

const invitations: Readonly<Record<SetupChannel, string>> = {
  webchat: "Scannen, schreiben, Foto schicken.\nOhne App und ohne Anmeldung.",
  whatsapp: "Scannen und uns auf WhatsApp schreiben.",
};

/** A sheet to print and stick on: for customers, so it says "Sie" to nobody and little to all; and where it belongs. */
export const codeSheet = (channel: SetupChannel, link: string, qr: Uint8Array, name: string): readonly Block[] => [
  { kind: "paragraph", text: invitations[channel] },
  { kind: "picture", bytes: qr, alt: `QR-Code: ${link}`, caption: name },
  { kind: "paragraph", text: channel === "webchat" ? link.replace(/^https?:\/\//, "").replace(/\?.*$/, "") : "" },
];
