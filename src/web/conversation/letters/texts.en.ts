import type { Texts } from "../../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

export const en: Texts<typeof de> = {
  "order-title": "Confirm an order by chat",
  "order-lead":
    "Private people need the instruction on withdrawal before the order. Without it they can withdraw for more than a year, and at worst you get nothing.",
  "order-words":
    "The wording of the law goes out, with your address and the form (in German). After that you confirm the order. If it is a firm, note that on the contact: it needs none.",
  "order-urgent": "Urgent repair the customer expressly asked for",
  "order-send": "Send withdrawal instruction",
  "order-go-on": "Go on without the instruction",
  "order-sent": "The withdrawal instruction is on its way. Now you can confirm.",
  "invoice-title": "Send an invoice protected",
  "invoice-lead":
    "A PDF in the chat can be intercepted and its bank details changed. The customer gets a link and fetches the invoice with it. You tell them the code on the phone.",
  "invoice-file": "File: {name}",
  "invoice-no-file": "Attach the invoice first.",
  "invoice-amount": "Invoice amount in euros",
  "invoice-amount-hint": "A small invoice may go into the chat as a PDF.",
  "invoice-take-amount": "Use the amount",
  "invoice-send": "Send link",
  "invoice-made": "The link is on its way.",
  "invoice-code": "Code for the customer",
  "invoice-tell":
    "Tell the customer this code on the phone. Until you have noted it, it also stands at the message. The link works until {until}.",
  "invoice-made-closed": "The link is on its way. The code for the customer stands at the message.",
  "invoice-told": "Code noted",
};
