import { z } from "zod";
import { Instant } from "./ids.ts";
import { press } from "./press.ts";
import { typedLine } from "./typed.ts";

// API tokens, for programs of the business.

export const TokenView = z.object({
  id: z.uuid(),
  label: z.string(),
  memberName: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type TokenView = z.infer<typeof TokenView>;
export const TokenList = z.object({ items: z.array(TokenView) });
export type TokenList = z.infer<typeof TokenList>;
export const TokenParams = z.strictObject({ id: z.uuid() });
/** POST /api/tokens; asked for again it is the same token, under a new key that takes the place of the one nobody saw. */
export const CreateToken = z.strictObject({ label: typedLine(60).min(1), ...press });
/** The only time the token is shown. */
export const TokenCreated = z.object({ id: z.uuid(), token: z.string() });
export type TokenCreated = z.infer<typeof TokenCreated>;
