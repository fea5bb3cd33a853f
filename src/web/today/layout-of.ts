// What stands on "Heute" in which place: where two looks agree in this, the newer one moves nothing. Pure.
import type { TodayProjects } from "../../contract/projects.ts";
import type { TeamSetting } from "../../contract/team.ts";
import type { Today } from "../../contract/today.ts";

/** What one look brought, all of it. */
export interface Look {
  readonly today: Today;
  readonly jobs: TodayProjects | undefined;
  readonly setting?: TeamSetting | undefined;
  /** No channel was ever opened: nobody can write, and the set-up comes before everything else. */
  readonly unopened: boolean;
  /** When the copy was made that stands in place of an answer of the server. */
  readonly copiedAt?: string;
}

/** A number moves nothing, nor does what "Heute" does not show of a project. */
export function layoutOf({ today, jobs, setting, unopened, copiedAt }: Look): string {
  const needs = today.needs.map(({ kind, path, stopped }) => [kind, path, stopped]);
  const shown = jobs?.items.map(({ appointment, project }) => {
    const { id, startsAt, endsAt } = appointment;
    const { name, customer, address, access, roomId } = project;
    return [id, startsAt, endsAt, name, customer, address, access, roomId];
  });
  return JSON.stringify([{ ...today, needs }, shown, setting, unopened, copiedAt !== undefined]);
}
