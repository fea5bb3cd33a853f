import { defineConfig } from "vitest/config";

/** They replace a module or use what the program forbids itself for a whole process: each has a process of its own. */
const alone = ["test/advisories/V05-rejected-verifier.test.ts", "src/server/attachments/*.test.ts"];
const common = {
  globalSetup: ["test/support/global-setup.ts"],
  // A busy machine is no fault: what is waited for may take a while, and a test that never waits is as quick as before.
  expect: { poll: { timeout: 15_000 } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: "house",
          include: ["src/**/*.test.ts", "test/**/*.test.ts", "simulator/**/*.test.ts"],
          exclude: ["**/node_modules/**", "test/browser/**", ...alone],
          // The program is loaded once a worker, not once a file: that was a third of the work.
          isolate: false,
        },
      },
      { test: { ...common, name: "alone", include: alone } },
    ],
  },
});
