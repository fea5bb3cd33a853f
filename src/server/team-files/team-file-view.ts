import type { Shows } from "../../contract/projects.ts";
import { TeamFileView } from "../../contract/rooms.ts";
import { opensInPage } from "../attachments/media-types.ts";

/** A file as screens show it. */
export function teamFileView(
  row: {
    readonly file_id: string;
    readonly media: string;
    readonly mime_type: string;
    readonly bytes: number;
    readonly width: number | null;
    readonly height: number | null;
    readonly has_thumbnail: boolean;
    readonly shows: Shows | null;
    readonly copy_of: string | null;
    readonly created_by: string;
    readonly created_at: Date;
    readonly transcript_by: string | null;
    readonly transcript_at: Date | null;
    readonly transcript_author: string | null;
  },
  name: string | null,
  transcript: string | null,
): TeamFileView {
  return TeamFileView.parse({
    id: row.file_id,
    media: row.media,
    mimeType: row.mime_type,
    name,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    hasThumbnail: row.has_thumbnail,
    inline: opensInPage({ ...row, mimeType: row.mime_type }),
    shows: row.shows,
    copyOf: row.copy_of,
    authorId: row.created_by,
    at: row.created_at.toISOString(),
    transcript:
      transcript === null
        ? null
        : {
            text: transcript,
            authorId: row.transcript_by,
            authorName: row.transcript_author ?? "",
            at: row.transcript_at?.toISOString(),
          },
  });
}
