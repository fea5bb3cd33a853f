import type { Media } from "./media-types.ts";

/** What a stored file adds to its row; the hashes and tags are the proof of PH-1. */
export interface StoredFields {
  readonly media: Media;
  readonly mime_type: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly has_thumbnail: boolean;
  readonly hash_before: Uint8Array;
  readonly hash_after: Uint8Array;
  readonly removed_tags: string[];
  /** Null: of a kind nobody could look into, kept as it came. */
  readonly stripped_at: Date | null;
}
