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
