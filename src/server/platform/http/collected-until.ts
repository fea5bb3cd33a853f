import { after, hour } from "../instant.ts";

/**
 * Until when what was collected once can be collected again. The last bytes still lie in the line, or with a proxy, when
 * they count as taken, and a phone loses its net just then.
 */
export const collectedUntil = (at: Date): Date => after(at, hour);
