import { tidy, transcriptPlace } from "../attachments/transcript.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { putTranscript, type TeamFileRow } from "./team-file.store.ts";
import { openTeamKeys } from "./team-keys.action.ts";

/**
 * Seals what is said in a file of the team, or takes it away with an empty text; whether the caller may was asked before.
 * @param seen since when what the writer saw stands there, null where nothing did
 */
export async function keepTranscript(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId, memberId }: Pick<Caller, "tenantId" | "memberId">,
  row: TeamFileRow,
  text: string,
  seen: Date | null,
): Promise<void> {
  const key = (await openTeamKeys(deps.seal, tx, tenantId, [row.owner_id])).get(row.owner_id);
  if (!key) throw new Problem("not-found");
  const words = tidy(text);
  const sealed = deps.seal.forContact(tenantId, key, transcriptPlace("team_file", row.file_id), words);
  const transcript = words === "" ? undefined : { sealed, by: memberId, at: deps.clock.now() };
  if (!(await putTranscript(tx, row.file_id, transcript, seen)))
    throw new Problem("conflict", {
      detail: {
        de: "Inzwischen hat jemand anders mitgeschrieben. Lies das bitte zuerst.",
        en: "Somebody else has written it down in the meantime. Please read that first.",
      },
    });
}
