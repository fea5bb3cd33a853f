-- Whoever asked for erasure on the customer page hears that it was done (Art. 12(3) GDPR) by the ways in that led to the
-- conversation: nothing else of them is left to tell them by. Only a digest of each chance secret, and our own words.
CREATE TABLE erased_visit (
  tenant_id uuid NOT NULL REFERENCES tenant,
  secret_hash bytea NOT NULL,
  told text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, secret_hash)
);
CALL tenant_table('erased_visit');
COMMENT ON TABLE erased_visit IS 'class: LK-1; purpose: who asked for erasure reads on the customer page what was done; gone after 90 days';
