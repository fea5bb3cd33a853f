import type { CrewView } from "../../contract/working-time.ts";
import type { Tx } from "../platform/db.ts";
import { loadCrews } from "./work-time.store.ts";

/** The crews by name. */
export const showCrews = (tx: Tx): Promise<CrewView[]> => loadCrews(tx);
