import type { z } from "zod";
import { Problem } from "../problem.ts";

/** Where the next page of a list begins, as text for the address. */
export const writeCursor = (place: object): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/**
 * @param text what `writeCursor` made; without it the list begins at its head
 * @throws Problem bad-input for anything else
 */
export function readCursor<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new Problem("bad-input", {
      fields: { cursor: { de: "Diese Seite gibt es nicht mehr.", en: "This page no longer exists." } },
    });
  }
}
