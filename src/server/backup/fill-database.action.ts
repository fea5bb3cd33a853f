import type { Progress } from "./archive.ts";
import { connect, isEmpty } from "./load.store.ts";
import { type Load, loadArchive } from "./load-archive.action.ts";

/** Fills the database behind `url` from archive and key file; refuses one that holds anything (F22). */
export async function fillDatabase(url: string, load: Load, progress: Progress): Promise<void> {
  const client = await connect(url);
  try {
    if (!(await isEmpty(client)))
      throw new Error(
        "In der Datenbank (DATABASE_URL) liegen schon Tabellen. Wiederhergestellt wird nur in eine leere. Es wurde nichts geändert. " +
          "Hat eine abgebrochene Wiederherstellung sie hinterlassen, dann bitte die Datenbank löschen, neu anlegen und noch einmal wiederherstellen.",
      );
    await loadArchive(client, load, progress);
  } finally {
    await client.end();
  }
}
