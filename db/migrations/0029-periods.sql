-- What ends by itself beside the messages: proofs (LK-15), accesses (LK-16), the list of who wants no adverts (LK-7).

-- 0017 wanted to say this, and the wall around each business kept it from every row: an order that ran already began
-- at the latest with its contact.
ALTER TABLE contact NO FORCE ROW LEVEL SECURITY;
UPDATE contact SET order_since = created_at WHERE open_order AND order_since IS NULL;
ALTER TABLE contact FORCE ROW LEVEL SECURITY;

-- Whoever objected to adverts and was deleted afterwards stays without adverts: of each address the keyed hash, nothing
-- else. Who writes again under such an address has objected from the first moment on.
CREATE TABLE suppression (
  tenant_id uuid NOT NULL REFERENCES tenant,
  channel_kind text NOT NULL,
  kind text NOT NULL,
  blind_index bytea NOT NULL,
  since timestamptz NOT NULL,
  reviewed_on date NOT NULL,
  PRIMARY KEY (tenant_id, channel_kind, kind, blind_index)
);
CALL tenant_table('suppression');
COMMENT ON TABLE suppression IS 'class: LK-7; purpose: no adverts after an objection, beyond the deletion of the contact (Art. 21(3))';
COMMENT ON COLUMN suppression.blind_index IS 'personal: keyed hash of an address; purpose: recognise an objection; class: LK-7';

-- A list of the channel's own that did not yet take the deletion of a person. The address goes with the row, or with
-- its week, whichever is first.
CREATE TABLE channel_forget (
  tenant_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  account_id uuid NOT NULL,
  channel_kind text NOT NULL,
  sealed_addresses bytea,
  tries integer NOT NULL,
  tried_at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('deleted', 'unknown', 'waiting', 'parked')),
  PRIMARY KEY (tenant_id, erasure_id, account_id),
  FOREIGN KEY (tenant_id, erasure_id) REFERENCES erasure
);
CALL tenant_table('channel_forget');
COMMENT ON TABLE channel_forget IS 'class: LK-9; purpose: deletion in a list the channel keeps itself, tried until it is done';
COMMENT ON COLUMN channel_forget.sealed_addresses IS 'personal: address at the channel; purpose: name the entry to be deleted; class: LK-0';

-- Proofs stay unchanged until their period is over. Only the sweep says that it is, for one transaction.
CREATE FUNCTION append_only_until_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('app.period_over', true) = 'yes' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE OR REPLACE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION append_only_until_over();
CREATE OR REPLACE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION append_only_until_over();
CREATE OR REPLACE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_checkpoint FOR EACH ROW EXECUTE FUNCTION append_only_until_over();
CREATE OR REPLACE TRIGGER keep BEFORE UPDATE OR DELETE ON record_version FOR EACH ROW EXECUTE FUNCTION append_only_until_over();

-- After half a year a decision no longer says who acted on which device, only that it was the same somebody (LK-15).
CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.period_over', true) = 'yes' THEN
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    IF to_jsonb(NEW) - '{actor_id,device_id,veiled}'::text[] = to_jsonb(OLD) - '{actor_id,device_id,veiled}'::text[] THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
ALTER TABLE decision ADD COLUMN veiled boolean NOT NULL DEFAULT false;
CREATE INDEX decision_to_veil ON decision (tenant_id, at) WHERE NOT veiled;
CREATE OR REPLACE TRIGGER keep BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION keep_decision();
CREATE INDEX delivery_of_decision ON delivery (tenant_id, decision_id);
CREATE INDEX outbox_of_decision ON outbox (tenant_id, decision_id);

-- Where the audit chain begins once its oldest entries are over: the link before the first that is left.
CREATE TABLE audit_start (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  seq bigint NOT NULL,
  link bytea NOT NULL,
  seal bytea NOT NULL
);
CALL tenant_table('audit_start');
COMMENT ON TABLE audit_start IS 'class: LK-15; purpose: what was removed at the end of its period, so that the rest still proves itself';
