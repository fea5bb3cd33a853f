import { defineConfig } from "vitest/config";

/** They replace a module or use what the program forbids itself for a whole process: each has a process of its own. */
const alone = ["test/advisories/V05-rejected-verifier.test.ts", "src/server/attachments/*.test.ts"];
const common = {
  globalSetup: ["test/support/global-setup.ts"],
  testTimeout: 20_000,
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
