import { awayLength, type OpeningView } from "../../contract/opening.ts";
import { listChannels } from "../channel-setup/list-channels.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addDays } from "../time/calendar-day.ts";
import { dayOf, localTime } from "../time/zone.ts";
import { holidayName } from "../working-time/holidays.ts";
import { calendarProblem, previewAway } from "./away-message.ts";
import { awayDefaultFor } from "./away-text.ts";
import { type AwayRow, loadAwayTexts } from "./opening.store.ts";
import { openingSentence } from "./opening-words.ts";
import { type Opening, readOpening } from "./read-opening.action.ts";

const shownHolidays = 3;

/** Opening hours, closed days and away texts, as the owner sees them. */
export async function showOpening(deps: Deps, tx: Tx, tenantId: string): Promise<OpeningView> {
  const opening = await readOpening(tx, tenantId);
  const { accounts } = await listChannels(deps, tx, tenantId);
  const texts = new Map((await loadAwayTexts(tx)).map((row) => [row.accountId, row]));
  const now = localTime(deps.clock.now(), opening.timeZone);
  const { calendar, emergencyPhone } = opening;
  return {
    hours: [...calendar.hours],
    closed: calendar.closed.filter(({ to }) => to >= dayOf(now)),
    holidays: nextHolidays(opening, dayOf(now)),
    stateKnown: calendar.state !== null,
    emergencyPhone,
    now: openingSentence(calendar, now) ?? null,
    textLength: awayLength,
    channels: accounts.map(({ id, channel, label, state }) => {
      const own = texts.get(id);
      const { active, text } = awayOf(own, opening);
      const problem = calendarProblem(opening, now) ?? previewAway(opening, text, now).problem;
      return {
        accountId: id,
        channel,
        label,
        live: state === "live",
        active,
        text,
        rests: active ? (problem ?? null) : null,
      };
    }),
  };
}

/** What leaves by itself on a channel; until somebody wrote one, a text that is ready and not switched on. */
export function awayOf(own: AwayRow | undefined, { emergencyPhone }: Opening): { active: boolean; text: string } {
  return own ? { active: own.active, text: own.text } : { active: false, text: awayDefaultFor(emergencyPhone) };
}

function nextHolidays({ calendar }: Opening, today: string): OpeningView["holidays"] {
  const found: OpeningView["holidays"] = [];
  for (let ahead = 0; ahead < 366 && found.length < shownHolidays; ahead++) {
    const day = addDays(today, ahead);
    const name = holidayName(day, calendar.state);
    if (name !== undefined) found.push({ day, name });
  }
  return found;
}
