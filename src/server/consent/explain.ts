// Answers at the command line: JSON lines in, what each is worth out.
import { z } from "zod";
import { tryJson } from "../../contract/try-json.ts";
import { judgeAnswer, type Worth } from "./judge-answer.ts";

const Line = z.object({
  id: z.union([z.string(), z.number()]).transform(String).nullish(),
  text: z.string().nullish(),
  context: z.enum(["after_consent_question", "after_clarifying", "other"]).nullish(),
  button: z.enum(["yes", "no"]).nullish(),
  hoursSinceQuestion: z.number().nullish(),
});

/** A line nobody can read has a `problem` that names it, and no worth: what stands there may well be a yes. */
export interface ExplainedAnswer {
  readonly id: string;
  readonly worth?: Worth;
  readonly why_de?: string;
  readonly problem?: string;
}

/** One answer for each line that is not blank; a line of plain words is the answer itself. One object or list over several lines is read as well. */
export function explainAnswers(input: string): ExplainedAnswer[] {
  const one = tryJson(input);
  if (Array.isArray(one)) return one.map((item, i) => explainItem(item, String(i + 1), "Eintrag"));
  if (one !== null && typeof one === "object") return [explainItem(one, "1", "Eintrag")];
  return input
    .split(/\r?\n/)
    .map((line, i) => ({ line, fallback: String(i + 1) }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, fallback }) => explainItem(itemOf(line), fallback, "Zeile"));
}

/** "1" or "ja" is what somebody answered, as it stands there; what was meant to be JSON and is none is not. */
function itemOf(line: string): unknown {
  const item = tryJson(line);
  if (typeof item === "string") return { text: item };
  const isMeantAsJson = /^\s*[{["]/.test(line);
  return isMeantAsJson ? item : { text: line };
}

function explainItem(item: unknown, fallback: string, place: string): ExplainedAnswer {
  const read = Line.safeParse(item);
  if (!read.success) return { id: fallback, problem: `${place} ${fallback}: ${problemOf(item, read.error)}` };
  const { text, context, button, hoursSinceQuestion } = read.data;
  const { worth, whyDe } = judgeAnswer({
    text: text ?? "",
    context: context ?? "other",
    button: button ?? null,
    hoursSinceQuestion: hoursSinceQuestion ?? null,
  });
  return { id: read.data.id ?? fallback, worth, why_de: whyDe };
}

function problemOf(item: unknown, error: z.ZodError): string {
  if (typeof item !== "object" || item === null || Array.isArray(item))
    return "Hier steht kein JSON-Objekt mit „text“.";
  const fields = new Set(error.issues.map((issue) => `„${String(issue.path[0])}“`));
  return `Hier ist nicht zu lesen: ${[...fields].join(", ")}.`;
}
