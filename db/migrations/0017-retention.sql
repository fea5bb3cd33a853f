-- How long things stay: the class of each message, what stops deletion, what was deleted, what is kept as a letter.

ALTER TABLE message ADD COLUMN classed_by uuid;
ALTER TABLE message ADD COLUMN classed_at timestamptz;
ALTER TABLE message ADD COLUMN letter_due boolean NOT NULL DEFAULT false;
CREATE INDEX message_by_class ON message (tenant_id, retention_class, sent_at);
CREATE INDEX message_offered ON message (tenant_id, conversation_id) WHERE retention_class = 'LK-1b';
CREATE INDEX message_letter_due ON message (tenant_id, message_id) WHERE letter_due;

-- The course of a job, as far as it is known: the class of a message follows from it.
ALTER TABLE contact ADD COLUMN order_since timestamptz;
ALTER TABLE contact ADD COLUMN order_until timestamptz;
-- Nothing personal is left; the row stays while proofs hang on it.
ALTER TABLE contact ADD COLUMN erased_at timestamptz;
UPDATE contact SET order_since = created_at WHERE open_order;

-- Two keys a contact: one for everything, one for the letters that outlive an erasure. A key that is null is gone.
ALTER TABLE contact_key ALTER COLUMN epoch DROP NOT NULL;
ALTER TABLE contact_key ALTER COLUMN wrapped_key DROP NOT NULL;
ALTER TABLE contact_key ADD COLUMN letters_epoch integer;
ALTER TABLE contact_key ADD COLUMN letters_key bytea;

CREATE TABLE retention_hold (
  tenant_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  contact_id uuid,
  conversation_id uuid,
  kind text NOT NULL CHECK (kind IN ('tax', 'legal')),
  sealed_reason bytea NOT NULL,
  review_on date NOT NULL,
  reminded_on date,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  released_by uuid,
  released_at timestamptz,
  PRIMARY KEY (tenant_id, hold_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact
);
CALL tenant_table('retention_hold');
CREATE INDEX retention_hold_standing ON retention_hold (tenant_id, contact_id) WHERE released_at IS NULL;
COMMENT ON TABLE retention_hold IS 'class: LK-9; purpose: what stops deletion, why and until it is looked at again';
COMMENT ON COLUMN retention_hold.sealed_reason IS 'personal: reason in a member''s words, under the key of the letters or of the business; purpose: review; class: LK-9';

CREATE TABLE sweep_run (
  tenant_id uuid NOT NULL REFERENCES tenant,
  sweep_id uuid NOT NULL,
  for_day date NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  batches integer NOT NULL DEFAULT 0,
  deleted jsonb NOT NULL DEFAULT '{}',
  held integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, sweep_id),
  UNIQUE (tenant_id, for_day)
);
CALL tenant_table('sweep_run');
COMMENT ON TABLE sweep_run IS 'class: LK-15; purpose: proof of what was deleted at the end of its period; counts only';

CREATE TABLE erasure (
  tenant_id uuid NOT NULL REFERENCES tenant,
  erasure_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause IN ('request', 'owner', 'period', 'replay')),
  decision_id uuid,
  asked_by uuid,
  begun_at timestamptz NOT NULL,
  done_at timestamptz,
  gone jsonb NOT NULL DEFAULT '{}',
  kept jsonb NOT NULL DEFAULT '[]',
  channel_book jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (tenant_id, erasure_id)
);
CALL tenant_table('erasure');
CREATE UNIQUE INDEX erasure_of_contact ON erasure (tenant_id, contact_id);
COMMENT ON TABLE erasure IS 'class: LK-9; purpose: proof of an erasure: ids, classes and counts, nothing of the person';

-- Commercial letters as they were sent and received. A row never changes but for its class; when its period is over
-- the content goes and the numbers stay, so that the chain of hashes still proves that nothing is missing.
CREATE TABLE letter_chain (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  last_number integer NOT NULL,
  last_hash bytea NOT NULL
);
CALL tenant_table('letter_chain');
COMMENT ON TABLE letter_chain IS 'class: none; purpose: head of the chain of letters, one row so that they follow one another';

CREATE TABLE letter (
  tenant_id uuid NOT NULL REFERENCES tenant,
  letter_number integer NOT NULL,
  message_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  conversation_number integer NOT NULL,
  channel_kind text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out', 'note')),
  written_at timestamptz NOT NULL,
  kept_at timestamptz NOT NULL,
  retention_class text NOT NULL,
  sealed_original bytea,
  original_hash bytea NOT NULL,
  previous_hash bytea NOT NULL,
  chain_hash bytea NOT NULL,
  emptied_at timestamptz,
  emptied_because text CHECK (emptied_because IN ('period', 'no_letter')),
  restricted_at timestamptz,
  PRIMARY KEY (tenant_id, letter_number)
);
CALL tenant_table('letter');
CREATE INDEX letter_of_message ON letter (tenant_id, message_id);
CREATE INDEX letter_of_contact ON letter (tenant_id, contact_id);
CREATE FUNCTION keep_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.letter_number, NEW.message_id, NEW.contact_id, NEW.conversation_number, NEW.channel_kind, NEW.direction,
      NEW.written_at, NEW.kept_at, NEW.original_hash, NEW.previous_hash, NEW.chain_hash)
    IS DISTINCT FROM (OLD.letter_number, OLD.message_id, OLD.contact_id, OLD.conversation_number, OLD.channel_kind, OLD.direction,
      OLD.written_at, OLD.kept_at, OLD.original_hash, OLD.previous_hash, OLD.chain_hash)
    OR (NEW.sealed_original IS NOT NULL AND NEW.sealed_original IS DISTINCT FROM OLD.sealed_original) THEN
    RAISE EXCEPTION 'a letter is kept unchanged';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON letter FOR EACH ROW EXECUTE FUNCTION keep_letter();
COMMENT ON TABLE letter IS 'class: per row, column retention_class; purpose: commercial letters, unchanged and in order (§ 257 HGB, § 147 AO)';
COMMENT ON COLUMN letter.sealed_original IS 'personal: the message with sender and receiver, under the key of the letters; purpose: duty to keep; class: column retention_class';

-- Files of letters whose message is gone: sealed anew under the key of the letters.
CREATE TABLE letter_file (
  tenant_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  letter_number integer NOT NULL,
  PRIMARY KEY (tenant_id, attachment_id),
  FOREIGN KEY (tenant_id, letter_number) REFERENCES letter
);
CALL tenant_table('letter_file');
COMMENT ON TABLE letter_file IS 'class: as its message; purpose: files that belong to a kept letter';

-- Who opened the locked letters of an erased contact, and why (ER-3).
CREATE TABLE letter_access (
  tenant_id uuid NOT NULL,
  access_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  member_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('tax_audit', 'bookkeeping', 'dispute', 'warranty')),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, access_id)
);
CALL tenant_table('letter_access');
COMMENT ON TABLE letter_access IS 'class: LK-15; purpose: locked letters are opened for a named reason only';
