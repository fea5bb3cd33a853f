import { expect, test } from "vitest";
import { type AnswerContext, judgeAnswer, type Worth } from "../../src/server/consent/judge-answer.ts";

/** What an answer is worth, three hours after the question unless said otherwise. */
export const worth = (
  text: string,
  context: AnswerContext,
  hoursSinceQuestion: number | null = 3,
  button: "yes" | "no" | null = null,
): Worth => judgeAnswer({ text, context, button, hoursSinceQuestion }).worth;

export const reply = "after_consent_question";
export const again = "after_clarifying";

/** One test per text of a table. */
export function saying(context: AnswerContext, table: Partial<Record<Worth, readonly string[]>>): void {
  for (const [expected, texts] of Object.entries(table))
    test.each(texts)(`${expected}: %s`, (text) => expect(worth(text, context)).toBe(expected));
}
