import { z } from "zod";
import { EnrolmentCode } from "./access.ts";
import { Instant, MemberId } from "./ids.ts";
import { press } from "./press.ts";
import { ProjectId } from "./projects.ts";
import { typedLine } from "./typed.ts";
import { CalendarDay } from "./values.ts";

// Guests of a project: a subcontractor's people. They see this one project until a day, and nothing else.

const Name = typedLine(80).min(1);

export const GuestView = z.object({
  id: MemberId,
  name: z.string(),
  firm: z.string(),
  endsOn: z.iso.date(),
  /** invited: no device yet · waiting: a device wants to be let in · here · ended. */
  state: z.enum(["invited", "waiting", "here", "ended"]),
  endedAt: Instant.nullable(),
});
export type GuestView = z.infer<typeof GuestView>;

/** GET /api/projects/:id/guests */
export const GuestList = z.object({ items: z.array(GuestView) });
export type GuestList = z.infer<typeof GuestList>;

/** POST /api/projects/:id/guests: by link or code, for this project alone, until a day. */
export const InviteGuest = z.strictObject({ name: Name, firm: Name, endsOn: CalendarDay, ...press });
export type InviteGuest = z.infer<typeof InviteGuest>;
/** The code is shown once; it enters one device and is good for two days. */
export const GuestInvited = z.object({ id: MemberId, code: EnrolmentCode });
export type GuestInvited = z.infer<typeof GuestInvited>;

export const GuestsParams = z.strictObject({ id: ProjectId });
export const GuestParams = z.strictObject({ id: ProjectId, guest: MemberId });
/** PATCH /api/projects/:id/guests/:guest. `was`: the day one saw; if somebody has moved it since, it is a conflict. */
export const ChangeGuest = z.strictObject({ endsOn: CalendarDay, was: CalendarDay.optional() });
export type ChangeGuest = z.infer<typeof ChangeGuest>;
