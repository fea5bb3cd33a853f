-- Proofs beside the register: the contract itself, what a processor announced, the page the check of the Impressum saw.

-- Which prefilled row it began as: decides whether messages run over this processor.
ALTER TABLE processor ADD COLUMN template text NOT NULL DEFAULT 'other';
ALTER TABLE processor NO FORCE ROW LEVEL SECURITY;
UPDATE processor SET template = CASE
  WHEN channel_kind = 'whatsapp' THEN 'whatsapp_meta'
  WHEN name LIKE 'E-Mail%' THEN 'mail_relay'
  ELSE 'hosting' END;
ALTER TABLE processor FORCE ROW LEVEL SECURITY;

-- The contract as a file. Sealed, never changed, never removed with the row: it proves what was agreed.
CREATE TABLE contract_file (
  tenant_id uuid NOT NULL,
  file_id uuid NOT NULL,
  processor_id uuid NOT NULL,
  mime_type text NOT NULL,
  size integer NOT NULL,
  sha256 bytea NOT NULL,
  sealed_content bytea NOT NULL,
  uploaded_at timestamptz NOT NULL,
  uploaded_by uuid NOT NULL,
  PRIMARY KEY (tenant_id, file_id),
  FOREIGN KEY (tenant_id, processor_id) REFERENCES processor (tenant_id, processor_id)
);
CREATE INDEX contract_file_of ON contract_file (tenant_id, processor_id);
CALL tenant_table('contract_file');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON contract_file FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE contract_file IS 'class: LK-4; purpose: proof of an agreement under Art. 28 (AV-1)';
COMMENT ON COLUMN contract_file.sealed_content IS 'personal: who signed the contract; purpose: proof of the agreement; class: LK-4';

-- A change of sub-processors as it was announced, and what the business decided before the deadline (Art. 28(2)).
CREATE TABLE subprocessor_change (
  tenant_id uuid NOT NULL,
  change_id uuid NOT NULL,
  processor_id uuid NOT NULL,
  announced_on date NOT NULL,
  object_until date NOT NULL,
  who text NOT NULL,
  what text NOT NULL,
  decision text NOT NULL DEFAULT 'open' CHECK (decision IN ('open', 'accepted', 'objected')),
  reason text NOT NULL DEFAULT '',
  decided_at timestamptz,
  decided_by uuid,
  PRIMARY KEY (tenant_id, change_id),
  FOREIGN KEY (tenant_id, processor_id) REFERENCES processor (tenant_id, processor_id)
);
CALL tenant_table('subprocessor_change');
COMMENT ON TABLE subprocessor_change IS 'class: LK-4; purpose: object in time when a processor takes on others (AV-5)';

-- The page as it was, kept when it differs from the last one (gzip); what the law asks for and the page did not say.
ALTER TABLE imprint_check ADD COLUMN page bytea;
ALTER TABLE imprint_check ADD COLUMN lacks text[] NOT NULL DEFAULT '{}';
