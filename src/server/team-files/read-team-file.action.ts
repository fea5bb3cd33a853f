import { TeamFileView } from "../../contract/rooms.ts";
import { nameWithEnding } from "../attachments/file-name.ts";
import { endingOf, type Media } from "../attachments/media-types.ts";
import { readSealed, unlessDamaged } from "../attachments/vault.adapter.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Hold } from "../platform/http/outgoing-bytes.adapter.ts";
import { loadFile, type TeamFileRow } from "./team-file.store.ts";
import { viewFiles } from "./team-files.action.ts";
import { openTeamKeys } from "./team-keys.action.ts";

/** A file by its id, before anybody asked whether the caller may see it. */
export async function findTeamFile(tx: Tx, fileId: string): Promise<TeamFileRow | undefined> {
  return await loadFile(tx, fileId);
}

/**
 * The bytes of a file, opened; undefined when they are not there, damaged, or the key is gone.
 * @param hold of somebody who takes it over the net
 */
export async function readTeamFile(
  deps: Pick<Deps, "config" | "seal">,
  tx: Tx,
  tenantId: string,
  row: TeamFileRow,
  part: "content" | "thumbnail",
  hold: Hold = () => {},
) {
  if (part === "thumbnail" && !row.has_thumbnail) return undefined;
  const key = (await openTeamKeys(deps.seal, tx, tenantId, [row.owner_id])).get(row.owner_id);
  if (part === "content") hold(row.bytes);
  const sealed = await unlessDamaged(() => readSealed(deps.config.dataDir, tenantId, row.file_id, part));
  if (!key || !sealed) return undefined;
  const place = { table: "attachment", row: row.file_id, column: part };
  const bytes = await unlessDamaged(() => deps.seal.openForContact(tenantId, key, place, sealed));
  if (!bytes) return undefined;
  const mimeType = part === "thumbnail" ? "image/webp" : row.mime_type;
  const [view] = await viewFiles(deps, tx, tenantId, [row]);
  const media: Media = part === "thumbnail" ? "image" : TeamFileView.shape.media.parse(row.media);
  const hash = Buffer.from(row.hash_after).toString("hex").slice(0, 32);
  return {
    bytes,
    mimeType,
    media,
    name: nameWithEnding(view?.name ?? "Datei", endingOf(mimeType)),
    tag: `${hash}-${part[0]}`,
  };
}
