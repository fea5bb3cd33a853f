import type { ChannelKind } from "../../contract/ids.ts";
/** The published notice of a channel, ready to hand over. */
export interface CurrentNotice {
  readonly channelKind: ChannelKind;
  readonly version: number;
  /** First-contact text with all addresses filled in. */
  readonly shortText: string;
  readonly linkUrl: string;
  readonly contentHash: Uint8Array;
}
