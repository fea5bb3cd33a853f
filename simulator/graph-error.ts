import type { JsonObject } from "./json.ts";

/** What Meta says about an error code, and with which HTTP status it answers when the error comes at once. */
interface ErrorKind {
  http: number;
  title: string;
  details: string;
}

/** Codes of Meta's "Error codes" page that the simulator can produce. Integrations must build on code and details. */
const KINDS: Record<number, ErrorKind> = {
  0: { http: 401, title: "AuthException", details: "We were unable to authenticate the app user." },
  1: { http: 400, title: "An unknown error occurred", details: "Possibly an invalid request or a temporary fault." },
  2: { http: 503, title: "Service temporarily unavailable", details: "Temporary due to downtime or overload." },
  4: { http: 400, title: "Application request limit reached", details: "The app reached its API call rate limit." },
  10: { http: 403, title: "Application does not have permission for this action", details: "Permission missing." },
  100: { http: 400, title: "Invalid parameter", details: "The request contains a parameter that is not supported." },
  190: { http: 401, title: "Invalid OAuth access token", details: "The access token is invalid or has expired." },
  368: { http: 403, title: "Temporarily blocked for policies violations", details: "The account was restricted." },
  2200: { http: 400, title: "Callback verification failed", details: "The callback URL could not be validated." },
  80007: { http: 400, title: "Rate limit issues", details: "The WhatsApp Business Account reached its rate limit." },
  130429: { http: 400, title: "Rate limit hit", details: "Cloud API message throughput has been reached." },
  130472: { http: 400, title: "User's number is part of an experiment", details: "Message was not sent." },
  130497: { http: 403, title: "Business account is restricted", details: "Messaging users in this country is barred." },
  131000: { http: 500, title: "Something went wrong", details: "Message failed to send due to an unknown error." },
  131005: { http: 403, title: "Access denied", details: "Permission is either not granted or has been removed." },
  131008: { http: 400, title: "Required parameter is missing", details: "A required parameter is missing." },
  131009: { http: 400, title: "Parameter value is not valid", details: "One or more parameter values are invalid." },
  131016: { http: 500, title: "Service unavailable", details: "A service is temporarily unavailable." },
  131021: { http: 400, title: "Recipient cannot be sender", details: "Sender and recipient are the same number." },
  131026: { http: 400, title: "Message undeliverable", details: "Unable to deliver message." },
  131030: { http: 400, title: "Recipient phone number not in allowed list", details: "Add the number to the list." },
  131031: { http: 403, title: "Account has been locked", details: "The account was locked for a policy violation." },
  131037: { http: 400, title: "Display name approval needed", details: "The display name needs approval first." },
  131042: { http: 400, title: "Business eligibility payment issue", details: "There is a payment method problem." },
  131045: { http: 500, title: "Incorrect certificate", details: "A phone number registration error occurred." },
  131047: {
    http: 400,
    title: "Re-engagement message",
    details: "More than 24 hours have passed since the customer last replied to this number.",
  },
  131048: { http: 400, title: "Spam rate limit hit", details: "Too many earlier messages were blocked or reported." },
  131049: { http: 400, title: "Meta chose not to deliver", details: "Held back to keep the ecosystem healthy." },
  131050: { http: 400, title: "User has stopped marketing messages", details: "Recipient opted out of marketing." },
  131051: { http: 400, title: "Unsupported message type", details: "Message type is currently not supported." },
  131052: { http: 400, title: "Media download error", details: "Unable to download the media sent by the user." },
  131053: { http: 400, title: "Media upload error", details: "Unable to upload the media used in the message." },
  131056: { http: 400, title: "Pair rate limit hit", details: "Too many messages to the same phone number." },
  131057: { http: 500, title: "Account in maintenance mode", details: "The number is being upgraded." },
  131060: { http: 400, title: "This message is currently unavailable", details: "Unsupported companion device." },
  131062: { http: 400, title: "Recipient not supported", details: "This message needs a phone number as recipient." },
  131063: { http: 400, title: "Marketing templates disabled", details: "Marketing was switched off on Cloud API." },
  132000: {
    http: 400,
    title: "Number of parameters does not match the expected number of params",
    details: "The number of variable values does not match the template.",
  },
  132001: {
    http: 404,
    title: "Template name does not exist in the translation",
    details: "The template does not exist in this language or has not been approved.",
  },
  132005: { http: 400, title: "Template hydrated text too long", details: "The translated text is too long." },
  132007: { http: 400, title: "Template format character policy violated", details: "Content breaks a policy." },
  132012: {
    http: 400,
    title: "Parameter format does not match format in the created template",
    details: "Variable values are formatted incorrectly.",
  },
  132015: { http: 400, title: "Template is paused", details: "Paused due to low quality." },
  132016: { http: 400, title: "Template is disabled", details: "Paused too often, now disabled for good." },
  133010: { http: 400, title: "Phone number not registered", details: "Register the number before sending." },
  133016: { http: 400, title: "Too many registration attempts", details: "10 requests per number in 72 hours." },
  139100: { http: 400, title: "Failed to block/unblock some users", details: "See failed_users for each of them." },
  137000: { http: 400, title: "Recipient identity key mismatch", details: "The identity key hash does not match." },
};

const FALLBACK: ErrorKind = { http: 400, title: "Unknown error", details: "Unknown error." };

export function errorKind(code: number): ErrorKind {
  return KINDS[code] ?? FALLBACK;
}

export function isKnownErrorCode(code: number): boolean {
  return KINDS[code] !== undefined;
}

interface GraphErrorExtra {
  details?: string | undefined;
  message?: string | undefined;
  type?: string | undefined;
  subcode?: number | undefined;
  http?: number | undefined;
  headers?: Record<string, string> | undefined;
  userTitle?: string | undefined;
}

/** An error the Graph API answers with; the error handler turns it into Meta's envelope. */
export class GraphError extends Error {
  readonly code: number;
  readonly http: number;
  readonly extra: GraphErrorExtra;

  constructor(code: number, extra: GraphErrorExtra = {}) {
    super(extra.message ?? `(#${code}) ${errorKind(code).title}`);
    this.code = code;
    this.http = extra.http ?? errorKind(code).http;
    this.extra = extra;
  }

  /** `{"error":{message,type,code,error_subcode?,error_data?,fbtrace_id}}` */
  envelope(traceId: string): JsonObject {
    const { subcode, type, userTitle } = this.extra;
    const details = this.extra.details ?? (this.code >= 130000 ? errorKind(this.code).details : undefined);
    return {
      error: {
        message: this.message,
        type: type ?? "OAuthException",
        code: this.code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(userTitle === undefined ? {} : { error_user_title: userTitle, error_user_msg: details }),
        ...(details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details } }),
        fbtrace_id: traceId,
      },
    };
  }
}

/** Meta answers 400 with 100/33, not 404, for an object it does not know or will not show. */
export function unknownObject(method: string, id: string): GraphError {
  return new GraphError(100, {
    type: "GraphMethodException",
    subcode: 33,
    message:
      `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to ` +
      "missing permissions, or does not support this operation.",
  });
}

/** The error object inside `statuses[].errors[]` and `messages[].errors[]`. */
export function webhookError(code: number, details?: string): JsonObject {
  const kind = errorKind(code);
  return {
    code,
    title: kind.title,
    message: kind.title,
    error_data: { details: details ?? kind.details },
    href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
  };
}
