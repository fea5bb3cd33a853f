import type { ChannelError, ParsedItem, ReceiptStatus } from "../channel.ts";
import { byHelp, errorOf } from "./errors.ts";
import type { Surroundings } from "./parse-message.ts";
import { elementsOf, idOf, type JsonRecord, millisOf, recordOf, textOf, wordOf } from "./read.ts";

/** One element of `statuses[]`: what became of a message we sent. Meta sends them doubled and out of order. */
export function parseStatus(raw: unknown, around: Surroundings, labelOf: (status: JsonRecord) => string): ParsedItem {
  const status = recordOf(raw);
  if (status === undefined) {
    return { ...around.account, kind: "unreadable", label: "status.None", why: "Die Rückmeldung hat keinen Aufbau." };
  }
  const label = labelOf(status);
  const externalId = idOf(status.id);
  // What became of a payment is not what became of the message that asked for it.
  const said = status.type === "payment" ? "payment" : status.status;
  const kind = statusOf(said);
  const at = millisOf(status.timestamp) ?? around.entryTime ?? 0;
  if (externalId === undefined || kind === undefined) {
    const unknown = `Diese Rückmeldung kennt Werkbote nicht (${wordOf(said)}).`;
    const why = externalId === undefined ? "Die Rückmeldung nennt keine Nachricht." : unknown;
    return {
      ...around.account,
      kind: "unreadable",
      label,
      why,
      noPlace: "WhatsApp meldet zu einer gesendeten Nachricht etwas, das Werkbote nicht kennt.",
      sentAt: at,
      ...(externalId === undefined ? {} : { externalId }),
    };
  }
  const correlation = textOf(status.biz_opaque_callback_data, 512);
  const error = failureOf(status);
  return {
    ...around.account,
    kind: "receipt",
    label,
    externalId,
    status: kind,
    at,
    ...(correlation === undefined ? {} : { correlation }),
    ...(error === undefined ? {} : { error }),
  };
}

function statusOf(value: unknown): ReceiptStatus | undefined {
  switch (value) {
    case "sent":
    case "delivered":
    case "read":
    case "played":
    case "failed":
      return value;
    default:
      return undefined;
  }
}

/** Meta may give several reasons: all of them are kept, the one that helps most stands first. */
function failureOf(status: JsonRecord): ChannelError | undefined {
  const named = elementsOf(status.errors).map((one) => textOf(recordOf(one)?.code, 32));
  const codes = byHelp([...new Set(named.filter((code) => code !== undefined))].slice(0, mostReasons));
  const [first] = codes;
  if (first === undefined && status.status !== "failed") return undefined;
  const { code, whyDe, retryable } = errorOf(first ?? "unknown");
  return { code: first === undefined ? code : codes.join(" "), whyDe, retryable };
}

const mostReasons = 8;
