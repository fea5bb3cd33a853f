import { defineConfig } from "vitest/config";

/** The stories in a real browser: one after the other, because two browsers on two cores only measure each other. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.story.ts", "test/browser/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    fileParallelism: false,
    // A screen draws when it is ready; a statement about it waits that long.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
