import { type Logger, pino } from "pino";

/**
 * Log lines carry an event name and fields from this list, nothing else: no content, no names, no addresses,
 * no secrets can get in, because there is no field for them (V62).
 */
export interface LogFields {
  tenantId?: string;
  accountId?: string;
  conversationId?: string;
  messageId?: string;
  attachmentId?: string;
  deliveryId?: string;
  jobId?: string;
  job?: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
  count?: number;
  attempt?: number;
  code?: string;
  kind?: string;
  step?: string;
  error?: unknown;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Of an error only class, code and stack places are logged; its message may quote data (a constraint, a value). */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const { message, stack = "" } = error;
  // The stack begins with the message, whose own lines may look like places.
  const behind = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : "";
  const places = behind
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8);
  return { error: error.name, ...(code === undefined ? {} : { errorCode: code }), at: places.map((p) => p.trim()) };
}

/** So many bytes wait where whoever takes the lines is slow; then lines are lost. */
const mostWaiting = 1_000_000;

/** Where the log has no room, or its reader is gone, lines are lost and the server goes on (F36). */
export function createLog(options: { level: string }): Log {
  const lines = pino.destination({ fd: 2, sync: false, maxLength: mostWaiting });
  lines.on("error", () => {
    // At the end of the process the library would ask for ever for the room that is not there.
    lines.flushSync = () => {};
  });
  const logger: Logger = pino({ level: options.level, base: null }, lines);
  const write =
    (level: "info" | "warn" | "error") =>
    (event: string, fields: LogFields = {}) => {
      const { error, ...rest } = fields;
      logger[level]({ event, ...rest, ...(error === undefined ? {} : describeError(error)) });
    };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
