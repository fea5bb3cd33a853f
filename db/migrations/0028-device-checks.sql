-- What is decided beside sending is kept as well, and what a device showed of itself at each yearly check (DV-1, DV-2).

-- store_media: the proof of PH-1 stands in the attachment; the verdict it rests on is kept once, and named there.
ALTER TABLE attachment ADD COLUMN decision_id uuid;
ALTER TABLE attachment ADD FOREIGN KEY (tenant_id, decision_id) REFERENCES decision;
CREATE INDEX attachment_of_decision ON attachment (tenant_id, decision_id);

-- open_inbox: allowed once per device, day and facts; refusals are kept every time.
ALTER TABLE device ADD COLUMN opening_kept text;

-- The day of the yearly check one was reminded of, so that each is said once.
ALTER TABLE device ADD COLUMN check_reminded_of date;

-- write_terminal_storage: one verdict per kind of storage and version of the rules, however many visitors come.
CREATE UNIQUE INDEX decision_of_storage ON decision (tenant_id, ruleset_version, facts_hash)
  WHERE action = 'write_terminal_storage' AND verdict = 'allow';

CREATE TABLE device_check (
  tenant_id uuid NOT NULL,
  check_id uuid NOT NULL,
  device_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('enrolment', 'yearly')),
  points text[] NOT NULL,
  owned_by_business boolean NOT NULL,
  holder_id uuid NOT NULL,
  submitted_at timestamptz NOT NULL,
  submitted_by uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'passed', 'refused')),
  decided_at timestamptz,
  decided_by uuid,
  PRIMARY KEY (tenant_id, check_id),
  FOREIGN KEY (tenant_id, device_id) REFERENCES device,
  FOREIGN KEY (tenant_id, holder_id) REFERENCES member,
  FOREIGN KEY (tenant_id, submitted_by) REFERENCES member,
  CHECK ((state = 'waiting') = (decided_at IS NULL))
);
CALL tenant_table('device_check');
CREATE INDEX device_check_of_device ON device_check (tenant_id, device_id, submitted_at);
-- One open check a device: a second one would be two answers to one question.
CREATE UNIQUE INDEX device_check_waiting ON device_check (tenant_id, device_id) WHERE state = 'waiting';
COMMENT ON TABLE device_check IS 'class: LK-16; purpose: who checked which device when: lock, contacts, backup, gallery (DV-1, DV-2)';

CREATE TABLE device_check_photo (
  tenant_id uuid NOT NULL,
  photo_id uuid NOT NULL,
  check_id uuid NOT NULL,
  point text NOT NULL,
  mime_type text NOT NULL,
  hash_before bytea NOT NULL,
  hash_after bytea NOT NULL,
  removed_tags text[] NOT NULL,
  decision_id uuid NOT NULL,
  sealed_content bytea NOT NULL,
  taken_in_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, photo_id),
  UNIQUE (tenant_id, check_id, point),
  FOREIGN KEY (tenant_id, check_id) REFERENCES device_check,
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision
);
CALL tenant_table('device_check_photo');
COMMENT ON TABLE device_check_photo IS 'class: LK-16; purpose: photo of the device''s settings as proof of a check';
COMMENT ON COLUMN device_check_photo.sealed_content IS 'personal: screen of the holder''s device; purpose: proof of its settings; class: LK-16';

-- WA-4: how many messages each number sent in which month and of which kind; nothing of anybody in it.
CREATE TABLE sent_count (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  kind text NOT NULL CHECK (kind IN ('service', 'utility', 'marketing')),
  messages integer NOT NULL,
  PRIMARY KEY (tenant_id, account_id, month, kind),
  FOREIGN KEY (tenant_id, account_id) REFERENCES channel_account
);
CALL tenant_table('sent_count');
COMMENT ON TABLE sent_count IS 'class: none; purpose: what Meta charges for, per number and month (WA-4)';
