import { z } from "zod";
import { Instant, MemberId } from "./ids.ts";
import { Finding, ShiftKind } from "./roster.ts";
import { LocalTime } from "./roster-time.ts";
import { typedText } from "./typed.ts";

// Swaps: a shift goes to a colleague, for one of theirs in return where that is wanted.

/** `lapsed`: the plan of a shift changed, or another swap took it. */
const SwapState = z.enum(["proposed", "accepted", "done", "declined", "withdrawn", "refused", "lapsed"]);
/** What a colleague learns of a shift that may change hands: when and what, never where. */
const SwapShift = z.object({ id: z.uuid(), kind: ShiftKind, start: LocalTime, end: LocalTime });
/**
 * POST /api/roster/swaps. `toMemberId` null asks everybody who may: "Wer kann?" `returnShiftId`: the shift of theirs
 * that is taken in return.
 */
export const ProposeSwap = z
  .strictObject({
    shiftId: z.uuid(),
    toMemberId: MemberId.nullable(),
    returnShiftId: z.uuid().nullable().default(null),
    words: typedText(300).default(""),
  })
  .refine((one) => one.returnShiftId === null || one.toMemberId !== null, {
    path: ["toMemberId"],
    message: "Getauscht wird mit einer Person.",
  });

/** What the checks say once the swap is done: of whoever takes the shift, and of the other who takes theirs in return. */
const swapFindings = { findings: z.array(Finding), returnFindings: z.array(Finding) };

/** `proposed` false: the findings say why one of the two may not. */
export const SwapProposed = z.object({ proposed: z.boolean(), swapId: z.uuid().nullable(), ...swapFindings });
export type SwapProposed = z.infer<typeof SwapProposed>;

/** POST /api/roster/swaps/:id/answer. accept and decline: who is asked; withdraw: who asked; approve and refuse: the office. */
export const AnswerSwap = z.strictObject({ answer: z.enum(["accept", "decline", "withdraw", "approve", "refuse"]) });
export const SwapAnswered = z.object({ done: z.boolean(), state: SwapState, ...swapFindings });
export type SwapAnswered = z.infer<typeof SwapAnswered>;

/** GET /api/roster/swaps: those one is part of, could take, or may approve. */
export const SwapView = z.object({
  id: z.uuid(),
  state: SwapState,
  from: z.object({ memberId: MemberId, name: z.string() }),
  to: z.object({ memberId: MemberId, name: z.string() }).nullable(),
  shift: SwapShift,
  /** The shift of `to` that `from` takes in return; null: it is only handed over. */
  returnShift: SwapShift.nullable(),
  words: z.string(),
  madeAt: Instant,
  /** `findings` are of the caller where nobody is named yet. */
  ...swapFindings,
  /** What the caller may answer. */
  may: z.array(AnswerSwap.shape.answer),
});
export type SwapView = z.infer<typeof SwapView>;
export const SwapList = z.object({ items: z.array(SwapView) });
export type SwapList = z.infer<typeof SwapList>;

/** GET /api/roster/takers/:id (own shift): the colleagues; `may`: they may take it, by the rules. */
export const TakerList = z.object({
  items: z.array(z.object({ memberId: MemberId, name: z.string(), may: z.boolean() })),
});
export type TakerList = z.infer<typeof TakerList>;

/** GET /api/roster/exchanges/:id?with=… (own shift): the colleague's shifts around it, and what each exchange would mean. */
export const ExchangeQuery = z.strictObject({ with: MemberId });
export const ExchangeList = z.object({ items: z.array(z.object({ shift: SwapShift, ...swapFindings })) });
export type ExchangeList = z.infer<typeof ExchangeList>;
