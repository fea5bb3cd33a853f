import type { Environment } from "vitest/runtime";

/** Node as it is, and one thing more: what is open for all stories of a worker is closed when the worker ends. */
const key = Symbol.for("werkbote: at the worker's end");

/** Vitest loads this file twice, as a worker's environment and for the stories: what both must know is the process's. */
function closing(): Set<() => Promise<void>> {
  const known: unknown = Reflect.get(globalThis, key);
  if (known instanceof Set) return known;
  const made = new Set<() => Promise<void>>();
  Reflect.set(globalThis, key, made);
  return made;
}

export function atWorkersEnd(close: () => Promise<void>): void {
  closing().add(close);
}

export default {
  name: "story",
  viteEnvironment: "ssr",
  setup: () => ({
    async teardown() {
      await Promise.all([...closing()].map((close) => close()));
    },
  }),
} satisfies Environment;
