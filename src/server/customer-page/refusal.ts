import { Problem } from "../platform/problem.ts";

/** A thrown thing as a refusal a customer can read; undefined for a bug, which goes its own way. */
export function refusalOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  if (status === 413) return new Problem("too-large");
  return status === 400 || status === 415 ? new Problem("bad-input") : undefined;
}
