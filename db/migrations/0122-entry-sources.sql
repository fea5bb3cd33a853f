-- Where a QR code hangs (step M12), and how many conversations began with it, by month. Nothing of a person: no device
-- is marked, no visit is counted, only a first message that somebody sent.

CREATE TABLE entry_source (
  tenant_id uuid NOT NULL REFERENCES tenant,
  source_id uuid NOT NULL,
  tag text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, source_id),
  UNIQUE (tenant_id, tag),
  UNIQUE (tenant_id, name)
);
CALL tenant_table('entry_source');
COMMENT ON TABLE entry_source IS 'class: none; purpose: what the places are called where QR codes of the business hang';

CREATE TABLE entry_count (
  tenant_id uuid NOT NULL,
  source_id uuid NOT NULL,
  month date NOT NULL,
  conversations integer NOT NULL,
  PRIMARY KEY (tenant_id, source_id, month),
  FOREIGN KEY (tenant_id, source_id) REFERENCES entry_source ON DELETE CASCADE
);
CALL tenant_table('entry_count');
COMMENT ON TABLE entry_count IS 'class: none; purpose: how many conversations began at a QR code, numbers only';
