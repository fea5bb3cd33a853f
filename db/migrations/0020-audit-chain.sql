-- Audit entries become a chain: each link is a keyed hash over its entry and the link before it, so that whoever changes,
-- removes or inserts an entry would need the keyring too. docs/audit-chain.md says how it is computed.

CREATE TABLE audit_link (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  audit_id uuid NOT NULL,
  link bytea NOT NULL,
  PRIMARY KEY (tenant_id, seq),
  UNIQUE (tenant_id, audit_id),
  FOREIGN KEY (tenant_id, audit_id) REFERENCES audit_entry (tenant_id, audit_id)
);
CALL tenant_table('audit_link');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE audit_link IS 'class: LK-15; purpose: proves that no audit entry was changed, removed or inserted';

-- One row, locked from the last statement of a transaction to its commit: numbers without a gap, in the order of commits.
CREATE TABLE audit_head (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  seq bigint NOT NULL,
  link bytea NOT NULL
);
CALL tenant_table('audit_head');
COMMENT ON TABLE audit_head IS 'class: LK-15; purpose: newest link of the audit chain';

CREATE TABLE audit_checkpoint (
  tenant_id uuid NOT NULL REFERENCES tenant,
  day date NOT NULL,
  seq bigint NOT NULL,
  link bytea NOT NULL,
  seal bytea NOT NULL,
  PRIMARY KEY (tenant_id, day)
);
CALL tenant_table('audit_checkpoint');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_checkpoint FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE audit_checkpoint IS 'class: LK-15; purpose: where the audit chain stood each day; the same stands in a file outside the database';
