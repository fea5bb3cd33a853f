-- What a restore leaves to a person, and where the recovery sheet lies. Backups and drills themselves are told of in a
-- file beside the data: a restored database must not speak of archives that lie on another machine.

-- A row without confirmed_at: nothing leaves this business until its owner has looked (F22).
CREATE TABLE restore_pause (
  tenant_id uuid NOT NULL REFERENCES tenant,
  pause_id uuid NOT NULL,
  backup_made_at timestamptz NOT NULL,
  restored_at timestamptz NOT NULL,
  uncertain integer NOT NULL,
  confirmed_at timestamptz,
  confirmed_by uuid,
  PRIMARY KEY (tenant_id, pause_id)
);
CALL tenant_table('restore_pause');
COMMENT ON TABLE restore_pause IS 'class: LK-15; purpose: no old message leaves twice after a restore; who confirmed that sending may go on';

CREATE TABLE recovery_sheet (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  key_id text NOT NULL,
  printed_at timestamptz NOT NULL,
  printed_by uuid,
  place text,
  kept_at timestamptz,
  kept_by uuid
);
CALL tenant_table('recovery_sheet');
COMMENT ON TABLE recovery_sheet IS 'class: LK-15; purpose: proof that the recovery sheet was printed, read and put away (Art. 32)';
