/** Body of a template with its gaps filled; an open gap stays as "{{2}}". Gaps are numbered from 1. */
export function fillTemplate(body: string, parameters: readonly string[]): string {
  return body.replace(/\{\{(\d+)\}\}/g, (whole, digits: string) => parameters[Number(digits) - 1]?.trim() || whole);
}

/** Words around a gap, so that people know what belongs there: "Ihr Termin ist am …". */
export function gapContext(body: string, gap: number): string {
  const at = body.indexOf(`{{${gap}}}`);
  if (at < 0) return "";
  const before = body.slice(0, at).replace(/\{\{\d+\}\}/g, "…");
  return (
    before
      .split(/[.!?\n]/)
      .at(-1)
      ?.trim() ?? ""
  );
}

const greeting =
  /(?:^|[\n.!?]\s*)(?:Guten (?:Tag|Morgen|Abend)|Hallo|Moin|Servus|Grüß Gott|Sehr geehrter?|Lieber?),? \{\{1\}\}/;

/** What stands in the gaps to begin with: the name where somebody is greeted with the first one. */
export function firstParameters(body: string, gaps: number, name: string): string[] {
  return Array.from({ length: gaps }, (_, index) => (index === 0 && greeting.test(body) ? name : ""));
}
