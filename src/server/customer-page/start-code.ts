// The sheet with the START code: the customer signed on paper and confirms on the phone (AD-6).
import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { Block } from "../platform/documents/document.ts";

const steps: Readonly<Record<SetupChannel, readonly string[]>> = {
  whatsapp: [
    "Scannen Sie den Code mit der Kamera Ihres Telefons.",
    "WhatsApp öffnet sich. Das Wort START steht schon da.",
    "Senden Sie es ab.",
  ],
  webchat: [
    "Scannen Sie den Code mit der Kamera Ihres Telefons, auf dem Sie uns schon geschrieben haben.",
    "Unser Chat öffnet sich. Das Wort START steht schon da.",
    "Senden Sie es ab.",
  ],
};

/** A consent names its channel (AD-4). */
const ways: Readonly<Record<SetupChannel, string>> = {
  whatsapp: "über WhatsApp",
  webchat: "im Chat auf unserer Seite",
};

export function startSheet(firm: string, channel: SetupChannel, link: string, qr: Uint8Array): readonly Block[] {
  return [
    {
      kind: "paragraph",
      text: `Sie haben unterschrieben, dass ${firm} Ihnen ${ways[channel]} Neuigkeiten schicken darf, etwa Angebote, Einladungen und Weihnachtsgrüße. Das gilt erst, wenn Sie es hier bestätigen:`,
    },
    { kind: "list", items: steps[channel] },
    { kind: "picture", bytes: qr, alt: `QR-Code: ${link}` },
    { kind: "paragraph", text: `Ohne Kamera: ${link}` },
    {
      kind: "paragraph",
      text: "Das ist freiwillig und hat auf Ihren Auftrag keinen Einfluss. Mit dem Wort STOPP beenden Sie es jederzeit.",
      apart: true,
    },
  ];
}
