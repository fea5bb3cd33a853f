// What stands on "Heute" in which place: where two looks agree in this, the newer one moves nothing. Pure.
import type { TodayProjects } from "../../contract/projects.ts";
import type { TeamSetting } from "../../contract/team.ts";
import type { Today } from "../../contract/today.ts";
import { mayAsk } from "../roster/may-ask.ts";
import { stillAgreed } from "./still-agreed.ts";

/** What one look brought, all of it. */
export interface Look {
  /** When one looked: what the time alone changes stands as it was then. */
  readonly at: number;
  readonly today: Today;
  readonly jobs: TodayProjects | undefined;
  readonly setting?: TeamSetting | undefined;
  /** No channel was ever opened: nobody can write, and the set-up comes before everything else. */
  readonly unopened: boolean;
  /** When the copy was made that stands in place of an answer of the server. */
  readonly copiedAt?: string;
}

/** A number moves nothing, nor does what "Heute" does not show of a project. */
export function layoutOf({ at, today, jobs, setting, unopened, copiedAt }: Look): string {
  const needs = today.needs.map(({ kind, path, stopped }) => [kind, path, stopped]);
  const shown = jobs?.items.map(({ appointment, project }) => {
    const { id, startsAt, endsAt } = appointment;
    const { name, customer, address, access, roomId } = project;
    return [id, startsAt, endsAt, name, customer, address, access, roomId];
  });
  const byTime = [today.quiet && jobsLeft({ at, today, jobs }), today.unseen.map((one) => mayAsk(one, at))];
  return JSON.stringify([{ ...today, needs }, shown, setting, unopened, copiedAt !== undefined, byTime]);
}

/** Whoever reads that they are off is told of a job in the same breath. */
export const jobsLeft = ({ at, today, jobs }: Pick<Look, "at" | "today" | "jobs">): boolean =>
  stillAgreed(jobs?.items.map(({ appointment }) => appointment) ?? [], today.shift, at);
