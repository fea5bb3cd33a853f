/** The published notice of a channel, ready to hand over. */
export interface CurrentNotice {
  readonly channelKind: string;
  readonly version: number;
  /** First-contact text with all addresses filled in. */
  readonly shortText: string;
  readonly linkUrl: string;
  readonly contentHash: Uint8Array;
}
