-- Fingerprints of adverts that left, to stop the eleventh copy within a day (MS-1). No text can be read from them.
CREATE TABLE advert_print (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  print integer[] NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, message_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES message,
  FOREIGN KEY (tenant_id, identity_id) REFERENCES identity
);
CALL tenant_table('advert_print');
CREATE INDEX advert_print_at ON advert_print (tenant_id, at);
COMMENT ON TABLE advert_print IS 'class: LK-0; purpose: no bulk advertising (MS-1); hashes of word pairs only';
