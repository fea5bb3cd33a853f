-- The contract between the operator of an installation and each business on it, concluded in the product (Art. 28).
CREATE TABLE host_agreement (
  tenant_id uuid NOT NULL REFERENCES tenant,
  agreement_id uuid NOT NULL,
  version text NOT NULL,
  -- SHA-256 of what the operator offers, without the names of the parties: another one asks for consent again.
  terms_hash bytea NOT NULL,
  -- The text as it was agreed, in blocks.
  document jsonb NOT NULL,
  agreed_at timestamptz NOT NULL,
  agreed_by uuid NOT NULL,
  agreed_name text NOT NULL,
  PRIMARY KEY (tenant_id, agreement_id)
);
CALL tenant_table('host_agreement');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON host_agreement FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE host_agreement IS 'class: LK-4; purpose: contract with the operator of this installation (Art. 28(3), (9))';
COMMENT ON COLUMN host_agreement.agreed_name IS 'personal: who agreed for the business; purpose: proof of the agreement; class: LK-4';

-- The lights as they were last seen and as the last weekly mail told them: a change of colour is an event, and the
-- mail tells changes only.
CREATE TABLE ampel_state (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  seen jsonb NOT NULL,
  mailed jsonb NOT NULL DEFAULT '[]',
  mailed_at timestamptz
);
CALL tenant_table('ampel_state');
COMMENT ON TABLE ampel_state IS 'class: LK-0; purpose: tell what changed since the last look and the last weekly mail';
