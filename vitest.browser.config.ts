import { defineConfig } from "vitest/config";

/** The stories in a real browser. Each has a server and ports of its own and mostly waits, so two run side by side. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.story.ts", "test/browser/**/*.test.ts"],
    globalSetup: "test/browser/prepare-demo.ts",
    setupFiles: "test/browser/what-stood-there.ts",
    teardownTimeout: 60_000,
    maxWorkers: 2,
    // Two workers for all of them: a new one for every file reads and compiles the house anew, three seconds of work each.
    isolate: false,
    // Closes the worker's Chromium.
    environment: "./test/browser/worker-end.ts",
    // A screen draws when it is ready; a statement about it waits that long.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
