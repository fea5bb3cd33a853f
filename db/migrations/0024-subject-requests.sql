-- Rights of the people we hold data about (Art. 12 to 21 GDPR): requests with their deadlines, what is blacked out for
-- the sake of others, and the packet that answers. A case outlives its contact, so it points there without a key.

CREATE TABLE subject_request (
  tenant_id uuid NOT NULL REFERENCES tenant,
  request_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  message_id uuid,
  kind text NOT NULL CHECK (kind IN ('access', 'portability', 'rectification', 'erasure', 'restriction', 'objection', 'question')),
  source text NOT NULL CHECK (source IN ('message', 'page', 'member')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'refused', 'withdrawn')),
  identity_proof text NOT NULL CHECK (identity_proof IN ('channel', 'open', 'doubted', 'confirmed')),
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  due_on date NOT NULL,
  extended_at timestamptz,
  reminded text NOT NULL DEFAULT 'fresh',
  sealed_notes bytea,
  pickup_mac bytea,
  recipients_told uuid[] NOT NULL DEFAULT '{}',
  closed_at timestamptz,
  PRIMARY KEY (tenant_id, request_id)
);
CALL tenant_table('subject_request');
CREATE UNIQUE INDEX subject_request_open ON subject_request (tenant_id, contact_id, kind) WHERE state = 'open';
CREATE INDEX subject_request_of_contact ON subject_request (tenant_id, contact_id);
COMMENT ON TABLE subject_request IS 'class: LK-9; purpose: requests of data subjects with deadline and answer (DS-1 to DS-4)';
COMMENT ON COLUMN subject_request.sealed_notes IS 'personal: words of the request and reasons given for it; purpose: proof of the answer; class: LK-9';

CREATE TABLE subject_review (
  tenant_id uuid NOT NULL,
  request_id uuid NOT NULL,
  item_kind text NOT NULL CHECK (item_kind IN ('message', 'attachment')),
  item_id uuid NOT NULL,
  choice text NOT NULL CHECK (choice IN ('show', 'black', 'leave_out')),
  marks jsonb NOT NULL DEFAULT '[]',
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, request_id, item_kind, item_id),
  FOREIGN KEY (tenant_id, request_id) REFERENCES subject_request
);
CALL tenant_table('subject_review');
COMMENT ON TABLE subject_review IS 'class: LK-9; purpose: which third persons were blacked out in an answer (Art. 15(4)); places only, no content';

CREATE TABLE subject_packet (
  tenant_id uuid NOT NULL,
  packet_id uuid NOT NULL,
  request_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('ready', 'released', 'fetched', 'gone')),
  items integer,
  bytes bigint,
  content_hash bytea,
  built_by uuid NOT NULL,
  built_at timestamptz NOT NULL,
  decision_id uuid,
  released_at timestamptz,
  link_hash bytea,
  code_mac bytea,
  tries smallint NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL,
  fetched_at timestamptz,
  PRIMARY KEY (tenant_id, packet_id),
  UNIQUE (tenant_id, link_hash),
  FOREIGN KEY (tenant_id, request_id) REFERENCES subject_request,
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision,
  CHECK (state NOT IN ('released', 'fetched') OR decision_id IS NOT NULL)
);
CALL tenant_table('subject_packet');
CREATE INDEX subject_packet_of_request ON subject_packet (tenant_id, request_id, built_at);
COMMENT ON TABLE subject_packet IS 'class: LK-9; purpose: proof of the answer: what was handed over, when, under which decision; the file itself goes after 14 days';

CREATE INDEX audit_entry_of_subject ON audit_entry (tenant_id, subject_kind, subject_id, at);
