-- Leaving the business (DV-4): who takes over what when somebody leaves, and what became of it.
CREATE TABLE departure (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  planned_at timestamptz NOT NULL,
  planned_by uuid,
  conversations_to uuid,
  projects_to uuid,
  rooms_to uuid,
  shifts_to uuid,
  duty_to uuid,
  done_at timestamptz,
  moved jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, member_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('departure');
COMMENT ON TABLE departure IS 'class: LK-16; purpose: hand over the work of somebody who leaves and show afterwards what was ended (DV-4); moved holds counts only';

-- Shifts of people who are gone are found by their member, from a day on.
CREATE INDEX shift_by_member ON shift (tenant_id, member_id, ends_at);
