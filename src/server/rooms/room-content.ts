import { z } from "zod";
import { isVisible } from "../../contract/visible.ts";
import { Problem } from "../platform/problem.ts";

/** What is sealed of a message. */
export const RoomContent = z.object({
  text: z.string(),
  poll: z.object({ options: z.array(z.string()), multiple: z.boolean() }).optional(),
  /** Why it had to reach people off duty. */
  emergencyReason: z.string().optional(),
});
export type RoomContent = z.infer<typeof RoomContent>;

/** What the search finds of it. */
export const textOf = ({ text, poll }: RoomContent): string => [text, ...(poll?.options ?? [])].join("\n");

export function excerptOf({ text }: RoomContent): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** Signs nobody sees say nothing. */
export function assertSaid(text: string, what: "new" | "edited"): void {
  if (!isVisible(text)) throw new Problem("bad-input", { fields: { text: unsaid[what] } });
}
const unsaid = {
  new: { de: "Schreib etwas oder häng ein Foto an.", en: "Write something or attach a photo." },
  edited: {
    de: "So stünde nichts mehr da. Schreib etwas, oder zieh die Nachricht zurück.",
    en: "Nothing would be left. Write something, or take the message back.",
  },
} as const;

/** One name for the direct room of two people, whoever opens it. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(":");

/** Taken back, or written by the house, or in a room that was put away: nobody changes it any more. */
export function assertChangeable(
  message: { readonly kind: string; readonly revokedAt: Date | null },
  room: { readonly closedAt: Date | null },
): void {
  if (message.revokedAt !== null || message.kind === "event") throw new Problem("conflict");
  if (room.closedAt !== null)
    throw new Problem("conflict", { detail: { de: "Dieser Raum ist abgelegt.", en: "This room is put away." } });
}
