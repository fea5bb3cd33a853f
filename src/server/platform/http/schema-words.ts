import type { Words } from "../../../contract/words.ts";

/** What a schema found, as Zod tells it. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  /** What was measured: "string", "number", "array" … */
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: unknown;
  readonly keys?: unknown;
}

/** The sentence for a field whose schema has none of its own. Pure; says nothing of what was sent. */
export function wordsOf(issue: SchemaIssue): Words {
  switch (issue.code) {
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "unrecognized_keys": {
      const names = Array.isArray(issue.keys) ? someOf(issue.keys) : "";
      return { de: `Unbekannt ist: ${names}.`, en: `Unknown: ${names}.` };
    }
    case "invalid_value":
      return { de: "Diese Auswahl gibt es nicht.", en: "There is no such choice." };
    default:
      return { de: "Die Angabe fehlt oder hat eine andere Form.", en: "Missing, or in another form." };
  }
}

/** Whoever mistyped has a few of them; a megabyte of made-up names is no answer of ours. */
const someOf = (keys: readonly unknown[]): string => {
  const shown = keys.slice(0, 20).map((key) => String(key).slice(0, 60));
  return [...shown, ...(keys.length > shown.length ? ["…"] : [])].join(", ");
};

function tooSmall({ origin, minimum, inclusive }: SchemaIssue): Words {
  const least = String(minimum);
  if (origin === "string")
    return minimum === 1
      ? { de: "Das fehlt noch.", en: "This is missing." }
      : { de: `Mindestens ${least} Zeichen.`, en: `At least ${least} characters.` };
  if (inclusive === false) return { de: `Mehr als ${least}.`, en: `More than ${least}.` };
  if (origin === "array") return { de: `Mindestens ${least} davon.`, en: `At least ${least} of them.` };
  return { de: `Mindestens ${least}.`, en: `At least ${least}.` };
}

function tooBig({ origin, maximum, inclusive }: SchemaIssue): Words {
  const most = String(maximum);
  if (origin === "string") return { de: `Höchstens ${most} Zeichen.`, en: `At most ${most} characters.` };
  if (inclusive === false) return { de: `Weniger als ${most}.`, en: `Less than ${most}.` };
  if (origin === "array") return { de: `Höchstens ${most} davon.`, en: `At most ${most} of them.` };
  return { de: `Höchstens ${most}.`, en: `At most ${most}.` };
}
