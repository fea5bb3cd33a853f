import { defineConfig } from "vitest/config";

/** They replace a module or use what the program forbids itself for a whole process: each has a process of its own. */
const alone = [
  "test/advisories/V05-rejected-verifier.test.ts",
  "src/server/attachments/{strip/strip-metadata,thumbnail}.test.ts",
];
/** Runs against a server that is killed, and its database with it. */
const crash = ["test/**/*.crash.test.ts"];
/** State of the browser (`.svelte.ts`) runs in a unit test as it does there; loaded for the tests that ask for it. */
const runes = {
  name: "runes",
  enforce: "post" as const,
  async transform(code: string, id: string) {
    if (!id.endsWith(".svelte.ts")) return undefined;
    const { compileModule } = await import("svelte/compiler");
    const { js } = compileModule(code, { filename: id, generate: "client" });
    return { code: js.code, map: JSON.stringify(js.map) };
  },
};
const common = {
  setupFiles: ["test/support/same-cases.ts"],
  // A busy machine is no fault: what is waited for may take a while, and a test that never waits is as quick as before.
  expect: { poll: { timeout: 30_000 } },
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    // Once for all three.
    globalSetup: ["test/support/global-setup.ts"],
    // Vitest ends at once what takes longer to close, and the PostgreSQL of the run would go on by itself.
    teardownTimeout: 60_000,
    // Every core works: much of a test is done by the database while the test waits for it.
    maxWorkers: "100%",
    projects: [
      {
        plugins: [runes],
        test: {
          ...common,
          name: "house",
          include: ["src/**/*.test.ts", "test/**/*.test.ts", "simulator/**/*.test.ts"],
          exclude: ["**/node_modules/**", "test/browser/**", ...alone, ...crash],
          // The program is loaded once a worker, not once a file: that was a third of the work.
          isolate: false,
        },
      },
      // The same plugins: what the house made of a file is taken from the cache by these two.
      { plugins: [runes], test: { ...common, name: "alone", include: alone } },
      // Loaded once a worker here too: what these are about happens in processes of their own.
      { plugins: [runes], test: { ...common, name: "crash", include: crash, isolate: false } },
    ],
  },
});
