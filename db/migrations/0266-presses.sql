-- A press whose answer was lost is repeated. What a client gave a number is done once: the second press finds the first.
CREATE TABLE press (
  tenant_id uuid NOT NULL REFERENCES tenant,
  client_id uuid NOT NULL,
  content_hash bytea NOT NULL,
  -- What came of it; empty only until the transaction ends.
  made_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, client_id)
);
CALL tenant_table('press');
CREATE INDEX press_at ON press (tenant_id, at);
COMMENT ON TABLE press IS 'class: LK-0; purpose: do once what is asked for again because the answer was lost; ids and keyed hashes only, deleted after seven days';
