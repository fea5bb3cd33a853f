import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";

/** The open screens of this process, by the sessions they hang on. */
export interface SessionWatch {
  /** Runs `over` when the session of the caller has ended. @returns stop watching */
  add(caller: Caller, over: () => void): () => void;
  stop(): void;
}

interface Watched {
  readonly caller: Caller;
  readonly over: () => void;
}

interface House {
  readonly watched: Set<Watched>;
  looking: boolean;
  again: boolean;
}

/**
 * Ends screens within a second of their session (V60): the note names the session. The poll looks at all of them, in
 * case a note was lost or a session ran out, with one question per business however many screens are open.
 * @param alive asks for many callers of a business at once; answers in their order
 */
export function watchSessions(
  deps: Pick<Deps, "wake" | "log">,
  alive: (tenantId: string, callers: readonly Caller[]) => Promise<readonly boolean[]>,
): SessionWatch {
  const houses = new Map<string, House>();

  async function look(tenantId: string, house: House): Promise<void> {
    house.again = true;
    if (house.looking) return;
    house.looking = true;
    try {
      while (house.again && house.watched.size > 0) {
        house.again = false;
        const watched = [...house.watched];
        const lives = await alive(
          tenantId,
          watched.map(({ caller }) => caller),
        );
        for (const [i, { over }] of watched.entries()) if (!lives[i]) over();
      }
    } catch (error) {
      // The next poll asks again.
      deps.log.warn("sessions not readable", { tenantId, error });
    } finally {
      house.looking = false;
    }
  }

  const stop = deps.wake.on("session", (subject) => {
    const [told, sessionId] = subject?.split("/") ?? [];
    for (const [tenantId, house] of houses) {
      if (told !== undefined && told !== tenantId) continue;
      const here = ({ caller }: Watched) => sessionId === undefined || caller.sessionId === sessionId;
      if ([...house.watched].some(here)) void look(tenantId, house);
    }
  });

  return {
    add(caller, over) {
      const { tenantId } = caller;
      const house = houses.get(tenantId) ?? { watched: new Set(), looking: false, again: false };
      houses.set(tenantId, house);
      const one = { caller, over };
      house.watched.add(one);
      return () => {
        house.watched.delete(one);
        if (house.watched.size === 0 && houses.get(tenantId) === house) houses.delete(tenantId);
      };
    },
    stop,
  };
}
