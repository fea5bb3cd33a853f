import { vi } from "vitest";

/**
 * What begins in here looks at no interval, as long as it lives: whatever it does afterwards, a note has caused. So a
 * test that a note comes through needs no clock, and does not depend on how busy the machine is.
 */
export async function withoutIntervals<T>(begin: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  try {
    return await begin();
  } finally {
    vi.useRealTimers();
  }
}
