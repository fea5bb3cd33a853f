import type { ConversationRow } from "../../contract/conversations.ts";

const pressed = new Map<string, Partial<ConversationRow>>();

/** Something was pressed: until its answer is there it holds against what is fetched, which may have been read before. */
export function press(id: string, changes: Partial<ConversationRow>): void {
  pressed.set(id, { ...pressed.get(id), ...changes });
}

/** The answer is there, or the refusal: from now on the server's word counts. */
export function answered(id: string): void {
  pressed.delete(id);
}

/** A row as it was fetched, with what was pressed since then. */
export function withOwn(row: ConversationRow): ConversationRow {
  const changes = pressed.get(row.id);
  return changes ? { ...row, ...changes } : row;
}
