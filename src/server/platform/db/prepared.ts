import type pg from "pg";

/** Bounds what a connection keeps prepared: every statement of ours for a single row, none for long lists. */
const mostStatements = 400;
const mostValues = 24;
const longestList = 4;
const names = new Map<string, string>();

/**
 * In front of a statement that must not be prepared: its plan would be made while its tables are small, and be kept when
 * they have grown, until the database counts anew. A page of many joined rows costs more than its planning.
 */
export const plannedAnew = "/* planned anew */";

/**
 * A name for a statement that comes again and again. Lists of many lengths would fill PostgreSQL's memory, and a plan
 * made for short ones is a poor plan for long ones.
 */
function nameOf(text: string, values: readonly unknown[], longest: number): string | undefined {
  if (values.length > mostValues || text.includes(plannedAnew)) return undefined;
  if (values.length === 0 && !/^\s*select/.test(text)) return undefined;
  if (values.some((value) => Array.isArray(value) && value.length > longest)) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * A statement for a connection: prepared once there, so PostgreSQL parses and plans it once, where that pays.
 * @param byKey its plan is the same for a list of any length
 */
export function prepared(text: string, values: readonly unknown[], byKey = false): pg.QueryConfig {
  const name = nameOf(text, values, byKey ? Number.POSITIVE_INFINITY : longestList);
  return { text, values: [...values], ...(name === undefined ? {} : { name }) };
}
