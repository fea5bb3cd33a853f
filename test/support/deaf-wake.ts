import type { Listener, Topic, Wake } from "../../src/server/platform/wake.ts";

/** Hears nothing at all; only the poll comes, when the test says so. */
export function deafWake(): Wake & { poll(only?: Topic): void } {
  const listeners = new Map<Topic, Set<Listener>>();
  return {
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => set.delete(listener);
    },
    isAlone: async () => false,
    stop: async () => {},
    poll(only) {
      for (const [topic, set] of listeners)
        if (only === undefined || topic === only) for (const listener of set) listener(undefined);
    },
  };
}
