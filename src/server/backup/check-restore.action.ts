import { documentTime } from "../platform/documents/document.ts";
import { instant } from "../platform/instant.ts";
import { unknownMigrations } from "../platform/migrate.ts";
import type { About, Progress } from "./archive.ts";
import type { BackupKey } from "./backup-key.adapter.ts";
import { BadArchive, readAbout, readArchive } from "./read-archive.adapter.ts";

/**
 * Everything that can be said before a single byte is written: do sheet, key file and archive belong together, is the
 * key file young enough, does this program know the schema, is the archive whole to its last byte (F23, F25).
 * Throws BadArchive with the sentence to show; first what is quick, so that a wrong key is refused at once.
 */
export async function checkRestore(
  archive: string,
  keys: string,
  key: BackupKey,
  progress: Progress,
): Promise<{ about: About }> {
  const about = await readAbout(archive, key);
  const keysAbout = await readAbout(keys, key);
  const refuse = (why: string) => new BadArchive(`${why} Es wurde nichts geändert.`);
  const at = ({ madeAt }: About) => documentTime(instant(Date.parse(madeAt)), "de");
  if (about.kind !== "data") throw refuse("Das ist eine Schlüsseldatei und keine Sicherung.");
  if (keysAbout.kind !== "keys") throw refuse("Das ist keine Schlüsseldatei (--keys).");
  if (about.installationId !== keysAbout.installationId)
    throw refuse("Die Schlüsseldatei gehört zu einer anderen Installation als die Sicherung.");
  if (keysAbout.madeAt < about.madeAt)
    throw refuse(
      `Die Schlüsseldatei (${at(keysAbout)}) ist älter als die Sicherung (${at(about)}). Nehmen Sie die neueste.`,
    );
  if (unknownMigrations([...about.migrations, ...keysAbout.migrations]).length > 0)
    throw refuse("Die Sicherung stammt aus einer neueren Fassung von Werkbote. Spiel die zuerst ein.");
  await readArchive(keys, key, {}, () => {});
  await readArchive(archive, key, {}, progress);
  return { about };
}
