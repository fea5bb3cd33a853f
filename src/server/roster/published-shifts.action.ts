import type { Tx } from "../platform/db.ts";
import type { Span } from "../working-time/spans.ts";
import { publishedIn } from "./published-shift.store.ts";

/** Whose published shifts touch a stretch of time, and when they begin and end. */
export const publishedShifts = (tx: Tx, span: Span): ReturnType<typeof publishedIn> => publishedIn(tx, span);
