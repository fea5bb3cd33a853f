-- What the business must have in order before a channel may open: Impressum, notice, agreements, metadata.

CREATE TABLE setup_step (
  tenant_id uuid NOT NULL REFERENCES tenant,
  step text NOT NULL,
  fields jsonb NOT NULL,
  done_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, step)
);
CALL tenant_table('setup_step');
COMMENT ON TABLE setup_step IS 'class: LK-16; purpose: leave the set-up and go on later';

CREATE TABLE imprint (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  fields jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('complete', 'incomplete', 'link_not_speaking', 'unreachable', 'missing')),
  link text,
  updated_at timestamptz NOT NULL,
  checked_at timestamptz
);
CALL tenant_table('imprint');
COMMENT ON TABLE imprint IS 'class: LK-4; purpose: Impressum of the business (§ 5 DDG)';

CREATE TABLE imprint_check (
  tenant_id uuid NOT NULL REFERENCES tenant,
  check_id uuid NOT NULL,
  at timestamptz NOT NULL,
  url text NOT NULL,
  final_url text,
  http_status integer,
  result text NOT NULL,
  content_hash bytea,
  PRIMARY KEY (tenant_id, check_id)
);
CALL tenant_table('imprint_check');
COMMENT ON TABLE imprint_check IS 'class: LK-15; purpose: proof that the Impressum link worked (IM-1, IM-2)';

-- A published privacy notice. Rows never change; old versions stay readable under a permanent address.
CREATE TABLE notice (
  tenant_id uuid NOT NULL REFERENCES tenant,
  channel_kind text NOT NULL,
  version integer NOT NULL,
  fields jsonb NOT NULL,
  page_html text NOT NULL,
  short_text text NOT NULL,
  content_hash bytea NOT NULL,
  change text NOT NULL CHECK (change IN ('first', 'editorial', 'material', 'purpose')),
  change_reason text NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid NOT NULL,
  PRIMARY KEY (tenant_id, channel_kind, version)
);
CALL tenant_table('notice');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON notice FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE notice IS 'class: LK-8; purpose: privacy information (Art. 13) and its versions (PN-2, PN-3)';

CREATE TABLE processor (
  tenant_id uuid NOT NULL REFERENCES tenant,
  processor_id uuid NOT NULL,
  name text NOT NULL,
  channel_kind text,
  fields jsonb NOT NULL,
  checklist jsonb NOT NULL,
  agreement jsonb,
  gap_decision jsonb,
  not_required_reason text,
  next_review_on date,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, processor_id)
);
CALL tenant_table('processor');
COMMENT ON TABLE processor IS 'class: LK-4; purpose: register of processors and agreements (Art. 28, AV-1 to AV-6)';

CREATE TABLE metadata_profile (
  tenant_id uuid NOT NULL REFERENCES tenant,
  channel_kind text NOT NULL,
  fields jsonb NOT NULL,
  confirmed_at timestamptz,
  confirmed_by uuid,
  PRIMARY KEY (tenant_id, channel_kind)
);
CALL tenant_table('metadata_profile');
COMMENT ON TABLE metadata_profile IS 'class: LK-4; purpose: who learns what on each channel (MD-1)';

CREATE TABLE transfer_switch (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  dpf_valid boolean NOT NULL DEFAULT true,
  source text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid
);
CALL tenant_table('transfer_switch');
COMMENT ON TABLE transfer_switch IS 'class: LK-4; purpose: stop US transfers at once when the adequacy decision falls (AV-6)';
