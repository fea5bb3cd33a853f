import type { ChannelKind } from "../../../contract/ids.ts";
import type { StepState } from "../../consent/consent.ts";

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
  /** Since when the contact waits for an answer; null: their concern is answered. */
  readonly waitingSince: Date | null;
  /** The contact asked that their data be not used for now, and nobody has closed the request (Art. 18 GDPR). */
  readonly useRestricted: boolean;
  /** The contact's wrapped data key; null = erased. */
  readonly key: { readonly epoch: number; readonly wrapped: Uint8Array } | null;
  /** Notices handed to this identity on this channel, with their state. */
  readonly notices: readonly {
    readonly version: number;
    readonly state: "queued" | "sent" | "delivered" | "failed";
    /** When it was sent, else when it was queued; ISO 8601. */
    readonly at: string;
    /** Nobody knows whether the channel got it; a receipt or a member will say (F12). */
    readonly uncertain: boolean;
  }[];
  /** Published versions of this channel's notice and what changed in each. */
  readonly published: readonly {
    readonly version: number;
    readonly change: "first" | "editorial" | "material" | "purpose";
  }[];
  /** Recorded steps for advertising by this contact, on any channel, in the order of recording. */
  readonly consents: readonly {
    readonly identityId: string;
    readonly channelKind: ChannelKind;
    readonly purpose: "advertising" | "contact";
    readonly state: StepState;
    readonly at: string;
    /** The message that asked; null for every other step. */
    readonly askedBy: string | null;
  }[];
}
