import type { Tx } from "../platform/db.ts";

export interface StoredTeamSetting {
  readonly worksCouncil: boolean | null;
  readonly agreementOn: string | null;
  readonly agreementReference: string;
  readonly decidedAt: Date | null;
  readonly sickNotesTo: "owner" | "office";
  /** Colleagues see who is writing in a conversation right now (U33). */
  readonly typingShown: boolean;
  /** The decision it rests on opened the messenger. */
  readonly opened: boolean;
}

const unasked: StoredTeamSetting = {
  worksCouncil: null,
  agreementOn: null,
  agreementReference: "",
  decidedAt: null,
  sickNotesTo: "owner",
  typingShown: true,
  opened: false,
};

export async function loadTeamSetting(tx: Tx): Promise<StoredTeamSetting> {
  const row = await tx
    .selectFrom("team_setting as s")
    .leftJoin("decision as d", "d.decision_id", "s.decision_id")
    .select([
      "s.works_council as worksCouncil",
      "s.agreement_on as agreementOn",
      "s.agreement_reference as agreementReference",
      "s.decided_at as decidedAt",
      "s.sick_notes_to as sickNotesTo",
      "s.typing_shown as typingShown",
      "d.verdict",
    ])
    .executeTakeFirst();
  if (row === undefined) return unasked;
  const { verdict, ...setting } = row;
  return { ...setting, sickNotesTo: row.sickNotesTo === "office" ? "office" : "owner", opened: verdict === "allow" };
}

export async function putTeamSetting(
  tx: Tx,
  tenantId: string,
  setting: Omit<StoredTeamSetting, "opened"> & { readonly decisionId: string | null },
): Promise<void> {
  const values = {
    works_council: setting.worksCouncil,
    agreement_on: setting.agreementOn,
    agreement_reference: setting.agreementReference,
    decided_at: setting.decidedAt,
    decision_id: setting.decisionId,
    sick_notes_to: setting.sickNotesTo,
    typing_shown: setting.typingShown,
  };
  await tx
    .insertInto("team_setting")
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
    .execute();
}
