import { z } from "zod";
import { PictureMark } from "../../contract/picture-mark.ts";
import { ReviewChoice, ReviewKind, TextMark } from "../../contract/subject-requests.ts";
import type { Tx } from "../platform/db.ts";

export interface ReviewRow {
  readonly kind: z.output<typeof ReviewKind>;
  readonly id: string;
  readonly choice: ReviewChoice;
  readonly textMarks: readonly TextMark[];
  readonly pictureMarks: readonly PictureMark[];
}

export type DecidedRow = ReviewRow & {
  readonly decidedAt: Date;
  readonly decidedBy: string | null;
  readonly textMac: Uint8Array | null;
};

export async function saveReviewRows(
  tx: Tx,
  tenantId: string,
  requestId: string,
  rows: readonly (ReviewRow & { readonly textMac: Buffer | null })[],
  by: { readonly memberId: string; readonly at: Date },
): Promise<void> {
  for (const row of rows)
    await tx
      .insertInto("subject_review")
      .values({
        tenant_id: tenantId,
        request_id: requestId,
        item_kind: row.kind,
        item_id: row.id,
        choice: row.choice,
        marks: JSON.stringify(row.kind === "message" ? row.textMarks : row.pictureMarks),
        text_mac: row.textMac,
        decided_by: by.memberId,
        decided_at: by.at,
      })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "request_id", "item_kind", "item_id"]).doUpdateSet((eb) => ({
          choice: eb.ref("excluded.choice"),
          marks: eb.ref("excluded.marks"),
          text_mac: eb.ref("excluded.text_mac"),
          decided_by: eb.ref("excluded.decided_by"),
          decided_at: eb.ref("excluded.decided_at"),
        })),
      )
      .execute();
}

export async function loadReviewRows(tx: Tx, requestId: string): Promise<Map<string, DecidedRow>> {
  const rows = await tx
    .selectFrom("subject_review as r")
    .leftJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "r.tenant_id").onRef("m.member_id", "=", "r.decided_by"),
    )
    .select(["r.item_kind", "r.item_id", "r.choice", "r.marks", "r.text_mac", "r.decided_at", "m.name"])
    .where("request_id", "=", requestId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.item_id,
      {
        kind: ReviewKind.parse(row.item_kind),
        id: row.item_id,
        decidedAt: row.decided_at,
        decidedBy: row.name,
        textMac: row.text_mac,
        choice: ReviewChoice.parse(row.choice),
        textMarks: row.item_kind === "message" ? z.array(TextMark).parse(row.marks) : [],
        pictureMarks: row.item_kind === "message" ? [] : z.array(PictureMark).parse(row.marks),
      },
    ]),
  );
}

/** Conversations an answer covers: those of the account that asked, or all of the contact once a member made sure (DS-2). */
export async function loadScope(
  tx: Tx,
  request: { readonly contact_id: string; readonly identity_id: string; readonly identity_proof: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom("conversation")
    .select("conversation_id")
    .where("contact_id", "=", request.contact_id)
    .$if(request.identity_proof !== "confirmed", (query) => query.where("identity_id", "=", request.identity_id))
    .orderBy("number")
    .execute();
  return rows.map((row) => row.conversation_id);
}
