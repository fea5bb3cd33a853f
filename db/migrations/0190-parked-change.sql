-- WhatsApp promises no order: a withdrawal, an edit or a reaction may be here before the message it is about. It waits for
-- it, seven days as a receipt does. Once applied the row is emptied and stays that long, to recognise its repetition.
CREATE TABLE parked_change (
  tenant_id uuid NOT NULL REFERENCES tenant,
  account_id uuid NOT NULL,
  -- The channel's id of the change itself.
  external_id text NOT NULL,
  -- The channel's id of the message it changes.
  target text NOT NULL,
  arrival bigint GENERATED ALWAYS AS IDENTITY,
  sealed_change bytea,
  parked_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_id, external_id)
);
CALL tenant_table('parked_change');
CREATE INDEX parked_change_of ON parked_change (tenant_id, account_id, target);
COMMENT ON TABLE parked_change IS 'class: LK-0; purpose: a change that came before its message';
COMMENT ON COLUMN parked_change.sealed_change IS 'personal: sender and new words or reaction; purpose: change the message once it is here; class: LK-0';
