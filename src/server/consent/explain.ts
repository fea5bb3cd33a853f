// Answers at the command line: JSON lines in, what each is worth out.
import { z } from "zod";
import { judgeAnswer, type Worth } from "./judge-answer.ts";

const Line = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string().nullish(),
  context: z.enum(["after_consent_question", "after_clarifying", "other"]).nullish(),
  button: z.enum(["yes", "no"]).nullish(),
  hoursSinceQuestion: z.number().nullish(),
});

export interface ExplainedAnswer {
  readonly id: string;
  readonly worth: Worth;
  readonly why_de: string;
}

/** One answer for each line that is not blank. A line nobody can read is worth nothing, with the reason. */
export function explainAnswers(input: string): ExplainedAnswer[] {
  return input
    .split(/\r?\n/)
    .map((line, i) => ({ line, fallback: String(i + 1) }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, fallback }) => explainLine(line, fallback));
}

function explainLine(line: string, fallback: string): ExplainedAnswer {
  const read = Line.safeParse(parsed(line));
  if (!read.success) return { id: fallback, worth: "none", why_de: "Diese Zeile lässt sich nicht lesen." };
  const { id, text, context, button, hoursSinceQuestion } = read.data;
  const { worth, whyDe } = judgeAnswer({
    text: text ?? "",
    context: context ?? "other",
    button: button ?? null,
    hoursSinceQuestion: hoursSinceQuestion ?? null,
  });
  return { id, worth, why_de: whyDe };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
