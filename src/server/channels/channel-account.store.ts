import { sql } from "kysely";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import { assertFreeSlug } from "./assert-free-slug.ts";

export interface ChannelAccountRow {
  readonly id: string;
  readonly kind: SetupChannel;
  readonly label: string;
  readonly externalRef: string | null;
  readonly connected: boolean;
  readonly state: "draft" | "live" | "stopped";
  readonly liveSince: Date | null;
  /** Slug of the customer page, for the web chat. */
  readonly slug: string | null;
  /** What customers dial, digits only; null until Meta has told it. */
  readonly publicNumber: string | null;
  /** What was wrong as Meta was asked last. */
  readonly trouble: "refused" | "unreachable" | null;
  readonly troubleSince: Date | null;
  /** When something last came whose signature does not fit the app secret. */
  readonly unsignedAt: Date | null;
}

/** Accounts of the business, oldest first, the own chat before the others; the secrets are not read, only whether there are any. */
export async function loadAccounts(tx: Tx): Promise<ChannelAccountRow[]> {
  const rows = await tx
    .selectFrom("channel_account as a")
    .select((eb) => [
      "a.account_id",
      "a.kind",
      "a.label",
      "a.external_ref",
      "a.state",
      "a.live_since",
      "a.public_number",
      "a.trouble",
      "a.trouble_since",
      "a.unsigned_at",
      eb("a.credentials", "is not", null).as("sealed"),
      eb
        .selectFrom("customer_page as p")
        .select("p.slug")
        .whereRef("p.account_id", "=", "a.account_id")
        .orderBy((page) => page("p.slug", "=", "web"), "desc")
        .orderBy("p.slug")
        .limit(1)
        .as("slug"),
    ])
    .where("a.kind", "in", ["whatsapp", "webchat"])
    .orderBy("a.created_at")
    .orderBy("a.kind")
    .orderBy("a.account_id")
    .execute();
  return rows.map((row) => ({
    id: row.account_id,
    kind: row.kind as SetupChannel,
    label: row.label,
    externalRef: row.external_ref,
    connected: row.kind === "webchat" || row.sealed === true,
    state: row.state,
    liveSince: row.live_since,
    slug: row.slug,
    publicNumber: row.public_number,
    trouble: row.trouble,
    troubleSince: row.trouble_since,
    unsignedAt: row.unsigned_at,
  }));
}

/** Whoever writes to the account just now names it, and is not in the way. */
export async function lockAccount(
  tx: Tx,
  id: string,
): Promise<{ kind: SetupChannel; state: ChannelAccountRow["state"]; connected: boolean } | undefined> {
  const row = await tx
    .selectFrom("channel_account")
    .select((eb) => ["kind", "state", eb("credentials", "is not", null).as("sealed")])
    .where("account_id", "=", id)
    .where("kind", "in", ["whatsapp", "webchat"])
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    kind: row.kind as SetupChannel,
    state: row.state,
    connected: row.kind === "webchat" || row.sealed === true,
  };
}

/** Whoever else connects this number waits until the transaction ends, and sees then that it is connected. */
export async function lockNumber(tx: Tx, tenantId: string, externalRef: string): Promise<void> {
  const number = `channel ${tenantId} ${externalRef}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${number}, 0))`.execute(tx);
}

export async function insertAccount(
  tx: Tx,
  tenantId: string,
  row: {
    id: string;
    kind: SetupChannel;
    label: string;
    externalRef: string | null;
    credentials: Uint8Array | null;
    at: Date;
  },
): Promise<void> {
  await tx
    .insertInto("channel_account")
    .values({
      tenant_id: tenantId,
      account_id: row.id,
      kind: row.kind,
      label: row.label,
      external_ref: row.externalRef,
      credentials: row.credentials,
      state: "draft",
      created_at: row.at,
    })
    .execute();
  await tx.insertInto("channel_route").values({ account_id: row.id, tenant_id: tenantId }).execute();
}

export async function setCredentials(
  tx: Tx,
  id: string,
  row: { label: string; externalRef: string; credentials: Uint8Array },
): Promise<void> {
  await tx
    .updateTable("channel_account")
    .set((eb) => ({
      label: row.label,
      credentials: row.credentials,
      external_ref: row.externalRef,
      // What was wrong was wrong with the access before.
      trouble: null,
      trouble_since: null,
      unsigned_at: null,
      // Another account has another number.
      public_number: eb.case().when("external_ref", "=", row.externalRef).then(eb.ref("public_number")).end(),
    }))
    .where("account_id", "=", id)
    .execute();
}

export async function setUnsigned(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable("channel_account").set({ unsigned_at: at }).where("account_id", "=", id).execute();
}

export async function setLive(tx: Tx, id: string, decisionId: string, at: Date): Promise<void> {
  await tx
    .updateTable("channel_account")
    .set((eb) => ({ state: "live", decision_id: decisionId, live_since: eb.fn.coalesce("live_since", eb.val(at)) }))
    .where("account_id", "=", id)
    .execute();
}

export async function setStopped(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable("channel_account")
    .set({ state: "stopped", live_since: null })
    .where("account_id", "=", id)
    .execute();
}

export async function hasLivePage(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom("channel_account as a")
    .innerJoin("customer_page as p", "p.account_id", "a.account_id")
    .select("a.account_id")
    .where("a.kind", "=", "webchat")
    .where("a.state", "=", "live")
    .where("p.slug", "=", "web")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which page customers can write on now; where the firm has several, its first one. */
export async function openPageSlug(tx: Tx, tenantId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("customer_page as p")
    .innerJoin("channel_account as a", (join) =>
      join.onRef("a.tenant_id", "=", "p.tenant_id").onRef("a.account_id", "=", "p.account_id"),
    )
    .select("p.slug")
    .where("p.tenant_id", "=", tenantId)
    .where("a.kind", "=", "webchat")
    .where("a.state", "=", "live")
    .orderBy(sql`p.slug <> 'web'`)
    .orderBy("p.slug")
    .limit(1)
    .executeTakeFirst();
  return row?.slug;
}

/** Makes the customer page or gives it new contents. Throws `bad-input` for a name that is taken. */
export async function upsertPage(
  tx: Tx,
  tenantId: string,
  page: { slug: string; accountId: string; fields: object },
): Promise<void> {
  assertFreeSlug(page.slug);
  const values = { account_id: page.accountId, fields: JSON.stringify(page.fields) };
  await tx
    .insertInto("customer_page")
    .values({ tenant_id: tenantId, slug: page.slug, ...values })
    .onConflict((conflict) => conflict.columns(["tenant_id", "slug"]).doUpdateSet(values))
    .execute();
}

export async function updateHours(tx: Tx, hours: readonly object[]): Promise<void> {
  await sql`update customer_page set fields = jsonb_set(fields, '{hours}', ${JSON.stringify(hours)}::jsonb)`.execute(
    tx,
  );
}
