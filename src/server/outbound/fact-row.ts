import type { ChannelKind } from "../channels/channel.ts";

/** Everything about a conversation that the policy may know: read by facts.store.ts in one joined read. */
export interface FactRow {
  readonly conversationId: string;
  readonly contactId: string;
  readonly identityId: string;
  readonly accountId: string;
  readonly channelKind: ChannelKind;
  readonly accountState: "draft" | "live" | "stopped";
  readonly inboundCount: number;
  readonly lastInboundAt: Date | null;
  readonly startedByContact: boolean;
  readonly metaPreference: "stop" | "resume" | null;
  readonly recipientType: "consumer" | "business";
  readonly age: "adult" | "minor" | "unknown";
  readonly employeeRelation: "none" | "staff" | "customer";
  readonly openOrder: boolean;
  /** The contact's wrapped data key; null = erased. */
  readonly key: { readonly epoch: number; readonly wrapped: Uint8Array } | null;
  /** Notices handed to this identity on this channel, with their state. */
  readonly notices: readonly {
    readonly version: number;
    readonly state: "queued" | "sent" | "delivered" | "failed";
    /** When it was sent, else when it was queued; ISO 8601. */
    readonly at: string;
  }[];
  /** Published versions of this channel's notice and what changed in each. */
  readonly published: readonly {
    readonly version: number;
    readonly change: "first" | "editorial" | "material" | "purpose";
  }[];
  /** Recorded steps for advertising by this contact, on any channel, oldest first. */
  readonly consents: readonly {
    readonly identityId: string;
    readonly channelKind: ChannelKind;
    readonly purpose: "advertising" | "contact";
    readonly state: "asked" | "ambiguous" | "refused" | "granted" | "withdrawn" | "used";
    readonly at: string;
  }[];
}
