import { type RawBuilder, sql } from "kysely";

/**
 * A legal hold that stands keeps a row: one of the whole business, or one that covers it. Where a law asks for the row as
 * well, a hold for the books does so, too.
 * @param covers what a hold, `h`, of one contact or conversation must be to cover the row
 * @param duty the row is of a class that has to be kept by law
 */
export const underHold = (covers: RawBuilder<unknown>, duty: RawBuilder<unknown> = sql`false`): RawBuilder<boolean> =>
  sql`exists (select from retention_hold h where h.released_at is null and (h.kind = 'legal' or ${duty})
    and (h.contact_id is null or ${covers}))`;
