/** What can stand above the composer. */
export type Overlay = "rule" | "template" | "danger" | "consent" | "order" | "invoice" | "voice";

const dialogs: Readonly<Record<string, Overlay>> = {
  template_utility: "template",
  template_marketing: "template",
  renew_consent: "consent",
  withdrawal_instruction: "order",
  secure_invoice_delivery: "invoice",
};

/** The dialog in which somebody fulfils a requirement beside the text; undefined: it is done elsewhere or by itself. */
export const dialogOf = (token: string): Overlay | undefined => dialogs[token];
