import { z } from "zod";
import { Instant } from "./ids.ts";

// The checklist of a device (DV-1, DV-2): confirmed when it is enrolled and again each year, with photos as proof.

export const checkPoints = ["screen_lock", "contacts_off", "backup_off", "gallery_off"] as const;
export const CheckPoint = z.enum(checkPoints);
export type CheckPoint = z.infer<typeof CheckPoint>;

/** All of it holds, or the device stays out: there is nothing to tick that could be false. */
export const Checklist = z.strictObject({
  screen_lock: z.literal(true),
  contacts_off: z.literal(true),
  backup_off: z.literal(true),
  gallery_off: z.literal(true),
});
export type Checklist = z.infer<typeof Checklist>;

export const CheckView = z.object({
  id: z.uuid(),
  kind: z.enum(["enrolment", "yearly"]),
  state: z.enum(["waiting", "passed", "refused"]),
  points: z.array(CheckPoint),
  ownedByBusiness: z.boolean(),
  holder: z.string(),
  submittedAt: Instant,
  submittedBy: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  photos: z.array(z.object({ id: z.uuid(), point: CheckPoint })),
});
export type CheckView = z.infer<typeof CheckView>;

/** GET /api/devices/:id/checks: newest first. */
export const CheckList = z.object({ items: z.array(CheckView) });
export type CheckList = z.infer<typeof CheckList>;

/** POST /api/devices/:id/checks */
export const SubmitCheck = z.strictObject({ ownedByBusiness: z.literal(true), checklist: Checklist });
export const CheckSubmitted = z.object({ id: z.uuid() });
export type CheckSubmitted = z.infer<typeof CheckSubmitted>;

export const CheckParams = z.strictObject({ id: z.uuid(), check: z.uuid() });
export const CheckPhotoParams = z.strictObject({ id: z.uuid(), check: z.uuid(), photo: z.uuid() });
/** POST /api/devices/:id/checks/:check/photos?point=…, a picture as a form. */
export const PhotoOf = z.strictObject({ point: CheckPoint });
/** POST /api/devices/:id/checks/:check/decide: the owner has looked at it. */
export const DecideCheck = z.strictObject({ passed: z.boolean() });

/** How a device stands: `due` within 30 days, `overdue` after its day, `waiting` for the owner's look. */
export const CheckStanding = z.enum(["fine", "due", "overdue", "waiting"]);
export type CheckStanding = z.infer<typeof CheckStanding>;
