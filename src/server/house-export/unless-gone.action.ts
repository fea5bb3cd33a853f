import { Problem } from "../platform/problem.ts";

/** What was asked for; undefined where it was erased since the list of it was read. */
export const unlessGone = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof Problem && error.code === "not-found") return undefined;
    throw error;
  });
