// The engine at the command line: cases in, verdicts out, one line of text in, its class out.

import { isRecord } from "../../contract/named-in.ts";
import { tryJson } from "../../contract/try-json.ts";
import { classifyText, type TextClass } from "./classify-text.ts";
import { evaluate } from "./evaluate.ts";
import { actions, parseAction, parseFacts } from "./facts.ts";
import { nearestName } from "./nearest-name.ts";
import { formatVerdict, type Verdict } from "./verdict.ts";

/** A case nobody can read is denied, and has a `problem` that names it. */
export type ExplainedCase = {
  id: string;
  verdict: string;
  rules: string[];
  requires: string[];
  why_de: string;
  problem?: string;
};
/** A line nobody can read has a `problem` that names it, and no class. */
export type ClassifiedLine = { id: string; class?: TextClass; signals: string[]; problem?: string };

const idOf = (value: unknown, fallback: string): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : fallback;

/**
 * Decides one case or a list of cases `{ id?, given, when }`; what else a case carries (title, then) is ignored.
 * A case nobody can read is denied with the reason. The verdict comes in its one-line grammar. `notice` hears what a
 * case was decided without: a slip in a name would be overread at the end of the reason.
 */
export function explainCases(json: unknown, notice: (line: string) => void = () => undefined): ExplainedCase[] {
  if (!Array.isArray(json) && !isRecord(json))
    throw new Error("Darin steht kein Fall: gebraucht wird ein Objekt oder eine Liste.");
  const cases = Array.isArray(json) ? json : [json];
  return cases.map((item, index) => {
    const problem = unreadable(item);
    if (problem === undefined && isRecord(item)) {
      const { answer, problems } = explainCase(item, `case-${index + 1}`);
      for (const slip of problems) notice(`Fall ${index + 1}: ${slip}`);
      return answer;
    }
    const id = idOf(isRecord(item) ? item.id : undefined, `case-${index + 1}`);
    return { ...refused(id, `Der Fall ist nicht zu lesen: ${problem}`), problem: `Fall ${index + 1}: ${problem}` };
  });
}

/** Facts that are left out are unknown, and an action nobody knows is one nobody may do: both can be read. */
function unreadable(item: unknown): string | undefined {
  if (!isRecord(item)) return "Hier steht kein JSON-Objekt mit „given“ und „when“.";
  if (typeof item.when !== "string") return missing("when", item.when);
  return item.given === undefined || isRecord(item.given) ? undefined : "Unter „given“ steht kein Objekt mit Fakten.";
}

const missing = (name: string, value: unknown): string =>
  value === undefined ? `Hier fehlt „${name}“.` : `Unter „${name}“ steht kein Text.`;

/** `problems`: what stood in the case and was not understood. */
function explainCase(item: Record<string, unknown>, fallbackId: string): { answer: ExplainedCase; problems: string[] } {
  const id = idOf(item.id, fallbackId);
  const action = parseAction(item.when);
  if (action === undefined) {
    const meant = nearestName(String(item.when), actions);
    const why = "Diesen Vorgang kennt das Regelwerk nicht, deshalb bleibt er gesperrt.";
    const hint = meant === undefined ? why : `${why} Gemeint ist vielleicht „${meant}“.`;
    return { answer: refused(id, hint), problems: [hint] };
  }
  const { facts, problems, hides } = parseFacts(item.given ?? {});
  const verdict = evaluate(action, facts);
  if (!hides || verdict.verdict === "deny") return { answer: explained(id, verdict, problems), problems };
  const why = "Eine Angabe, die das verbieten könnte, ist nicht zu lesen; berichtige sie.";
  return { answer: refused(id, [why, ...problems].join(" ")), problems };
}

const explained = (id: string, verdict: Verdict, problems: readonly string[]): ExplainedCase => ({
  id,
  verdict: formatVerdict(verdict),
  rules: [...verdict.rules],
  requires: [...verdict.requires],
  why_de: [verdict.whyDe, ...problems].join(" "),
});

const refused = (id: string, why: string): ExplainedCase => ({
  id,
  verdict: "deny",
  rules: [],
  requires: [],
  why_de: why,
});

/**
 * Classifies texts given as JSON lines `{ "text": "…", "id"?: … }`; blank lines are skipped, a line of plain words
 * counts as the text itself, one that was meant to be JSON and is none has a `problem`. One object or list over several
 * lines is read as well. `signals` are the words that gave it away.
 */
export function classifyLines(text: string): ClassifiedLine[] {
  const one = tryJson(text);
  if (Array.isArray(one)) return one.map((item, index) => classifyItem(item, `${index + 1}`, `Eintrag ${index + 1}`));
  if (isRecord(one)) return [classifyItem(one, "1", "Eintrag 1")];
  const answers: ClassifiedLine[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== "") answers.push(classifyLine(line, String(index + 1)));
  }
  return answers;
}

function classifyLine(line: string, fallbackId: string): ClassifiedLine {
  const item = tryJson(line);
  const isText = !isRecord(item) && typeof item !== "string" && !/^\s*[{[]/.test(line);
  return classifyItem(isText ? line : item, fallbackId, `Zeile ${fallbackId}`);
}

function classifyItem(item: unknown, fallbackId: string, place: string): ClassifiedLine {
  if (typeof item === "string") return withClass(fallbackId, item);
  if (!isRecord(item))
    return { id: fallbackId, signals: [], problem: `${place}: Hier steht kein JSON-Objekt mit „text“.` };
  const id = idOf(item.id, fallbackId);
  if (typeof item.text === "string") return withClass(id, item.text);
  return { id, signals: [], problem: `${place}: ${missing("text", item.text)}` };
}

function withClass(id: string, text: string): ClassifiedLine {
  const found = classifyText(text);
  return { id, class: found.class, signals: found.signals.map((signal) => signal.phrase) };
}
