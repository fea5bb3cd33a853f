-- A legal hold keeps what it covers although its customer is erased: restricted, out of every list, until it ends
-- (Art. 17(3)(e), 18 GDPR). So it is with letters; here it is what an erasure takes out of a project. While a hold stands
-- the card may still be changed; what stood there before is kept the same way.
ALTER TABLE project_contact ADD COLUMN restricted_at timestamptz;
COMMENT ON COLUMN project_contact.restricted_at IS 'the customer is erased; a legal hold keeps what their key opens';
CREATE INDEX project_contact_restricted ON project_contact (tenant_id, project_id) WHERE restricted_at IS NOT NULL;

ALTER TABLE team_file ADD COLUMN restricted_at timestamptz;
COMMENT ON COLUMN team_file.restricted_at IS 'the customer it shows or names is erased; a legal hold keeps it';
CREATE INDEX team_file_restricted ON team_file (tenant_id, project_id) WHERE restricted_at IS NOT NULL;

CREATE TABLE project_kept (
  tenant_id uuid NOT NULL,
  kept_id uuid NOT NULL,
  project_id uuid NOT NULL,
  key_id uuid NOT NULL,
  because text NOT NULL CHECK (because IN ('changed', 'erased')),
  sealed_content bytea NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kept_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project
);
CALL tenant_table('project_kept');
CREATE INDEX project_kept_of ON project_kept (tenant_id, project_id, kept_at);
COMMENT ON TABLE project_kept IS 'class: LK-5; purpose: what stood in a project while a legal hold covers it, restricted; goes in the night after the hold ends';
COMMENT ON COLUMN project_kept.sealed_content IS 'personal: card, notes, people and appointments of a project as they were; purpose: evidence a legal hold keeps (Art. 17(3)(e) GDPR); class: LK-5';
