import type { Tx } from "../platform/db.ts";

export interface StoredTeamSetting {
  readonly worksCouncil: boolean | null;
  readonly agreementOn: string | null;
  readonly agreementReference: string;
  readonly decidedAt: Date | null;
  readonly sickNotesTo: "owner" | "office";
}

const unasked: StoredTeamSetting = {
  worksCouncil: null,
  agreementOn: null,
  agreementReference: "",
  decidedAt: null,
  sickNotesTo: "owner",
};

export async function loadTeamSetting(tx: Tx): Promise<StoredTeamSetting> {
  const row = await tx
    .selectFrom("team_setting")
    .select([
      "works_council as worksCouncil",
      "agreement_on as agreementOn",
      "agreement_reference as agreementReference",
      "decided_at as decidedAt",
      "sick_notes_to as sickNotesTo",
    ])
    .executeTakeFirst();
  return row ? { ...row, sickNotesTo: row.sickNotesTo === "office" ? "office" : "owner" } : unasked;
}

export async function putTeamSetting(
  tx: Tx,
  tenantId: string,
  setting: StoredTeamSetting & { readonly decidedBy: string | null; readonly decisionId: string | null },
): Promise<void> {
  const values = {
    works_council: setting.worksCouncil,
    agreement_on: setting.agreementOn,
    agreement_reference: setting.agreementReference,
    decided_at: setting.decidedAt,
    decided_by: setting.decidedBy,
    decision_id: setting.decisionId,
    sick_notes_to: setting.sickNotesTo,
  };
  await tx
    .insertInto("team_setting")
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
    .execute();
}
