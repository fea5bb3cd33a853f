/** One element of `entry[].changes[]`, with what the envelope needs to know. */
export interface Change {
  field: string;
  value: unknown;
  /** Account and template fields carry `entry.time`; messages do not. */
  timed?: boolean | undefined;
}

export interface Attempt {
  at: number;
  kind: "first" | "retry" | "duplicate" | "redelivery";
  headers: Record<string, string>;
  status?: number | undefined;
  responseHeaders?: Record<string, string> | undefined;
  responseBody?: string | undefined;
  error?: string | undefined;
  durationMs: number;
}

export interface Delivery {
  id: string;
  url: string | undefined;
  fields: string[];
  /** Exactly what was signed and sent; ASCII only because of the escaping. */
  bytes: Buffer;
  createdAt: number;
  state: "waiting" | "delivered" | "retrying" | "given_up" | "nobody_subscribed";
  attempts: Attempt[];
  nextAttemptAt?: number | undefined;
}

export interface DeliveryDesk {
  /** Puts changes on their way; the promise ends with the first attempt (or at once when it has to wait). */
  send(changes: Change[]): Promise<Delivery | undefined>;
  /** Signs and posts any body to whoever is subscribed to `field`. */
  sendRaw(body: unknown, field?: string): Promise<Delivery>;
  /** Goes on with what an earlier run left. */
  takeUp(deliveries: Delivery[]): void;
  redeliver(id: string): Promise<Delivery | undefined>;
  list(): Delivery[];
  find(id: string): Delivery | undefined;
  /** Ends when no request to a receiver is under way. */
  settled(): Promise<void>;
  clear(): void;
}
