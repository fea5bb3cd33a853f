-- The two paths: what arrived, what may leave, and the proof of both.

CREATE TABLE inbound_delivery (
  tenant_id uuid NOT NULL REFERENCES tenant,
  delivery_id bigint GENERATED ALWAYS AS IDENTITY,
  account_id uuid NOT NULL,
  digest bytea NOT NULL,
  sealed_body bytea,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'parked')),
  tries smallint NOT NULL DEFAULT 0,
  problem text,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, delivery_id),
  UNIQUE (tenant_id, account_id, digest)
);
CALL tenant_table('inbound_delivery');
CREATE INDEX inbound_delivery_new ON inbound_delivery (tenant_id, delivery_id) WHERE state = 'new';
COMMENT ON TABLE inbound_delivery IS 'class: LK-0; purpose: raw deliveries until they are conversations; emptied after use';
COMMENT ON COLUMN inbound_delivery.sealed_body IS 'personal: raw delivery; purpose: lose nothing; class: LK-0';

CREATE TABLE parked_receipt (
  tenant_id uuid NOT NULL REFERENCES tenant,
  account_id uuid NOT NULL,
  external_id text NOT NULL,
  status text NOT NULL,
  at timestamptz NOT NULL,
  error_code text,
  parked_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_id, external_id, status)
);
CALL tenant_table('parked_receipt');
COMMENT ON TABLE parked_receipt IS 'class: LK-0; purpose: a receipt that came before its message';

CREATE TABLE decision (
  tenant_id uuid NOT NULL REFERENCES tenant,
  decision_id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('member', 'contact', 'server', 'api')),
  actor_id uuid,
  device_id uuid,
  action text NOT NULL,
  conversation_id uuid,
  message_id uuid,
  facts_hash bytea NOT NULL,
  facts jsonb NOT NULL,
  ruleset_version text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('allow', 'deny', 'require')),
  rules text[] NOT NULL,
  requires text[] NOT NULL,
  why_de text NOT NULL,
  PRIMARY KEY (tenant_id, decision_id)
);
CALL tenant_table('decision');
CREATE INDEX decision_of_message ON decision (tenant_id, message_id);
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE decision IS 'class: LK-15; purpose: why something was allowed or refused';

CREATE TABLE outbox (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  account_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown')),
  attempt integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL,
  lease_until timestamptz,
  queued_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, message_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES message,
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision
);
CALL tenant_table('outbox');
CREATE INDEX outbox_waiting ON outbox (tenant_id, state, not_before) WHERE state IN ('queued', 'sending');
COMMENT ON TABLE outbox IS 'class: LK-1; purpose: approved messages waiting to leave';

CREATE TABLE delivery (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  attempt integer NOT NULL,
  decision_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('sent', 'rejected', 'unreachable', 'uncertain', 'refused')),
  error_code text,
  PRIMARY KEY (tenant_id, message_id, attempt),
  FOREIGN KEY (tenant_id, message_id) REFERENCES message,
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision
);
CALL tenant_table('delivery');
COMMENT ON TABLE delivery IS 'class: LK-1; purpose: each try to hand a message to a channel';

CREATE TABLE notice_delivery (
  tenant_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  channel_kind text NOT NULL,
  notice_version integer NOT NULL,
  contact_id uuid NOT NULL,
  content_hash bytea NOT NULL,
  language text NOT NULL,
  sealed_text bytea NOT NULL,
  link_url text NOT NULL,
  link_content_hash bytea NOT NULL,
  handed_over text NOT NULL CHECK (handed_over IN ('chat', 'page', 'paper')),
  trigger_message_id uuid,
  message_id uuid,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'delivered', 'failed')),
  timeline jsonb NOT NULL,
  queued_at timestamptz NOT NULL,
  sent_at timestamptz,
  provider_message_id text,
  PRIMARY KEY (tenant_id, identity_id, channel_kind, notice_version),
  FOREIGN KEY (tenant_id, identity_id) REFERENCES identity,
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact
);
CALL tenant_table('notice_delivery');
CREATE INDEX notice_delivery_message ON notice_delivery (tenant_id, message_id);
COMMENT ON TABLE notice_delivery IS 'class: LK-8; purpose: proof of which notice a person got, when and how (PN-3)';
COMMENT ON COLUMN notice_delivery.sealed_text IS 'personal: notice as rendered for the person; purpose: proof; class: LK-8';

CREATE TABLE consent_event (
  tenant_id uuid NOT NULL,
  consent_event_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  channel_kind text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('advertising', 'contact')),
  state text NOT NULL CHECK (state IN ('asked', 'ambiguous', 'refused', 'granted', 'withdrawn', 'used')),
  at timestamptz NOT NULL,
  method text NOT NULL,
  proof jsonb NOT NULL DEFAULT '{}',
  recorded_by uuid,
  PRIMARY KEY (tenant_id, consent_event_id),
  FOREIGN KEY (tenant_id, identity_id) REFERENCES identity
);
CALL tenant_table('consent_event');
CREATE INDEX consent_event_of ON consent_event (tenant_id, identity_id, channel_kind, purpose, at);
COMMENT ON TABLE consent_event IS 'class: LK-6; purpose: proof of consent and withdrawal (Art. 7)';
COMMENT ON COLUMN consent_event.proof IS 'personal: ids of question and answer; purpose: proof; class: LK-6';
