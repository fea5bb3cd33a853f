import { z } from "zod";
import { Instant, MemberId } from "./ids.ts";
import { CalendarDay } from "./values.ts";
import { Words } from "./words.ts";

// Somebody leaves the business: what that touches, who takes it over, and what became of it.

/** What is handed over, each to somebody of its own or to nobody. */
export const handedOver = ["conversations", "projects", "rooms", "shifts", "duty"] as const;
export type HandedOver = (typeof handedOver)[number];

const each = <T extends z.ZodType>(one: T) =>
  z.object({ conversations: one, projects: one, rooms: one, shifts: one, duty: one });
const Takers = each(MemberId.nullable());

/** `moved` went to the person named, `open` is left for somebody to take. */
const Moved = z.object({ toName: z.string().nullable(), moved: z.int(), open: z.int() });

/** GET /api/members/:id/departure?lastDay= : what it touches by that day, or what became of it. */
export const DepartureView = z.object({
  memberId: MemberId,
  name: z.string(),
  state: z.enum(["none", "planned", "done"]),
  lastDay: z.iso.date().nullable(),
  /** Why this person cannot be let go; null: they can. */
  refusal: Words.nullable(),
  /** Counts as of now: what would be ended, and what would be handed over or left open. */
  ends: z.object({ sessions: z.int(), devices: z.int(), programs: z.int() }),
  touches: each(z.int()),
  to: Takers,
  /** Who may take what. */
  takers: z.array(z.object({ id: MemberId, name: z.string(), may: z.array(z.enum(handedOver)) })),
  receipt: z
    .object({
      doneAt: Instant,
      /** Null: the server, because the last day was over. */
      byName: z.string().nullable(),
      sessions: z.int(),
      programs: z.int(),
      handed: each(Moved),
      devices: z.array(z.object({ label: z.string(), wipedAt: Instant.nullable() })),
    })
    .nullable(),
});
export type DepartureView = z.infer<typeof DepartureView>;

export const DepartureQuery = z.strictObject({ lastDay: CalendarDay.optional() });

/** PUT /api/members/:id/departure. `now`: today is the last day and it is over. */
export const PlanDeparture = z.strictObject({
  lastDay: CalendarDay,
  now: z.boolean().default(false),
  to: z.strictObject(Takers.shape).partial().default({}),
});
export type PlanDeparture = z.infer<typeof PlanDeparture>;
